"""Phone numbers: stored in international form (`+6281234567890`), found however they are written.

What cannot be read as a number is stored as it was written, for staff to check.
"""

import re

from orders_tui.domain.patterns import pattern
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _

_HOME = "62"
"""The country code of numbers that name none."""

# What people put between digits, and what messengers put around a copied number: dashes of all kinds and
# invisible marks of direction.
_BETWEEN = r"\s().\-/,_·•\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SEPARATORS = pattern(rf"[{_BETWEEN}]+")
_DIGITS = pattern(r"\+?[0-9]+")
_STORED = pattern(r"\+[0-9]+")
# `+62 (0)812` is a common way to write it; where there is no prefix, a spreadsheet has eaten the zero.
_MOBILE = pattern(r"(?:\+?620?|\+?0)?(8[1-9][0-9]*)")
# A country code typed into a field that has it already; numbers of landlines are shorter than that.
_REPEATED_CODE = pattern(r"\+?(?:0|620?)620?(8[1-9][0-9]{8,10})")
_MOBILE_LENGTHS = range(9, 13)
# A mobile number with one zero too many, or Japan, Korea, Vietnam or China behind the zeros of a call abroad.
_TWO_ZEROS = pattern(r"008[1-9][0-9]{7,10}")
_STORED_MOBILE = pattern(r"\+62(8[1-9][0-9]{7,10})")
# What a spreadsheet makes of a long number: `8.12346E+11` has lost digits, `6281234567890.0` has not.
_ROUNDED = pattern(r"[0-9](?:[.,][0-9]*)?[eE]\+?[0-9]{1,3}")
_DECIMAL = pattern(r"([1-9][0-9]{7,14})\.0")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９＋", "0123456789+")
# What may be a number among other words. A bracket opens other words, unless it holds the trunk zero.
_RUN = pattern(rf"(?:\+[{_BETWEEN}]*)?[0-9](?:(?:[{_BETWEEN.replace('(', '')}]|\(0\))*[0-9])*")
_TWO = pattern(r"[/,]")
# In `0812345678 2 hp` the last digit is none of the number; a letter for a digit, or a star, leaves it open.
_DOUBTFUL = pattern(rf"[{_BETWEEN}][0-9]{{1,2}}\Z")
_MASKED = pattern(r"[0-9][oOlIxX*?]+(?![A-Za-z])|(?<![A-Za-z])[oOlIxX*?]+[0-9]")
_SHORTEST = 7
"""The least digits that may be a number where other words stand around them."""
_MASK = "••••"
_SHOWN = 4
"""How many of its last digits tell a phone from another where it is masked."""


def kept(text: str) -> str:
    """A phone as it is stored: in international form, or as it was written where it cannot be read as a number."""
    if _STORED_MOBILE.fullmatch(text):
        return text  # as nearly all are that were read before
    try:
        return normalize(text)
    except ValueError:
        written = " ".join(text.split())
        # The blank tells it from a number that could be read.
        return f"+ {written[1:]}" if _STORED.fullmatch(written) else written


def to_check(stored: str) -> bool:
    """Whether a stored phone is one that could not be read as a number."""
    return bool(stored) and not _STORED.fullmatch(stored) and not stored.startswith(_MASK)


def masked(stored: str) -> str:
    """A phone for one who may not call it: `•••• 7890`."""
    if not stored:
        return ""
    digits = re.sub("[^0-9]", "", stored)
    # What is no longer than the end that is shown would be shown whole.
    return f"{_MASK} {digits[-_SHOWN:]}" if len(digits) > _SHOWN else _MASK


def is_masked(text: str) -> bool:
    """Whether the text is a phone as `masked` leaves it, of which the number is not known."""
    return text.lstrip().startswith(_MASK)


def normalize(text: str) -> str:
    """The number in international form, such as `+6281234567890`; other words may stand around it.

    Raises:
        ValueError: with a sentence for the person, if there is no whole phone number, or more than one.
    """
    try:
        return _number(text)
    except ValueError:
        found = _numbers_in(text)
        if len(found) > 1:
            raise _refused(_("“{text}” contains more than one phone number."), text) from None
        if not found:
            raise
        return found.pop()


def _number(text: str) -> str:
    """The number that the text is, without other words."""
    written = text.strip().removeprefix("'").translate(_FULL_WIDTH)
    if _ROUNDED.fullmatch(written):
        raise _refused(_("“{text}” is a number that a spreadsheet has rounded: the column lost digits."), text)
    if decimal := _DECIMAL.fullmatch(written):
        written = decimal[1]
    number = _SEPARATORS.sub("", written)
    if _TWO_ZEROS.fullmatch(number):
        sentence = _("“{text}” has one zero too many, or is a foreign number; write it with one 0 or with a +.")
        raise _refused(sentence, text)
    if number.startswith("00"):
        number = f"+{number[2:]}"
    if mobile := _MOBILE.fullmatch(number) or _REPEATED_CODE.fullmatch(number):
        return _mobile(mobile[1], text)
    if not _DIGITS.fullmatch(number):
        raise _no_phone(text)
    return _parsed(f"+{number}" if number.startswith(_HOME) else number, text)


