"""The fields of a JSON object, each read as what it must be: what the lines of the intake are made of."""

import json
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from orders_tui.domain.days import parse_stamp
from orders_tui.domain.limits import TEXT_LIMIT
from orders_tui.domain.order import NOTE_LIMIT, label
from orders_tui.domain.patterns import pattern
from orders_tui.domain.text import UNSTORABLE, excerpt, show
from orders_tui.domain.words import _

LINE_LIMIT = 1_000_000
"""The longest line, in bytes; longer ones are refused."""
KEY_LIMIT = 200
"""The longest id of a line and the longest reference to an order, in characters."""
_EXACT = 2**53
"""From here on a number with a decimal point may not be the one that was sent."""
_DIGITS = pattern(r"([0-9]{1,18})(?:\.00?)?")
"""A whole number as a text; three digits behind a dot could be thousands."""
_BREAK = pattern(r"\s*[\r\n]+\s*")

Names = dict[str, "Names"]
"""The fields that an object may have, each with those of the objects that it holds."""


class FieldError(Exception):
    """The object is not as it must be; the text says where and why."""


def read_line(raw: bytes) -> str:
    """The text of a line without the blanks around it; empty for a blank one.

    Raises:
        FieldError: if it is too long or no UTF-8; of one longer than `LINE_LIMIT` any part that is longer too will do.
    """
    if len(raw) > LINE_LIMIT:
        raise FieldError(_("The line is longer than {limit} bytes.").format(limit=LINE_LIMIT))
    try:
        return raw.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise FieldError(_("The line is not UTF-8 (byte {position}).").format(position=error.start + 1)) from None


def read_object(text: str) -> dict[str, object]:
    """The JSON object that a text is.

    Raises:
        FieldError: if it is none, or says one of its fields twice.
    """
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise FieldError(_("The line is not JSON (character {position}).").format(position=error.pos + 1)) from None
    # Python refuses to read a number of more than some thousand digits, which takes long.
    except ValueError:
        raise FieldError(_("The line contains a number that is too long.")) from None
    except RecursionError:
        raise FieldError(_("The line is nested too deeply.")) from None
    if not isinstance(value, dict):
        raise FieldError(_("The line is not a JSON object."))
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose every field is said once: readers do not agree on which of two would hold."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        # Looked for only here: nearly every object says each field once, which the lengths have shown.
        counts = Counter(name for name, _value in pairs)
        twice = counts.most_common(1)[0][0]
        raise FieldError(_("{field} appears twice.").format(field=excerpt(twice)))
    return fields


def _no_number(constant: str) -> object:
    # Python reads `NaN` and `Infinity`, which JSON has not.
    raise FieldError(_("{constant} is not valid in JSON.").format(constant=constant))


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_number)

Choice = TypeVar("Choice", bound=StrEnum)


