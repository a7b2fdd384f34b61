"""What a person types of an order: amounts, numbers of pieces, words of a fixed set, whole items on one line."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from orders_tui.domain.choices import meant, nearest_word
from orders_tui.domain.order import Item, ItemKind, labels
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _, in_every_language
from orders_tui.exchange.amounts import parse_amount

Word = TypeVar("Word", bound=StrEnum)

_SHORT = re.compile(
    r"(?:(?:Rp|IDR)\.?\s*)?(?P<whole>[0-9]{1,9})(?:[.,](?P<part>[0-9]{1,2}))?\s*(?P<size>k|rb|ribu|jt|juta)\.?",
    re.IGNORECASE,
)
"""An amount as people shorten it: `90k`, `90rb`, `1,5jt`; of `1.500rb` nobody can say which of two it is."""
_SIZES = {"k": 3, "rb": 3, "ribu": 3, "jt": 6, "juta": 6}
"""How many noughts each of these words stands for."""
_COUNT = re.compile(r"[0-9]{1,9}")
_ITEM = re.compile(
    r"(?P<name>.*?)(?:\s*\[(?P<sku>[^\[\]]*)\])?\s*"
    r"(?:=\s*(?P<price>(?:(?!\s*[x×*]\s*[0-9]+\s*$)[^=])*?)\s*(?:[x×*]\s*(?P<quantity>[0-9]+))?)?",
    re.IGNORECASE | re.DOTALL,
)
_KIND = re.compile(r"\s+(?P<kind>[^\W\d]+)\s*\Z")


def typed_amount(text: str) -> int:
    """Rupiah as a person types them: `90000`, `Rp 90.000`, `90k`, `1,5jt`; nothing is zero.

    Raises:
        ValueError: with a sentence for the person, if it is anything else.
    """
    if short := _SHORT.fullmatch(text.strip()):
        noughts, part = _SIZES[short["size"].lower()], short["part"] or ""
        # Put together as text: a float times a power of ten need not be exact.
        return int(f"{short['whole']}{part}{'0' * (noughts - len(part))}")
    amount = parse_amount(text)
    if amount is None:
        return 0
    if amount.way is not None:
        raise ValueError(_("“{text}” is not an amount of money.").format(text=excerpt(text)))
    return amount.rupiah


def typed_count(text: str) -> int:
    """How many pieces; one where nothing is typed.

    Raises:
        ValueError: with a sentence for the person, if it is no number.
    """
    written = text.strip()
    if not written:
        return 1
    if not _COUNT.fullmatch(written):
        raise ValueError(_("“{text}” is not a quantity.").format(text=excerpt(text)))
    return int(written)


def typed_word(text: str, words: dict[Word, str]) -> Word:
    """A word of a fixed set, itself or its label in any language, or the only one that begins so.

    Args:
        text: what was typed.
        words: the set, each word with its label before translation.

    Raises:
        ValueError: with a sentence that names the nearest, if it is none.
    """
    word = meant(text, words)
    if word is not None:
        return word
    typed = text.strip().casefold()
    begun = [word for word, label in words.items() if any(_begins(each, typed) for each in in_every_language(label))]
    if typed and len(begun) == 1:
        return begun[0]
    if near := nearest_word(text, words):
        sentence = _("“{word}” is not known; did you mean {nearest}?")
        raise ValueError(sentence.format(word=excerpt(text), nearest=_(words[near])))
    raise ValueError(_("“{word}” is not known.").format(word=excerpt(text)))


def _begins(label: str, typed: str) -> bool:
    return label.casefold().startswith(typed)


def typed_item(text: str, known: Callable[[str], Item | None]) -> Item:
    """An item on one line, such as `Madu Hutan=90000x2`, `Kelas jahit [KJ-1]=250k digital` or only `Madu Hutan`.

    Args:
        text: what was typed.
        known: finds the product of a name, of which is taken what was not typed.

    Raises:
        ValueError: with a sentence for the person, if it is none.
    """
    kind, rest = None, text
    # A last word may be the size of the amount, as in `= 90 rb`.
    if "=" in text and (found := _KIND.search(text, text.rindex("="))) and found["kind"].casefold() not in _SIZES:
        kind, rest = typed_word(found["kind"], labels(ItemKind)), text[: found.start()]
    parts = _ITEM.fullmatch(rest.strip())
    if parts is None or not parts["name"]:
        raise ValueError(
            _("“{text}” is not an item; write it like {example}.").format(text=excerpt(text), example=_EXAMPLE)
        )
    product = known(parts["name"])
    if product is None and not parts["price"]:
        raise ValueError(
            _("The price of {item} is not known; write it like {example}.").format(
                item=excerpt(parts["name"]), example=_EXAMPLE
            )
        )
    return Item(
        name=parts["name"] if product is None else product.name,
        price=typed_amount(parts["price"]) if parts["price"] or product is None else product.price,
        quantity=typed_count(parts["quantity"] or ""),
        kind=kind or (ItemKind.PHYSICAL if product is None else product.kind),
        sku=(product.sku if product else "") if parts["sku"] is None else parts["sku"].strip(),
    )


_EXAMPLE = "'Madu Hutan=90000x2'"