def _numbers_in(text: str) -> set[str]:
    """The numbers among other words; none where one of them is in doubt."""
    found: set[str] = set()
    if _ROUNDED.search(text) or _MASKED.search(text):
        return found
    for run in _RUN.findall(text.translate(_FULL_WIDTH)):
        try:
            found |= _one_or_more(run)
        except ValueError:
            return set()
    return found


def _one_or_more(run: str) -> set[str]:
    """What a run of digits holds: one number, or several with a slash or a comma between them."""
    if sum(map(str.isdigit, run)) < _SHORTEST:
        return set()
    if _DOUBTFUL.search(run):
        raise _no_phone(run)
    try:
        return {_number(run)}
    except ValueError:
        parts = _TWO.split(run)
        if len(parts) == 1:
            raise
        return {_number(part) for part in parts}


def pretty(phone: str) -> str:
    """A stored number as it is shown: `+62 812-3456-7890`; anything that is not one comes back as it is."""
    if mobile := _STORED_MOBILE.fullmatch(phone):
        national = mobile[1]
        middle = 6 if len(national) == _MOBILE_LENGTHS.start else 7
        return f"+{_HOME} {national[:3]}-{national[3:middle]}-{national[middle:]}"
    if not (phone.startswith("+") and _DIGITS.fullmatch(phone)):
        return phone
    import phonenumbers

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def search_digits(text: str) -> tuple[str, ...]:
    """What to look for, anywhere in the stored numbers, when this is typed into a search; any of these fits.

    Read as the beginning of a number it comes first; the digits as they stand follow, since they may be any
    part of a number. Empty if the text cannot be a part of a phone number.
    """
    number = _SEPARATORS.sub("", text.strip().removeprefix("'").translate(_FULL_WIDTH))
    if not _DIGITS.fullmatch(number):
        return ()
    if number.startswith("+"):
        return (_without_trunk_zero(number),)
    if number.startswith("00"):
        return (_without_trunk_zero(f"+{number[2:]}"), number)
    if number.startswith("0"):
        return (f"+{_HOME}{number[1:]}", number)
    if number.startswith(_HOME):
        return (_without_trunk_zero(f"+{number}"), number)
    return (number,)


def searched(stored: str) -> str:
    """What a search finds a stored phone by: the number, or the digits of one that could not be read."""
    if not to_check(stored):
        return stored
    digits = re.sub("[^0-9]", "", stored)
    if not digits.startswith("0"):
        return f"+{digits}" if digits else ""
    return f"{digits} +{_HOME}{digits.lstrip('0')}"


def whole_numbers(text: str) -> tuple[str, ...]:
    """The stored numbers that this text would be the whole of, with or without country code or trunk zero."""
    forms = search_digits(text)
    return tuple(form for form in forms if form.startswith("+")) or tuple(f"+{_HOME}{form}" for form in forms)


def _without_trunk_zero(number: str) -> str:
    return re.sub(rf"^\+{_HOME}0", f"+{_HOME}", number)


def _mobile(national: str, text: str) -> str:
    if len(national) < _MOBILE_LENGTHS.start:
        raise _too_short(text)
    if len(national) >= _MOBILE_LENGTHS.stop:
        raise _too_long(text)
    return f"+{_HOME}{national}"


def _parsed(number: str, text: str) -> str:
    """The number by the rules of its country; `text` is how it was written, for the error."""
    if number[0] not in "+0":
        # A foreign number without its plus and a home number without its zero look the same.
        sentence = _("“{text}” starts with neither 0 nor +; put the country code in front, such as +62.")
        raise _refused(sentence, text)
    # Slow to import, and hardly any number needs it.
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, "ID")
    except phonenumbers.NumberParseException:
        raise _no_phone(text) from None
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason in (
        phonenumbers.ValidationResult.TOO_SHORT,
        phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
    ):
        raise _too_short(text)
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        raise _too_long(text)
    # Abroad the length decides, since new ranges are handed out faster than programs are renewed; at home
    # the possible lengths are too many to tell a slip.
    at_home = str(parsed.country_code) == _HOME
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE or (at_home and not phonenumbers.is_valid_number(parsed)):
        raise _no_phone(text)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _no_phone(text: str) -> ValueError:
    sentence = _("“{text}” is not a phone number; write it like 0812-3456-7890 or +62 812-3456-7890.")
    return _refused(sentence, text)


def _too_short(text: str) -> ValueError:
    return _refused(_("“{text}” is too short for a phone number."), text)


def _too_long(text: str) -> ValueError:
    return _refused(_("“{text}” is too long for a phone number."), text)


def _refused(sentence: str, text: str) -> ValueError:
    return ValueError(sentence.format(text=excerpt(text)))
