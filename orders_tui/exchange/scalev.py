"""Webhook bodies of Scalev, as they come, one a line: what each says of an order, as commands of the intake.

A body is a hint, not the truth: bodies come twice, late and in any order, and a newer snapshot may be here already. So
each thing that one says becomes a report with its own time, and the newest counts.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from orders_tui.domain.commands import (
    AddOrder,
    Command,
    RecordConfirmation,
    RecordDeletion,
    RecordHold,
    RecordPayment,
    RecordStatus,
    RecordTracking,
    RecordUnpaid,
    RecordUpdate,
)
from orders_tui.domain.facts import Values, total_of
from orders_tui.domain.order import Item, ItemKind, Method, PaymentReport, Status
from orders_tui.domain.phone import kept
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.exchange.fields import FieldError, Fields, read_line, read_object

SENDER = "scalev"
WHOLE = ("order.created", "order.epayment_created", "order.updated", "order.spam_created")
"""Events with the whole order, from which one that is not known yet is made."""
PARTS = ("order.status_changed", "order.payment_status_changed", "payment.received", "payment.failed")
"""Events with a part of it."""
DELETED = "order.deleted"
NO_ORDER = ("checkout_intent.abandoned", "checkout_intent.completed", "business.test_event")
"""Events that are about no order."""
EVENTS = (*WHOLE, *PARTS, DELETED, *NO_ORDER)
_SIGNATURE = "x-scalev-hmac-sha256"
_PHYSICAL = ("physical", "")


class BodyPart(NamedTuple):
    """One thing that a body says."""

    kind: str
    key: str
    command: Command


@dataclass(frozen=True, slots=True)
class Body:
    """What a body says of one order; of no order where it has no parts."""

    key: str
    """The vendor's own id of the order."""
    parts: tuple[BodyPart, ...] = ()
    text: str = ""
    """The body itself."""
    warning: str = ""


def read_body(raw: bytes, secret: bytes = b"") -> Body | None:
    """What a line says; None for a blank one.

    Args:
        raw: the body; with a secret, an envelope `{"headers": {"X-Scalev-Hmac-Sha256": …}, "body": "…"}`.
        secret: the business's Signing Secret; without one nothing is verified.

    Raises:
        FieldError: if it is no body of theirs, or not signed with the secret.
    """
    text = read_line(raw)
    if not text:
        return None
    if secret:
        # Before anything of it is believed: the address that takes bodies may be known to anybody.
        text = _verified(read_object(text), secret)
    envelope = Fields(read_object(text))
    event = envelope.required("event")
    if event not in EVENTS:
        raise envelope.unknown("event", event, ", ".join(EVENTS))
    if event in NO_ORDER:
        return Body("", text=text)
    data = envelope.part("data")
    # The time of sending decides between two bodies of one second; the order's own has seconds only.
    body = _Order(event, data, _instant(envelope.detail("timestamp")))
    return Body(body.id, tuple(body.parts()), text, " ".join(data.remarks))


def _verified(envelope: dict[str, object], secret: bytes) -> str:
    """The body of an envelope, whose signature is over its very bytes.

    Raises:
        FieldError: if it is not signed with the secret.
    """
    body, headers = envelope.get("body"), envelope.get("headers")
    if not isinstance(body, str) or not isinstance(headers, dict):
        raise FieldError(_("With a secret, each line must be an envelope with headers and body."))
    # Names of headers are the same in any case, and proxies change it.
    given = next((str(value) for name, value in headers.items() if name.lower() == _SIGNATURE), "")
    wanted = hmac.new(secret, body.encode(), hashlib.sha256).digest()
    try:
        sent = base64.b64decode(given, validate=True)
    except ValueError:
        sent = b""
    # In constant time: how long an ordinary comparison takes would tell how much of a forged signature is right.
    if not hmac.compare_digest(wanted, sent):
        raise FieldError(_("The signature does not match the body."))
    return body


