"""Intake: from a line of JSON, as order forms, gateways and couriers send it, to a command; and the line's answer."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from orders_tui.domain.commands import AddOrder, ChangeOrder, Command, Outcome, RecordConfirmation, RecordPayment
from orders_tui.domain.days import parse_stamp
from orders_tui.domain.facts import FACTS, GIVEN, Fact, Kind, Value
from orders_tui.domain.order import Item, ItemKind, Method, PaymentStatus, Status
from orders_tui.domain.phone import normalize
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _

LINE_LIMIT = 1_000_000
"""The longest line, in bytes; longer ones are refused."""
KEY_LIMIT = 200
"""The longest `id` of a line and the longest reference to an order, in characters."""

_EXACT = 2**53
"""From here on a number with a decimal point may not be the one that was sent."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that asks for something; a repeat is recognised by its type, here `kind`, and its id, here `key`."""

    number: int
    key: str
    kind: str
    command: Command


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that says nothing the desk could do; `key` is empty where its id could not be read either."""

    number: int
    key: str
    error: str


def parse(number: int, raw: bytes) -> Line | Refused | None:
    """What a line says; None for a blank one. It never raises, whatever the bytes are.

    Args:
        number: which line of the input it is, from 1.
        raw: its bytes; of a line longer than `LINE_LIMIT` any part that is longer too will do.
    """
    key = ""
    try:
        text = _decoded(number, raw)
        if not text:
            return None
        fields = _Fields(_object(text))
        key = fields.reference("order_id" if _from_desk(fields) else "id")
        kind = _kind(fields)
        return Line(number, key, kind, _READERS[kind](fields))
    except _Wrong as wrong:
        return Refused(number, key, str(wrong))


def answer(number: int, key: str, outcome: Outcome) -> str:
    """The answer to a line, one line of JSON that is safe on any terminal."""
    told: dict[str, object] = {"line": number, "id": key or None, "ok": outcome.ok}
    if outcome.ok:
        told |= {"order": outcome.order_id, "result": "repeat" if outcome.repeated else "stored"}
    else:
        told["error"] = outcome.error
    if outcome.warning:
        told["warning"] = outcome.warning
    return json.dumps(told, separators=(",", ":"))


class _Wrong(Exception):
    """The line is not as it must be; the text says where and why."""


def _decoded(number: int, raw: bytes) -> str:
    if len(raw) > LINE_LIMIT:
        raise _Wrong(_("The line is longer than {limit} bytes.").format(limit=LINE_LIMIT))
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return raw.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise _Wrong(_("The line is not UTF-8 (byte {position}).").format(position=error.start + 1)) from None


def _object(text: str) -> dict[str, object]:
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise _Wrong(_("The line is not JSON (character {position}).").format(position=error.pos + 1)) from None
    except ValueError:
        raise _Wrong(_("The line holds a number that is too long.")) from None
    except RecursionError:
        raise _Wrong(_("The line is nested too deeply.")) from None
    if not isinstance(value, dict):
        raise _Wrong(_("The line is not a JSON object."))
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose every field is said once: readers do not agree on which of two would hold."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        counts = Counter(name for name, _value in pairs)
        twice = counts.most_common(1)[0][0]
        raise _Wrong(_("{field} is there twice.").format(field=excerpt(twice)))
    return fields


def _no_number(constant: str) -> object:
    raise _Wrong(_("{constant} is no number of JSON.").format(constant=constant))


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_number)

_UNFIT = re.compile("[\0\ud800-\udfff]")

Choice = TypeVar("Choice", bound=StrEnum)
Meaning = TypeVar("Meaning")


class _Fields:
    """The fields of one JSON object, each read as what it must be; errors name the field by its path."""

    def __init__(self, values: dict[str, object], path: str = "") -> None:
        self._values = values
        self._path = path
        self._parts: dict[str, _Fields] = {}

    def text(self, name: str, default: str = "") -> str:
        """A text; a whole number will do, since other systems send ids and postcodes so."""
        value = self._values.get(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self._wrong(name, _("must be a text"))
        text = str(value)
        if not text.isprintable() and _UNFIT.search(text):
            raise self._wrong(name, _("holds a character that no text can have"))
        return text

    def required(self, name: str) -> str:
        """A text that is not blank."""
        text = self.text(name)
        if not text.strip():
            raise self._missing(name)
        return text

    def reference(self, name: str) -> str:
        """The id of something: not blank, and short."""
        text = self.required(name)
        if len(text) > KEY_LIMIT:
            raise self._wrong(name, _("is longer than {limit} characters").format(limit=KEY_LIMIT))
        return text

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._list(name)
        entries = _Fields({f"{name}[{at}]": value for at, value in enumerate(values)}, self._path)
        return tuple(entries.text(f"{name}[{at}]") for at in range(len(values)))

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
        """A whole number or None; `90000.0` is one, `90000.5`, `"90000"` and `true` are none."""
        value = self._values.get(name)
        if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
            return int(value)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self._wrong(name, _("must be a whole number, like 90000"))

    def one_of(self, name: str, kind: type[Choice], default: Choice) -> Choice:
        """A word of a fixed set."""
        return self.maybe_one_of(name, kind) or default

    def maybe_one_of(self, name: str, kind: type[Choice]) -> Choice | None:
        """A word of a fixed set, or None."""
        word = self.text(name)
        return self._choice(name, word, tuple(kind)) if word else None

    def required_of(self, name: str, known: tuple[Choice, ...]) -> Choice:
        """One of these words."""
        return self._choice(name, self.required(name), known)

    def phone(self, name: str) -> str:
        """A phone number in international form, or nothing."""
        text = self.text(name)
        return self._read(name, text, normalize) if text.strip() else ""

    def time(self, name: str) -> int | None:
        """A time (RFC 3339) as epoch seconds, or None."""
        text = self.text(name)
        return self._read(name, text, parse_stamp) if text else None

    def part(self, name: str) -> "_Fields":
        """An object inside this one; one without fields where there is none."""
        if name not in self._parts:
            self._parts[name] = self._inside(name, {} if self._values.get(name) is None else self._values[name])
        return self._parts[name]

    def find(self, paths: Sequence[Sequence[str]]) -> "tuple[_Fields, str]":
        """The object and the name in it at the first of the paths that leads to a value, else at the first path."""
        places = []
        for *outer, name in paths:
            holder = self
            for part in outer:
                holder = holder.part(part)
            places.append((holder, name))
            if holder._values.get(name) is not None:
                return holder, name
        return places[0]

    def has(self, name: str) -> bool:
        """Whether it says something of this name."""
        return self._values.get(name) is not None

    def parts(self, name: str) -> list["_Fields"]:
        """A list of objects that is there."""
        if self._values.get(name) is None:
            raise self._missing(name)
        return [self._inside(f"{name}[{at}]", value) for at, value in enumerate(self._list(name))]

    def unknown(self, name: str, word: str, known: str) -> _Wrong:
        """The error of a word that is none of those known."""
        text = _("“{word}” is not known; there are {known}")
        return self._wrong(name, text.format(word=excerpt(word), known=known))

    def _choice(self, name: str, word: str, known: tuple[Choice, ...]) -> Choice:
        for choice in known:
            if word.strip().lower() == choice:
                return choice
        raise self.unknown(name, word, ", ".join(known))

    def _read(self, name: str, text: str, reader: Callable[[str], Meaning]) -> Meaning:
        try:
            return reader(text)
        except ValueError as error:
            raise self._wrong(name, str(error)) from None

    def _list(self, name: str) -> list[object]:
        value = self._values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(name, _("must be a list"))
        return value

    def _inside(self, name: str, value: object) -> "_Fields":
        if not isinstance(value, dict):
            raise self._wrong(name, _("must be an object"))
        return _Fields(value, f"{self._path}{name}.")

    def _missing(self, name: str) -> _Wrong:
        return _Wrong(_("{field} is missing.").format(field=f"{self._path}{name}"))

    def _wrong(self, name: str, reason: str) -> _Wrong:
        return _Wrong(_("{field}: {reason}").format(field=f"{self._path}{name}", reason=show(reason)))


def _from_desk(fields: _Fields) -> bool:
    """Whether it is an order as the desk itself writes one, which its order id tells from others."""
    return fields.has("order_id") and not (fields.has("type") or fields.has("id"))


def _kind(fields: _Fields) -> str:
    if _from_desk(fields):
        return "order"
    word = fields.required("type")
    if word not in _READERS:
        raise fields.unknown("type", word, ", ".join(_READERS))
    return word


_COLUMNS = tuple(
    fact for fact in GIVEN if fact.kind not in (Kind.ITEMS, Kind.TAGS) and fact.name not in ("method", "created_at")
)
"""The facts that go into a new order as they are."""


def _order(fields: _Fields) -> Command:
    facts = {fact.name: value for fact in _COLUMNS if (value := _fact(fields, fact))}
    source = {} if fields.has("source") else {"source": "form"}
    return AddOrder(
        facts=source | facts | {"store": fields.required("store")},
        items=tuple(_item(item) for item in fields.parts("items")),
        method=fields.maybe_one_of("payment_method", Method),
        tags=fields.texts("tags"),
        at=_moment(fields, FACTS["created_at"]),
    )


def _fact(fields: _Fields, fact: Fact) -> Value:
    """What the line says of a fact; an empty text or zero where it says nothing."""
    holder, name = fields.find(fact.paths)
    match fact.kind:
        case Kind.PHONE:
            return holder.phone(name)
        case Kind.MONEY:
            return holder.whole(name)
        case _:
            return holder.text(name)


def _moment(fields: _Fields, fact: Fact) -> int | None:
    holder, name = fields.find(fact.paths)
    return holder.time(name)


def _item(fields: _Fields) -> Item:
    return Item(
        name=fields.required("name"),
        price=fields.required_whole("price"),
        quantity=fields.whole("quantity", 1),
        kind=fields.one_of("kind", ItemKind, ItemKind.PHYSICAL),
        sku=fields.text("sku"),
    )


def _confirmation(fields: _Fields) -> Command:
    return RecordConfirmation(
        order_id=fields.reference("order"),
        bank=fields.text("bank"),
        holder=fields.text("holder"),
        amount=fields.maybe_whole("amount"),
        day=fields.text("day"),
        note=fields.text("note"),
    )


def _payment(fields: _Fields) -> Command:
    reported = (PaymentStatus.PAID, PaymentStatus.CONFLICT, PaymentStatus.SETTLED)
    return RecordPayment(
        order_id=fields.reference("order"),
        reported=fields.required_of("status", reported),
        amount=fields.maybe_whole("amount"),
        at=fields.time("at"),
    )


def _shipment(fields: _Fields) -> Command:
    return ChangeOrder(
        order_id=fields.reference("order"),
        status=Status.SHIPPED,
        facts={name: text for name in ("courier", "receipt") if (text := fields.text(name))},
        at=fields.time("at"),
    )


def _delivered(fields: _Fields) -> Command:
    return ChangeOrder(order_id=fields.reference("order"), status=Status.COMPLETED, at=fields.time("at"))


def _returned(fields: _Fields) -> Command:
    return ChangeOrder(
        order_id=fields.reference("order"),
        status=Status.RTS,
        reason=fields.required("reason"),
        at=fields.time("at"),
    )


_READERS: dict[str, Callable[[_Fields], Command]] = {
    "order": _order,
    "confirmation": _confirmation,
    "payment": _payment,
    "shipment": _shipment,
    "delivered": _delivered,
    "returned": _returned,
}