class Fields:
    """The fields of one JSON object, each read as what it must be; errors name the field by its path."""

    def __init__(self, values: dict[str, object], path: str = "", remarks: list[str] | None = None) -> None:
        self._values = values
        self._path = path
        self._parts: dict[str, Fields] = {}
        self.remarks: list[str] = [] if remarks is None else remarks
        """What is odd in it, though it can be read; of the objects inside it too."""

    def text(self, name: str) -> str:
        """A text; a whole number will do, since other systems send ids, postcodes and phones so, even as `5.0`."""
        text = self._written(name)
        # What can be printed is known at once, and nearly every text can.
        if not text.isprintable() and UNSTORABLE.search(text):
            raise self._wrong(name, _("has an invalid character"))
        return text

    def words(self, name: str, *, lines: bool = False) -> str:
        """A text that a person wrote, made fit to be stored, with a remark where something of it is lost.

        Args:
            name: the field.
            lines: whether it may have several lines and the length of a note.
        """
        value = self._values.get(name)
        if isinstance(value, str) and len(value) <= TEXT_LIMIT and value.isprintable():
            return value  # as nearly all are
        return self._fitted(name, self._written(name), lines=lines)

    def required(self, name: str) -> str:
        """A text that is not blank."""
        text = self.text(name)
        if not text.strip():
            raise self._missing(name)
        return text

    def required_words(self, name: str) -> str:
        """Words on one line that are not blank."""
        text = self.words(name)
        if not text.strip():
            raise self._missing(name)
        return text

    def reference(self, name: str) -> str:
        """The id of something: not blank, and short."""
        text = self.required(name)
        if len(text) > KEY_LIMIT:
            raise self._wrong(name, _("is longer than {limit} characters").format(limit=KEY_LIMIT))
        return text

    def detail(self, name: str, *, lines: bool = False) -> str:
        """Words that the rest can do without: anything else in their place is left out with a remark."""
        try:
            return self.words(name, lines=lines)
        except FieldError as wrong:
            self.remarks.append(_("{fault}; it is left out.").format(fault=wrong))
            return ""

    def details(self, name: str) -> tuple[str, ...]:
        """A list of such texts; one text alone will do."""
        value = self._values.get(name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        # Under the names that messages show, so that each entry is named by its place.
        entries = Fields({f"{name}[{at}]": value for at, value in enumerate(values)}, self._path, self.remarks)
        return tuple(text for at in range(len(values)) if (text := entries.detail(f"{name}[{at}]")))

    def whole(self, name: str, default: int = 0) -> int:
        """A whole number."""
        number = self.maybe_whole(name)
        return default if number is None else number

    def required_whole(self, name: str) -> int:
        """A whole number that is there."""
        number = self.maybe_whole(name)
        if number is None:
            raise self._missing(name)
        return number

    def maybe_whole(self, name: str) -> int | None:
        """A whole number or None; `90000.0` and `"90000"` are one, `90000.5`, `"90.000"` and `true` are none."""
        value = _whole(self._values.get(name))
        if isinstance(value, str) and (digits := _DIGITS.fullmatch(value.strip())):
            return int(digits[1])
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self._wrong(name, _("must be a whole number, like 90000"))

    def amount(self, name: str) -> str:
        """An amount as other systems write one, a number or a decimal text; empty where there is none."""
        value = self._values.get(name)
        # As Python writes it: the shortest decimals that are this very number.
        return str(value) if isinstance(value, float) else self.text(name)

    def flag(self, name: str) -> bool | None:
        """A yes or no, or None; None with a remark where it is anything else."""
        value = self._values.get(name)
        if value is None or isinstance(value, bool):
            return value
        self.remarks.append(_("{fault}; it is left out.").format(fault=self._wrong(name, _("must be true or false"))))
        return None

    def one_of(self, name: str, kind: type[Choice], default: Choice) -> Choice:
        """A word of a fixed set; the usual one, with a remark, where it is another."""
        word = self.detail(name)
        try:
            return self._choice(name, word, tuple(kind)) if word else default
        except FieldError as wrong:
            self.remarks.append(_("{fault}; {word} is kept.").format(fault=wrong, word=label(default)))
            return default

    def required_of(self, name: str, known: tuple[Choice, ...]) -> Choice:
        """One of these words."""
        return self._choice(name, self.required(name), known)

    def time(self, name: str) -> int | None:
        """A time (RFC 3339) as epoch seconds, or None; None with a remark where it cannot be read."""
        text = self.detail(name)
        try:
            return parse_stamp(text) if text.strip() else None
        except ValueError as error:
            self.remarks.append(
                _("{fault} The time of arrival is kept instead.").format(fault=self._wrong(name, str(error)))
            )
            return None

    def part(self, name: str) -> "Fields":
        """An object inside this one; one without fields where there is none."""
        if name not in self._parts:
            self._parts[name] = self._inside(name, {} if self._values.get(name) is None else self._values[name])
        return self._parts[name]

    def loose_part(self, name: str, alone: str) -> None:
        """Have an object inside this one that the rest can do without.

        A text in its place is its field of the name `alone`; anything else is left out with a remark.
        """
        value = self._values.get(name)
        if value is None or isinstance(value, dict):
            return
        given = {alone: value} if isinstance(value, str) else {}
        if not given:
            wrong = self._wrong(name, _("must be an object"))
            self.remarks.append(_("{fault}; it is left out.").format(fault=wrong))
        self._parts[name] = self._inside(name, given)

    def find(self, paths: Sequence[Sequence[str]]) -> "tuple[Fields, str]":
        """The object and the name in it at the first of the paths that leads to a value, else at the last path."""
        for path in paths:
            holder, name = self, path[-1]
            for part in path[:-1]:
                holder = holder.part(part)
            # A null says nothing, so that the next path is asked too.
            if holder._values.get(name) is not None:
                break
        return holder, name

    def path(self, name: str) -> str:
        """Where a field stands in the line, for a message."""
        return f"{self._path}{name}"

    def has(self, name: str) -> bool:
        """Whether it says something of this name."""
        return self._values.get(name) is not None

    def parts(self, name: str) -> list["Fields"]:
        """A list of objects that is there."""
        if self._values.get(name) is None:
            raise self._missing(name)
        return [self._inside(f"{name}[{at}]", value) for at, value in enumerate(self._list(name))]

    def unknown(self, name: str, word: str, known: str) -> FieldError:
        """The error of a word that is none of those known."""
        text = _("“{word}” is not known; choose one of {known}")
        return self._wrong(name, text.format(word=excerpt(word), known=known))

    def strangers(self, known: Names) -> list[str]:
        """The paths of all fields that are none of those known, each once, without the positions in lists."""
        found: dict[str, None] = {}
        _add_strangers(self._values, known, "", found)
        return list(found)

    def _written(self, name: str) -> str:
        """A text as it came; empty where there is none."""
        value = _whole(self._values.get(name))
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self._wrong(name, _("must be a text"))
        return str(value)

    def _fitted(self, name: str, text: str, *, lines: bool) -> str:
        """A text without what no database keeps, on one line where it has to be, and not too long."""
        limit = NOTE_LIMIT if lines else TEXT_LIMIT
        if UNSTORABLE.search(text):
            wrong = self._wrong(name, _("has an invalid character"))
            self.remarks.append(_("{fault}; it is left out.").format(fault=wrong))
            text = UNSTORABLE.sub("", text)
        if not lines:
            text = _BREAK.sub(" ", text.strip())
        if len(text) > limit:
            reason = _("{length} characters; the first {limit} are kept.").format(length=len(text), limit=limit)
            self.remarks.append(str(self._wrong(name, reason)))
        return text[:limit]

    def _choice(self, name: str, word: str, known: tuple[Choice, ...]) -> Choice:
        for choice in known:
            if word.strip().lower() == choice:
                return choice
        raise self.unknown(name, word, ", ".join(known))

    def _list(self, name: str) -> list[object]:
        value = self._values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(name, _("must be a list"))
        return value

    def _inside(self, name: str, value: object) -> "Fields":
        if not isinstance(value, dict):
            raise self._wrong(name, _("must be an object"))
        return Fields(value, f"{self._path}{name}.", self.remarks)

    def _missing(self, name: str) -> FieldError:
        return FieldError(_("{field} is missing.").format(field=f"{self._path}{name}"))

    def _wrong(self, name: str, reason: str) -> FieldError:
        return FieldError(_("{field}: {reason}").format(field=f"{self._path}{name}", reason=show(reason)))


def _whole(value: object) -> object:
    """A number without its decimal point where it is whole and exact; anything else as it is."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return value


def _add_strangers(value: object, known: Names, path: str, found: dict[str, None]) -> None:
    if isinstance(value, list):
        for entry in value:
            _add_strangers(entry, known, path, found)
    elif isinstance(value, dict):
        for name, inside in value.items():
            if name not in known:
                found[f"{path}{name}"] = None
            elif known[name]:
                _add_strangers(inside, known[name], f"{path}{name}.", found)