class _Order:
    """An order as one event tells of it."""

    def __init__(self, event: str, data: Fields, sent: str) -> None:
        self._event = event
        self._sent = sent
        self._data = data
        self.id = data.reference("id")
        self._at = _time(data, "last_updated_at")

    def parts(self) -> Iterator[BodyPart]:
        """All that the event says, the order itself first."""
        if self._event in WHOLE:
            items = tuple(self._item(line) for line in self._data.parts("orderlines"))
            money = self._money(items)
            yield BodyPart("order", self._key(), self._new(items, money))
            yield from self._update(items, money)
            yield from self._tracking()
        if self._event == DELETED:
            yield BodyPart("delete", self._key("deleted"), RecordDeletion(order_id="", at=self._at))
            return
        if self._event in PARTS and (method := self._known_method()):
            report = RecordUpdate(order_id="", method=method, at=self._at, whole=True)
            yield BodyPart("update", self._key("method", method, self._at), report)
        yield from self._payment()
        yield from self._status()
        yield from self._proof()
        yield from self._suspicion()

    def _key(self, *parts: object) -> str:
        """The id of what is said: from its content, so that a repeat, another event of the same and a copy are one."""
        # As long as the intake keeps of a key.
        return ":".join([SENDER, self.id, *(str(part) for part in parts if part is not None)])[:200]

    # The order itself

    def _new(self, items: tuple[Item, ...], money: Values) -> AddOrder:
        data = self._data
        method, word = self._method()
        texts = {
            "buyer_note": data.detail("notes", lines=True),
            "source": self._source(),
            "external_id": data.detail("order_id"),
        }
        texts |= {name: data.detail(name) for name in ("platform", "utm_source")}
        new = AddOrder(
            facts={**self._buyer(), **texts, **money, **word, **self._courier(), **self._gateway()},
            items=items,
            method=method,
            tags=data.details("tags"),
            at=_time(data, "draft_time", "created_at"),
        )
        return new.replace(facts={**new.facts, "store": data.part("store").required("name")})

    def _item(self, line: Fields) -> Item:
        # Their webhooks leave the type out: what is not named is taken for physical.
        kind = ItemKind.PHYSICAL if line.detail("item_type") in _PHYSICAL else ItemKind.DIGITAL
        return Item(
            name=line.required_words("product_name"),
            # Of one piece; whether their `product_price` is of a piece or of the line is not documented.
            price=_rupiah(line, "variant_price"),
            quantity=line.whole("quantity", 1),
            kind=kind,
            sku=line.detail("variant_sku"),
        )

    def _money(self, items: tuple[Item, ...]) -> Values:
        """The charges; where they do not add up to what the buyer pays, the rest is a fee or a discount."""
        data = self._data
        of = {name: _rupiah(data, name) for name in _CHARGES}
        money: dict[str, int] = {
            "discount": of["product_discount"] + of["discount_code_discount"] + of["shipping_discount"],
            "shipping": of["shipping_cost"],
            "fees": of["other_income"] + of["payment_link_income"],
            "unique_code": of["unique_code_discount"],
        }
        if not data.has("gross_revenue"):
            return money
        rest = _rupiah(data, "gross_revenue") - total_of(items, money)
        if rest:
            data.remarks.append(_("The total differs from its parts by {amount}; it is kept.").format(amount=rest))
            money["fees" if rest > 0 else "discount"] += abs(rest)
        return money

    def _method(self) -> tuple[Method | None, Values]:
        data = self._data
        word = data.detail("payment_method").strip()
        if word == "va" and data.has("sub_payment_method"):
            # An older version of their API has the bank of a virtual account in a field of its own.
            word = f"va_{data.detail('sub_payment_method').lower()}"
        method = Method.read(word)
        # Beyond Created every order here has a method; theirs may be confirmed without one, as a free lead is.
        if method is None and data.detail("status") not in ("draft", "canceled", ""):
            return Method.OTHER, {"method_word": word}
        return method, {"method_word": word} if method is Method.OTHER else {}

    def _source(self) -> str:
        platform = self._data.detail("platform")
        return self._data.part("page").detail("name") or platform or SENDER

    def _buyer(self) -> Values:
        place = self._data.part("destination_address")
        account = self._data.part("customer")
        phone = (place.detail("phone") or account.detail("phone")).strip()
        return {
            "name": place.detail("name", lines=True) or account.detail("name", lines=True),
            # They write the country code without its plus.
            "phone": kept(f"+{phone}" if phone.startswith("62") else phone),
            "email": place.detail("email", lines=True) or account.detail("email", lines=True),
            "street": place.detail("address", lines=True),
            "subdistrict": place.detail("subdistrict", lines=True),
            "city": place.detail("city", lines=True),
            "province": place.detail("province", lines=True),
            "postcode": place.detail("postal_code", lines=True),
        }

    def _courier(self) -> Values:
        service = self._data.part("courier_service")
        courier = service.part("courier")
        words = (courier.detail("name") or courier.detail("code"), service.detail("name"))
        return {"courier": " ".join(dict.fromkeys(filter(None, words)))} if any(words) else {}

    def _gateway(self) -> Values:
        """Where the buyer pays, out of the answer of whichever gateway it was, and what the gateway calls it."""
        given = _within(self._data, "pg_payment_info")
        account = _within(given, "payment_method", "virtual_account", "channel_properties")
        codes = (given.detail("va_number"), account.detail("virtual_account_number"), given.detail("qr_string"))
        said = {
            "pay_code": next(filter(None, codes), ""),
            "pay_link": self._data.detail("payment_url"),
            "pay_reference": self._data.detail("pg_reference_id"),
        }
        return {name: text for name, text in said.items() if text}

    # What becomes of it

    def _update(self, items: tuple[Item, ...], money: Values) -> Iterator[BodyPart]:
        facts = {
            **self._buyer(),
            **self._courier(),
            **self._gateway(),
            "buyer_note": self._data.detail("notes", lines=True),
        }
        said: dict[str, Any] = {name: value for name, value in facts.items() if value}
        if receipt := self._data.detail("shipment_receipt"):
            said["receipt"] = receipt
        # Of texts a blank says nothing: what is kept there may be known here alone. Amounts belong together.
        report = RecordUpdate(
            order_id="",
            facts={**said, **(money if items else {})},
            items=items or None,
            method=self._known_method(),
            tags=self._data.details("tags") if self._data.has("tags") else None,
            at=self._at,
            whole=True,
            sent=self._sent,
        )
        yield BodyPart("update", self._key("update", self._at, _sign(report)), report)

    def _known_method(self) -> Method | None:
        """How it is paid, where that is said: an order whose buyer chooses later gets it with the payment."""
        method, _word = self._method()
        return None if method in (Method.OTHER, Method.PAYMENT_LINK) else method

    def _tracking(self) -> Iterator[BodyPart]:
        if words := self._data.detail("shipment_status"):
            yield BodyPart(
                "tracking", self._key("tracking", _sign(words)), RecordTracking(order_id="", words=words, at=self._at)
            )

    def _status(self) -> Iterator[BodyPart]:
        word = self._data.detail("status")
        if word in ("", "draft"):
            return
        at = _time(self._data, f"{word}_time", "last_updated_at")
        if word == "shipped_rts":
            # They have it for a parcel on its way back, which is not there yet.
            yield BodyPart("tracking", self._key("tracking", word), RecordTracking(order_id="", words="RTS", at=at))
            word = "shipped"
        try:
            status = Status(word)
        except ValueError:
            raise self._data.unknown("status", word, ", ".join(Status)) from None
        # Both need a reason here, and they have none.
        reason = "Scalev" if status in (Status.RTS, Status.CANCELED) else ""
        report = RecordStatus(order_id="", status=status, reason=reason, at=at)
        yield BodyPart("status", self._key(status, at), report)

    def _payment(self) -> Iterator[BodyPart]:
        data = self._data
        word = data.detail("payment_status")
        at = _time(data, f"{word}_time", "last_updated_at")
        key = self._key("pay", word, at)
        if word == "unpaid":
            # What comes in is unpaid anyway.
            if self._event in PARTS:
                yield BodyPart("unpaid", key, RecordUnpaid(order_id="", at=at))
        elif word:
            if word not in _REPORTED:
                raise data.unknown("payment_status", word, ", ".join(_REPORTED))
            # Both families of events and the whole order say the same of it; only some of them have the gateway's id.
            report = RecordPayment(order_id="", reported=_REPORTED[word], transaction=self.id, at=at)
            yield BodyPart("payment", key, report)

    def _proof(self) -> Iterator[BodyPart]:
        """The picture of a transfer, or its time: the buyer says that it was made."""
        data = self._data
        picture, time = data.detail("transferproof_url"), data.detail("transfer_time")
        if picture or time:
            bank = data.part("financial_entity").detail("name")
            said = RecordConfirmation(order_id="", bank=bank, day=time, note=picture)
            yield BodyPart("confirmation", self._key("proof", _sign(bank, picture, time)), said)

    def _suspicion(self) -> Iterator[BodyPart]:
        said = self._data.flag("is_probably_spam")
        if said is None or (not said and self._event == "order.created"):
            return
        whose = self._data.detail("mark_as_spam_by")
        reason = f"Scalev: {excerpt(whose)}" if said and whose else "Scalev" if said else ""
        key = self._key("spam", said, self._at, _sign(reason))
        yield BodyPart(
            "hold" if said else "release", key, RecordHold(order_id="", held=said, reason=reason, at=self._at)
        )


