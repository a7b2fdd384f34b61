"""What a search finds an order by, and what a typed text asks for.

Texts are compared folded: without capitals, accents and apostrophes, so that `jose` finds José and `nuraini` Nur’aini.
"""

import re
import unicodedata
from collections.abc import Iterator

from orders_tui.domain.facts import Values
from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.patterns import pattern
from orders_tui.domain.phone import search_digits, searched

_APOSTROPHES = "'`´‘’‛ʹʻʼʽʾʿˈ′＇ꞌ"
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
"""Letters that Unicode does not take for another with an accent."""
_WITHOUT, _APART = str.maketrans("", "", _APOSTROPHES), str.maketrans(_APOSTROPHES, " " * len(_APOSTROPHES))
_FOLDED = str.maketrans(dict.fromkeys(_APOSTROPHES, "") | _LETTERS)

SEARCHED = ("name", "phone", "order_id", "external_id", "receipt")
"""The facts that a search looks into."""

_CHAT = pattern(
    r"(?:(?:https?://)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?(?:\S*&)?phone=)|whatsapp://send/?\?(?:\S*&)?phone=)"
    r"(?:\+|%2B)?([0-9]+)(?![0-9]\S)\S*",
    re.IGNORECASE,
)
"""A link to a chat with a number."""
_LABEL = pattern(
    r"(?:(?:no|nomor|nomer|number)[\s.]*)?"
    r"(?:wa|whats\s?app|hp|hand\s?phone|te?le?po?n|telp|tlp|tel|phone|mobile|kontak|contact|nomor|nomer)"
    r"(?:\s*/\s*(?:wa|hp|telp))?(?:\s*(?:no|nomor|number))?[\s.:=-]*(?=[+(0-9'])",
    re.IGNORECASE,
)
"""What people write before a phone number."""
_LEAST_LABELLED = 5
"""Digits: fewer behind a label are a part of something else."""
_SEVERAL = pattern(r"[\s,;|]+")
_REFERENCE = pattern(r"#?[A-Za-z0-9](?=(?:[^0-9]*[0-9]){2})[A-Za-z0-9._/-]{4,59}")
"""What may be an order id, an external id or a receipt number: five characters or more, two of them digits."""
_ODD = 5
"""Of so many words of a list one may be no such id: what is mistyped is named as unknown."""
_LONGEST_PHONE = 16


def fold(text: str) -> str:
    """The text as it is compared: without capitals, accents and apostrophes of any kind."""
    # Nearly all names and numbers are, and have none of what the rest of the function looks for.
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    # Twice, since what is taken apart may have capitals, and small letters may come apart.
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", apart).translate(_FOLDED)
    return "".join([char for char in plain if not unicodedata.combining(char)])


def sought(name: str, phone: str, order_id: str, external_id: str, receipt: str) -> str:
    """Everything that a search finds an order by, folded, one fact of `SEARCHED` a line."""
    texts = (fold(name), searched(phone), fold(order_id), fold(external_id), fold(receipt))
    return "\n".join([text for text in texts if text])


def sought_of(facts: Values) -> str:
    """The same of facts by name, of which some may be missing."""
    return sought(*[str(facts.get(name) or "") for name in SEARCHED])


def unlabelled(text: str) -> str:
    """The number of a link to its chat, or behind a label such as `No HP:`; any other text as it is."""
    text = text.strip()
    if link := _CHAT.fullmatch(text):
        return f"+{link[1]}" if link[1][0] != "0" else link[1]
    rest = text[label.end() :] if (label := _LABEL.match(text)) else ""
    return rest if sum(map(str.isdigit, rest)) >= _LEAST_LABELLED and search_digits(rest) else text


def wanted(text: str) -> tuple[tuple[str, ...], ...]:
    """What a typed text asks for: for each of its words the forms of which an order has to have one.

    A text of digits alone is one number, however it is spaced; its words are looked for in any order.
    """
    text = unlabelled(text)
    words = [text] if search_digits(text) else text.split()
    each = (dict.fromkeys(_forms(word.removeprefix("#"))) for word in words)
    return tuple(tuple(forms) for forms in each if forms)


def _forms(word: str) -> Iterator[str]:
    """The forms of a word; an apostrophe inside it may also be a gap, as in Nur Aini."""
    # Accents that stand alone, as in `0¸`, leave a blank behind.
    if plain := fold(word.translate(_WITHOUT)).strip():
        yield plain
        if (apart := fold(word.translate(_APART)).strip()) != plain:
            yield apart
        yield from search_digits(plain)


def several(text: str) -> tuple[str, ...]:
    """The order ids, external ids or receipt numbers of a text that is a list of them; empty if it is none.

    Order ids are in capitals; each stands there once.
    """
    parts = [part for part in _SEVERAL.split(text) if part]
    odd = sum(not _REFERENCE.fullmatch(part) for part in parts)
    if len(parts) < 2 or odd > len(parts) // _ODD:
        return ()
    if all(part.isdecimal() for part in parts) and sum(map(len, parts)) <= _LONGEST_PHONE:
        return ()  # a phone number with gaps
    return tuple(dict.fromkeys(_reference(part) for part in parts))


def _reference(part: str) -> str:
    plain = part.removeprefix("#")
    return plain.upper() if ORDER_ID.fullmatch(plain) else plain
