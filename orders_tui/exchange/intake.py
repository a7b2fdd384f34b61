"""Intake: from a line of JSON, as order forms, gateways and couriers send it, to a command; and the line's answer."""

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple

from orders_tui.domain.commands import (
    AddOrder,
    Command,
    ExternalOrder,
    Outcome,
    RecordConfirmation,
    RecordDeletion,
    RecordHold,
    RecordPayment,
    RecordStatus,
    RecordStep,
    RecordTracking,
    RecordUnpaid,
    RecordUpdate,
)
from orders_tui.domain.facts import CORRECTED, EDITABLE, FACTS, GIVEN, Fact, Kind, Value
from orders_tui.domain.limits import has_lines
from orders_tui.domain.order import Item, ItemKind, Method, PaymentReport, Status
from orders_tui.domain.phone import is_masked, kept
from orders_tui.domain.text import excerpt, is_drawn
from orders_tui.domain.words import _
from orders_tui.exchange.fields import FieldError, Fields, Names, read_line, read_object

_BOM = b"\xef\xbb\xbf"
_NAMED = 8
"""How many unknown fields a warning names."""


class IntakeLine(NamedTuple):
    """A line that asks for something.

    A repeat is recognised by the store of its order, its type, here `kind`, and its id, here `key`.
    """

    number: int
    key: str
    kind: str
    command: Command
    """Its order id is empty where `order` names the order."""
    order: ExternalOrder | None = None
    warning: str = ""
    """What is odd in the line, though it was understood."""


class Refused(NamedTuple):
    """A line that says nothing the desk could do; `key` is empty where its id could not be read either."""

    number: int
    key: str
    error: str


def parse(number: int, raw: bytes) -> IntakeLine | Refused | None:
    """What a line says; None for a blank one. It never raises, whatever the bytes are.

    Args:
        number: which line of the input it is, from 1.
        raw: its bytes, as `read_line` takes them.
    """
    key = ""
    try:
        # Programs of Windows begin a file with this mark.
        text = read_line(raw.removeprefix(_BOM) if number == 1 else raw)
        if not text:
            return None
        fields = Fields(read_object(text))
        # As soon as it is known, so that the answer to a line refused further on names it.
        key = fields.reference("order_id" if _from_desk(fields) else "id")
        return _line(number, key, fields)
    except FieldError as wrong:
        return Refused(number, key, str(wrong))


class ForeignLine(NamedTuple):
    """A line of another system's own format, which may say several things of one order."""

    number: int
    key: str


def answer(line: IntakeLine | Refused | ForeignLine, outcome: Outcome, *, only_ascii: bool = True) -> str:
    """The answer to a line, one line of JSON that is safe on any terminal.

    Args:
        line: what was sent.
        outcome: what became of it.
        only_ascii: escape all other characters too, not only those that a terminal does not simply draw.
    """
    values: dict[str, object] = {"line": line.number, "id": line.key or None, "ok": outcome.ok}
    if outcome.ok:
        values |= {"order": outcome.order_id or None, "result": _result(outcome)}
    else:
        values["error"] = outcome.error
    warnings = (line.warning if isinstance(line, IntakeLine) and outcome.ok else "", outcome.warning)
    if any(warnings):
        values["warning"] = " ".join(filter(None, warnings))
    # What buyers wrote comes back in the answer, which a person may read on a terminal.
    text = json.dumps(values, separators=(",", ":"), ensure_ascii=only_ascii)
    return text if text.isascii() else "".join([c if is_drawn(c) else json.dumps(c)[1:-1] for c in text])


def _result(outcome: Outcome) -> str:
    if outcome.ignored:
        return "ignored"
    return "repeat" if outcome.repeated else "late" if outcome.late else "stored"


def _from_desk(fields: Fields) -> bool:
    """Whether it is an order as the desk itself writes one, which its order id tells from others."""
    return fields.has("order_id") and not (fields.has("type") or fields.has("id"))


def _line(number: int, key: str, fields: Fields) -> IntakeLine:
    kind = _kind(fields)
    command, order = (_order(fields), None) if kind == "order" else _report(kind, fields)
    known = _DESK_NAMES if _from_desk(fields) else _NAMES[kind]
    return IntakeLine(
        number, key, kind, command, order, " ".join([*fields.remarks, *_of_strangers(fields.strangers(known))])
    )


def _kind(fields: Fields) -> str:
    if _from_desk(fields):
        return "order"
    word = fields.required("type")
    if word not in _NAMES:
        raise fields.unknown("type", word, ", ".join(_NAMES))
    return word