_REPORTED = {str(word): word for word in (PaymentReport.PAID, PaymentReport.CONFLICT, PaymentReport.SETTLED)}
_CHARGES = (
    "product_discount",
    "discount_code_discount",
    "shipping_discount",
    "shipping_cost",
    "other_income",
    "payment_link_income",
    "unique_code_discount",
)


def _within(data: Fields, *names: str) -> Fields:
    """The object that these lead to; one without fields where they lead to none."""
    for name in names:
        data.loose_part(name, "")
        data = data.part(name)
    return data


def _sign(*said: object) -> str:
    """A short text that differs where what is said differs."""
    return hashlib.blake2b(repr(said).encode(), digest_size=8).hexdigest()


def _time(data: Fields, *names: str) -> int | None:
    """The first of these times that is there, epoch seconds."""
    return next((data.time(name) for name in names if data.detail(name)), None)


def _instant(text: str) -> str:
    """A time of an envelope, which has microseconds, in a form that sorts; empty where it is none."""
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC).isoformat(timespec="microseconds") if at.tzinfo else ""
    except (ValueError, OverflowError):
        return ""


def _rupiah(data: Fields, name: str) -> int:
    """An amount, which they write as a decimal text or as a number; nothing is 0.

    Raises:
        FieldError: if it is no amount of whole rupiah.
    """
    text = data.amount(name)
    try:
        amount = Decimal(text or "0")
        if amount == amount.to_integral_value():
            return int(amount)
    except (InvalidOperation, ValueError):
        pass
    raise FieldError(_("{field}: must be whole rupiah, like 90000.").format(field=data.path(name)))
