"""One order of the demo shop on its way: the rules check each step as they do in use, and none is in the future."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from orders_tui.demo.chance import below, pick, waiting
from orders_tui.demo.orders import BY_HAND, STAFF
from orders_tui.domain import flow
from orders_tui.domain.ageing import came_to_status
from orders_tui.domain.answers import confirmed
from orders_tui.domain.clocks import DAY
from orders_tui.domain.commands import AddOrder, ChangeOrder, DeleteOrder, RecordFollowUp, RecordPayment
from orders_tui.domain.days import local
from orders_tui.domain.facts import COLUMNS, FACTS, Edit, Kind, Order, Value, total_of
from orders_tui.domain.flow import Changes
from orders_tui.domain.fulfilment import sellers_part
from orders_tui.domain.order import Goods, Money, PaymentReport, PaymentStatus
from orders_tui.domain.reports import fee, record_payment
from orders_tui.domain.rights import Actor
from orders_tui.domain.tags import join_tags, split_tags
from orders_tui.domain.templates import MessageStage
from orders_tui.store.writes.load import LoadedMoney, LoadedStep

INTAKE = Actor("intake", "intake")
"""Forms, the payment gateway and couriers."""

_TEMPLATES = {
    MessageStage.WELCOME: "Selamat datang",
    MessageStage.REMINDER_1: "Pengingat 1",
    MessageStage.REMINDER_2: "Pengingat 2",
    MessageStage.REMINDER_3: "Pengingat 3",
    MessageStage.PAYMENT: "Cara pembayaran",
    MessageStage.RECEIPT: "Nomor resi",
    MessageStage.ACCESS: "Akses produk",
}
"""What the shop calls its messages."""
_COLLEAGUES = {by.name: by for by in STAFF}
_OPENS, _CLOSES = 8, 21
_HOUR = 3600


class NotYet(Exception):
    """The next step is in the future."""


class Moment:
    """What holds for all orders of one shop: its present, and its clocks."""

    def __init__(self, now: int, zone: ZoneInfo) -> None:
        self.now = now
        self.zone = zone
        self.offset = int((local(now, zone).utcoffset() or timedelta()).total_seconds())
        """How far the clocks are ahead of UTC, in seconds."""


class Life:
    """An order and the time that passes for it."""

    def __init__(
        self, row: int, order_id: str, slug: str, new: AddOrder, at: int, moment: Moment, chance: Random
    ) -> None:
        """Let an order come in.

        Args:
            row: its row id.
            order_id: its order id.
            slug: the name of its public page.
            new: the order as it was placed.
            at: when.
            moment: beyond which nothing has happened yet.
            chance: what decides.
        """
        self.row = row
        self.new = new
        self.created_at = self.at = at
        self.chance = chance
        self.moment = moment
        self.order = _as_placed(row, order_id, slug, new, at)
        self._earlier: list[Money] = []
        by = self.staff if new.facts["source"] == BY_HAND else INTAKE
        self.steps = [LoadedStep(at, row, by, self._line("order", by), (("status", None, str(self.order.status)),))]

    @property
    def staff(self) -> Actor:
        """The member of the staff who makes the next change: the handler, now and then a colleague."""
        handler = self.order.handler
        if handler and self.chance.random() < 0.94:
            return _COLLEAGUES[handler]
        return pick(self.chance, STAFF)

    def columns(self) -> Changes:
        """The columns of the order's row that a new one does not have, or that may differ by now."""
        return {name: _plain(getattr(self.order, name)) for name in _MOVING}

    def happens(self, share: float) -> bool:
        """Draw whether something happens that does so in this share of all cases, from 0 to 1."""
        return self.chance.random() < share

    def wait(self, hours: float, *, least: float = 0) -> None:
        """Let time pass: so many hours in the mean.

        Raises:
            NotYet: if it leads beyond now.
        """
        self.at += 20 + int((least + waiting(self.chance, hours)) * _HOUR)
        if self.at > self.moment.now:
            raise NotYet

    def wait_for_staff(self, hours: float, *, least: float = 0) -> None:
        """Let time pass until the staff gets to it, which works by day only.

        Raises:
            NotYet: if it leads beyond now.
        """
        self.wait(hours, least=least)
        clock = (self.at + self.moment.offset) % DAY
        if clock < _OPENS * _HOUR:
            self.at += _OPENS * _HOUR - clock + below(self.chance, _HOUR)
        elif clock >= _CLOSES * _HOUR:
            self.at += DAY - clock + _OPENS * _HOUR + below(self.chance, _HOUR)
        if self.at > self.moment.now:
            raise NotYet

    def change(self, **wishes: Any) -> None:
        """A change by the staff, with the fields of a `ChangeOrder`; an order without a handler may get one by it.

        What is for another seller to change is reported by that seller's own system.
        """
        if self.order.seller and sellers_part(ChangeOrder(order_id=self.order.order_id, **wishes)):
            self.reported("update", **wishes)
            return
        by = self.staff
        if not self.order.handler and self.happens(0.5):
            wishes["facts"] = {"handler": by.name} | wishes.get("facts", {})
        self._change(by, None, wishes)

    def reported(self, kind: str, **wishes: Any) -> None:
        """A change that another system reports."""
        self._change(INTAKE, self._line(kind, INTAKE), wishes)

    def paid(self, amount: int, reported: PaymentReport = PaymentReport.PAID) -> None:
        """The gateway, or the courier, reports money."""
        command = RecordPayment(order_id=self.order.order_id, reported=reported, amount=amount, at=self.at)
        (changes,) = record_payment(self.order, command, self.at, self._earlier).steps
        money = LoadedMoney(str(reported), amount, fee=fee(self.order, command, self._earlier))
        self._earlier.append(Money(self.at, reported, amount))
        self._take(INTAKE, self._line("payment", INTAKE), changes, money)

    def confirmed(self, money: LoadedMoney) -> None:
        """The buyer says that the transfer was made."""
        line = self._line("confirmation", INTAKE)
        opened = confirmed(self.order, self.at)
        self._take(INTAKE, line, opened | {"confirmation": f"{money.bank} {money.amount}"}, money)

    def follow_up(self, stage: MessageStage) -> None:
        """The staff sends the buyer a message, unless it is the buyer of another seller."""
        by, template = self.staff, _TEMPLATES[stage]
        if not self.order.seller:
            command = RecordFollowUp(order_id=self.order.order_id, stage=stage, template=template)
            self._take(by, None, flow.follow_up(self.order, command, self.at), template=template)

    def delete(self) -> None:
        """The staff puts the order into the trash; one of another seller goes there by a report."""
        command = DeleteOrder(order_id=self.order.order_id)
        by = INTAKE if self.order.seller else self.staff
        self._take(by, self._line("delete", by), flow.delete(self.order, command, self.at))

    def tag(self, name: str) -> None:
        """The staff puts a tag on the order, if it has none of this name."""
        if name not in self.order.tags:
            self.change(add_tags=(name,))

    def _change(self, by: Actor, line: tuple[str, str, str] | None, wishes: Mapping[str, Any]) -> None:
        command = ChangeOrder(order_id=self.order.order_id, **wishes)
        self._take(by, line, flow.change(self.order, command, self.at))

    def _take(
        self,
        by: Actor,
        line: tuple[str, str, str] | None,
        changes: Changes,
        money: LoadedMoney | None = None,
        template: str = "",
    ) -> None:
        """Note the step and let the order be what the changes make of it."""
        fields = tuple([(name, _text(self._old(name)), _text(value)) for name, value in changes.items()])
        self.steps.append(LoadedStep(self.at, self.row, by, line, fields, money, template))
        now: dict[str, Any] = {name: value for name, value in changes.items() if name in FACTS}
        if "tags" in now:
            now["tags"] = split_tags(str(now["tags"]))
        if "status" in now:
            now["status_at"] = came_to_status(changes, self.at)
        self.order = self.order._replace(**now, version=self.order.version + 1)

    def _old(self, name: str) -> Value:
        if name == "tags":
            return join_tags(self.order.tags)
        old: Value = getattr(self.order, name, None)
        return old

    def _line(self, kind: str, by: Actor) -> tuple[str, str, str] | None:
        """Store, type and id of a line of the intake: an order has one line a version at most."""
        if by is not INTAKE:
            return None
        return str(self.new.facts["store"]), kind, f"{self.order.order_id}-{self.order.version}"


_MOVING = (
    "slug",
    "version",
    *(fact.name for fact in COLUMNS if not fact.given or fact.edit is not Edit.NOBODY or fact.kind is Kind.CHOICE),
    "created_at",
)
"""What a new order does not have yet, and what may change."""
_BLANK: dict[str, Any] = {fact.name: fact.blank for fact in COLUMNS}


def _as_placed(row: int, order_id: str, slug: str, new: AddOrder, at: int) -> Order:
    """The order as it comes in."""
    known: dict[str, Any] = {
        **_BLANK,
        **new.facts,
        "status": flow.first_status(new.method),
        "payment_status": PaymentStatus.UNPAID,
        "method": new.method,
        "goods": Goods.of({item.kind for item in new.items}),
        "subtotal": sum(item.price * item.quantity for item in new.items),
        "total": total_of(new.items, new.facts),
        "created_at": at,
        "order_id": order_id,
    }
    return Order(id=row, slug=slug, items=new.items, tags=tuple(sorted(new.tags)), version=1, **known)


def _plain(value: Any) -> Value:
    """A value as its column stores it."""
    return str(value) if isinstance(value, StrEnum) else value


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