def _of_strangers(paths: list[str]) -> Iterable[str]:
    if paths:
        names = ", ".join(excerpt(path) for path in sorted(paths)[:_NAMED]) + (", …" if len(paths) > _NAMED else "")
        yield _("Ignored unknown fields: {names}.").format(names=names)


def _report(kind: str, fields: Fields) -> tuple[Command, ExternalOrder | None]:
    """What the line reports of an order, which it names by the desk's id or by that of its own system."""
    # The desk's own id first: with neither, the line is refused for lacking that.
    if fields.has("order") or not fields.has("external_id"):
        return _READERS[kind](fields, fields.reference("order")), None
    order = ExternalOrder(fields.reference("store").strip(), fields.reference("external_id").strip())
    return _READERS[kind](fields, ""), order


_COLUMNS = tuple(
    (fact, fact.paths)
    for fact in GIVEN
    if fact.kind not in (Kind.ITEMS, Kind.TAGS) and fact.name not in ("method", "created_at")
)
"""The facts that go into a new order as they are, each with its paths."""
_TIMES = FACTS["created_at"].paths


def _order(fields: Fields) -> Command:
    fields.part("customer").loose_part("address", "street")
    facts = {
        fact.name: value
        for fact, paths in _COLUMNS
        # Most orders say nothing of most facts.
        if (found := fields.find(paths))[0].has(found[1]) and (value := _fact(*found, fact))
    }
    if not (facts.get("name") or facts.get("phone")):
        for name in ("name", "phone"):
            buyer, said = fields.find(FACTS[name].paths)
            buyer.words(said)  # says what is wrong with it where that is why there is no buyer
    # Lines come from forms unless they say otherwise; orders by hand and from files have sources of their own.
    source = {} if fields.has("source") else {"source": "form"}
    method, word = _method(fields, "payment_method")
    at, name = fields.find(_TIMES)
    return AddOrder(
        facts=source | word | facts | {"store": fields.required("store")},
        items=tuple(_item(item) for item in fields.parts("items")),
        method=method,
        tags=fields.details("tags"),
        at=at.time(name),
    )


def _fact(fields: Fields, name: str, fact: Fact) -> Value:
    """What the line says of a fact; an empty text or zero where it says nothing."""
    match fact.kind:
        case Kind.PHONE:
            phone = fields.detail(name)
            # Marketplaces mask numbers; kept like that, orders of several buyers would look like those of one.
            if is_masked(phone):
                raise FieldError(
                    _("{field}: the phone number is masked; give the whole number.").format(field=fields.path(name))
                )
            return kept(phone)
        case Kind.MONEY:
            return fields.whole(name)
        case _:
            return fields.detail(name, lines=has_lines(fact))


def _method(fields: Fields, name: str) -> tuple[Method | None, dict[str, Value]]:
    """The method that the line names; for an unknown one OTHER, with its word as a fact beside it."""
    word = fields.detail(name).strip()
    method = Method.read(word)
    # A gateway may call its methods anything; the order is not refused for that.
    if method is not Method.OTHER or word.lower() == Method.OTHER:
        return method, {}
    text = _("{field}: “{word}” is not known; it is kept beside “other”.")
    fields.remarks.append(text.format(field=name, word=excerpt(word)))
    return method, {"method_word": word}


def _item(fields: Fields) -> Item:
    sku = fields.detail("sku")
    return Item(
        # An item that has no other name is known by its SKU.
        name=fields.words("name").strip() or sku.strip() or fields.required("name"),
        price=fields.required_whole("price"),
        quantity=fields.whole("quantity", 1),
        kind=fields.one_of("kind", ItemKind, ItemKind.PHYSICAL),
        sku=sku,
    )


def _confirmation(fields: Fields, order_id: str) -> Command:
    return RecordConfirmation(
        order_id=order_id,
        bank=fields.detail("bank"),
        holder=fields.detail("holder"),
        amount=fields.maybe_whole("amount"),
        day=fields.detail("day"),
        note=fields.detail("note", lines=True),
    )


def _payment(fields: Fields, order_id: str) -> Command:
    method, _word = _method(fields, "method")
    return RecordPayment(
        order_id=order_id,
        # A payment whose word is not known may mean anything: unlike a detail, it is refused.
        reported=fields.required_of("status", tuple(PaymentReport)),
        amount=fields.maybe_whole("amount"),
        transaction=fields.text("transaction").strip(),
        method=method,
        at=fields.time("at"),
    )


def _shipment(fields: Fields, order_id: str) -> Command:
    facts = {name: text for name in ("courier", "receipt") if (text := fields.detail(name))}
    return RecordStep(order_id=order_id, status=Status.SHIPPED, facts=facts, at=fields.time("at"))


def _delivered(fields: Fields, order_id: str) -> Command:
    return RecordStep(order_id=order_id, status=Status.COMPLETED, at=fields.time("at"))


def _returned(fields: Fields, order_id: str) -> Command:
    return RecordStep(
        order_id=order_id, status=Status.RTS, reason=fields.required_words("reason"), at=fields.time("at")
    )


def _status(fields: Fields, order_id: str) -> Command:
    status = fields.required_of("status", tuple(Status))
    return RecordStatus(order_id=order_id, status=status, reason=fields.detail("reason").strip(), at=fields.time("at"))


def _update(fields: Fields, order_id: str) -> Command:
    fields.part("customer").loose_part("address", "street")
    found = {fact.name: (fact, *fields.find(fact.paths)) for fact in CORRECTED}
    facts = {name: _fact(part, at, fact) for name, (fact, part, at) in found.items() if part.has(at)}
    method, _word = _method(fields, "payment_method")
    tags = fields.details("tags") if fields.has("tags") else None
    items = tuple(_item(item) for item in fields.parts("items")) if fields.has("items") else None
    if not facts and items is None and method is None and tags is None:
        raise FieldError(_("Nothing in it can be changed."))
    return RecordUpdate(order_id=order_id, facts=facts, items=items, method=method, tags=tags, at=fields.time("at"))


def _tracking(fields: Fields, order_id: str) -> Command:
    return RecordTracking(order_id=order_id, words=fields.required_words("status"), at=fields.time("at"))


def _unpaid(fields: Fields, order_id: str) -> Command:
    return RecordUnpaid(order_id=order_id, at=fields.time("at"))


def _delete(fields: Fields, order_id: str) -> Command:
    return RecordDeletion(order_id=order_id, at=fields.time("at"))


def _hold(fields: Fields, order_id: str) -> Command:
    return RecordHold(order_id=order_id, held=True, reason=fields.detail("reason"), at=fields.time("at"))


def _release(fields: Fields, order_id: str) -> Command:
    return RecordHold(order_id=order_id, held=False, at=fields.time("at"))


_READERS: dict[str, Callable[[Fields, str], Command]] = {
    "confirmation": _confirmation,
    "payment": _payment,
    "shipment": _shipment,
    "delivered": _delivered,
    "returned": _returned,
    "status": _status,
    "update": _update,
    "tracking": _tracking,
    "unpaid": _unpaid,
    "hold": _hold,
    "release": _release,
    "delete": _delete,
}


def _names(paths: Iterable[str]) -> Names:
    """The fields that these paths lead through: `customer.phone` to `phone` in `customer`."""
    tree: Names = {}
    for path in paths:
        part = tree
        for name in path.split("."):
            part = part.setdefault(name, {})
    return tree


_ITEM = ("items.name", "items.sku", "items.price", "items.quantity", "items.kind")
_OF_REPORTS = ("type", "id", "order", "store", "external_id")
_NAMES: dict[str, Names] = {
    "order": _names(["type", "id", *_ITEM, *(path for fact in GIVEN for path in fact.json)]),
    "confirmation": _names([*_OF_REPORTS, "bank", "holder", "amount", "day", "note"]),
    "payment": _names([*_OF_REPORTS, "status", "amount", "transaction", "method", "at"]),
    "shipment": _names([*_OF_REPORTS, "courier", "receipt", "at"]),
    "delivered": _names([*_OF_REPORTS, "at"]),
    "returned": _names([*_OF_REPORTS, "reason", "at"]),
    "status": _names([*_OF_REPORTS, "status", "reason", "at"]),
    "update": _names(
        [*_OF_REPORTS, *_ITEM, "payment_method", "tags", "at", *(path for fact in EDITABLE for path in fact.json)]
    ),
    "tracking": _names([*_OF_REPORTS, "status", "at"]),
    "unpaid": _names([*_OF_REPORTS, "at"]),
    "hold": _names([*_OF_REPORTS, "reason", "at"]),
    "release": _names([*_OF_REPORTS, "at"]),
    "delete": _names([*_OF_REPORTS, "at"]),
}
"""What each kind of line may hold."""
_DESK_NAMES = _names(
    ["version", "payments", "history", *_ITEM, *(path for fact in FACTS.values() for path in fact.json)]
)
"""What an order holds as the desk writes it, of which a new one takes those that it may bring along."""
