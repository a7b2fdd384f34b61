"""Who may see and do what: the roles of the staff, and the rule that every read and write is held to."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from orders_tui.domain.commands import (
    AcceptPayment,
    AddOrder,
    ChangeOrder,
    Command,
    CopyOrder,
    DeclineConfirmation,
    DeleteOrder,
    HoldOrder,
    RecordConfirmation,
    RecordDeletion,
    RecordFollowUp,
    RecordHold,
    RecordPayment,
    RecordPrinted,
    RecordStatus,
    RecordStep,
    RecordTracking,
    RecordUnpaid,
    RecordUpdate,
    ReleaseOrder,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.facts import FACTS, GATEWAY_FACTS, PAST, Edit, Kind, Order, facts
from orders_tui.domain.flow import STEP_TIMES
from orders_tui.domain.order import Status, label
from orders_tui.domain.phone import masked
from orders_tui.domain.query import RECEIVED, OrderQuery
from orders_tui.domain.text import show
from orders_tui.domain.words import N_, _


class StaffRole(StrEnum):
    """What a person, or a path such as the intake, is to the shop."""

    ADMIN = "admin"
    STAFF = "staff"
    PACKER = "packer"
    VIEWER = "viewer"


class Right(StrEnum):
    """What a role may do."""

    CHANGE = "change"
    """Change orders, in every way that the rules allow."""
    PACK = "pack"
    """Take an order to In Process, Ready and Shipped, with courier and receipt number."""
    SEE_MONEY = "see_money"
    SEE_PHONES = "see_phones"
    """See whole phone numbers; without it all but the last digits are masked."""
    EXPORT = "export"
    DELETE_MANY = "delete_many"
    EMPTY_TRASH = "empty_trash"
    ERASE_BUYER = "erase_buyer"
    UNDO_OTHERS = "undo_others"
    """Take back what somebody else changed."""
    SEE_AUDIT = "see_audit"
    """See who wrote orders to files, removed them for good, and changed the settings of the shop."""
    ADMINISTER = "administer"
    """Change the settings of the shop, its templates and its roles."""


_VIEWER = frozenset({Right.SEE_MONEY, Right.SEE_PHONES})
_STAFF = _VIEWER | {Right.CHANGE, Right.PACK, Right.EXPORT}

RIGHTS: dict[StaffRole, frozenset[Right]] = {
    StaffRole.ADMIN: frozenset(Right),
    StaffRole.STAFF: _STAFF,
    StaffRole.PACKER: frozenset({Right.PACK}),
    StaffRole.VIEWER: _VIEWER,
}


class Actor(NamedTuple):
    """For whom something is read or written: who, through what, from where, and in which role."""

    name: str
    via: str
    """`console`, `command` or `intake`."""
    place: str = ""
    """The terminal, or the address behind an SSH session."""
    role: StaffRole = StaffRole.STAFF

    def may(self, right: Right) -> bool:
        """Whether the actor's role has this right."""
        return right in RIGHTS[self.role]


_LABELS = {
    StaffRole.ADMIN: N_("admin"),
    StaffRole.STAFF: N_("staff"),
    StaffRole.PACKER: N_("packer"),
    StaffRole.VIEWER: N_("viewer"),
}


def role_title(role: StaffRole) -> str:
    """The role in the language in use."""
    return _(_LABELS[role])


PACKING = frozenset({Status.IN_PROCESS, Status.READY, Status.SHIPPED})
"""The statuses that a packer gives an order."""
_MONEY = facts(lambda fact: fact.kind is Kind.MONEY)
_MONEY_FACTS = frozenset({*(fact.name for fact in _MONEY), *GATEWAY_FACTS})
MONEY_FIELDS = _MONEY_FACTS | {"items", "payment", "confirmation", "confirmation_at", "declined"}
"""The fields of the history that tell amounts."""
_PHONE_FIELDS = frozenset({"phone", "email"})


def check_command(actor: Actor, command: Command) -> None:
    """Refuse a command that is not the actor's to give.

    Raises:
        RuleBroken: naming the role and what it may not do.
    """
    if actor.may(Right.CHANGE):
        return
    phrase = _beyond_packing(command) if actor.may(Right.PACK) else _phrase(command)
    if phrase:
        raise _refused(actor, phrase)


_BEYOND = {
    Right.DELETE_MANY: N_("delete several orders at once"),
    Right.EXPORT: N_("write orders to files"),
    Right.SEE_AUDIT: N_("see the audit"),
    Right.ADMINISTER: N_("change the settings of the shop"),
    Right.EMPTY_TRASH: N_("empty the trash"),
    Right.ERASE_BUYER: N_("erase a buyer"),
}
"""What a role without the right may not do, to go on after "you may not"."""


def check_right(actor: Actor, right: Right) -> None:
    """Refuse what needs one of the rights of `_BEYOND`, unless the actor has it.

    Raises:
        RuleBroken: naming the role and what it may not do.
    """
    if not actor.may(right):
        raise _refused(actor, _(_BEYOND[right]))


def check_undo_of(actor: Actor, by: str) -> None:
    """Refuse to take back, or to redo, what somebody changed, unless the actor may.

    Args:
        actor: who undoes.
        by: the name under which the change was made.

    Raises:
        RuleBroken: naming the role and whose change it is.
    """
    changes_orders = actor.may(Right.CHANGE) or actor.may(Right.PACK)
    if not (changes_orders and by == actor.name) and not actor.may(Right.UNDO_OTHERS):
        raise _refused(actor, _("undo what {name} changed").format(name=show(by)))


def check_undo_fields(actor: Actor, changed: Iterable[tuple[str, str | None]]) -> None:
    """Refuse to take back, or to redo, a change that is not the actor's to make.

    Args:
        actor: who undoes.
        changed: the fields of the change, each with the value that it gave.

    Raises:
        RuleBroken: naming the role and what it may not change.
    """
    if actor.may(Right.CHANGE):
        return
    for field, value in changed:
        if field == "status" and value not in PACKING:
            raise _refused(actor, _("change orders"))
        fact = FACTS.get(field)
        packed = fact is not None and fact.edit is Edit.PACKER
        if not (actor.may(Right.PACK) and (field == "status" or field in STEP_TIMES or packed)):
            raise _refused(actor, _("change orders"))


def visible(actor: Actor, order: Order) -> Order:
    """The order without what the actor's role does not see: amounts are 0, a phone keeps only its last digits."""
    hidden: dict[str, Any] = {}
    if not actor.may(Right.SEE_MONEY):
        hidden |= {fact.name: 0 for fact in _MONEY} | dict.fromkeys(GATEWAY_FACTS, "")
        # What is in the parcel has to be seen by whoever packs it, only not what it costs.
        hidden["items"] = tuple(item._replace(price=0) for item in order.items)
    if not actor.may(Right.SEE_PHONES):
        hidden |= {"phone": masked(order.phone), "email": ""}
    return order._replace(**hidden) if hidden else order


def hidden_fields(actor: Actor) -> frozenset[str]:
    """The fields whose history the actor's role does not see."""
    money = frozenset() if actor.may(Right.SEE_MONEY) else MONEY_FIELDS
    return money if actor.may(Right.SEE_PHONES) else money | _PHONE_FIELDS


def allowed(actor: Actor, query: OrderQuery) -> OrderQuery:
    """The list as far as the actor may ask for it: what is hidden is not found out by narrowing or sorting by it."""
    for name in hidden_filters(actor):
        query = query.without(name).with_range(name, None, None)
    hidden = hidden_sorts(actor)
    if query.then in hidden:
        query = replace(query, then="", then_descending=False)
    return query.sorted_by(RECEIVED) if query.sort in hidden else query


def hidden_filters(actor: Actor) -> frozenset[str]:
    """The filters by which the actor would find out what its role does not see."""
    money = frozenset() if actor.may(Right.SEE_MONEY) else frozenset({"total", "difference", "proof"})
    # Orders of one phone would be told from those of another.
    return money if actor.may(Right.SEE_PHONES) else money | {"buyer"}


def hidden_sorts(actor: Actor) -> frozenset[str]:
    """The names of what lists may not be sorted by, nor show, for the actor's role."""
    money = frozenset[str]() if actor.may(Right.SEE_MONEY) else _MONEY_FACTS
    return money if actor.may(Right.SEE_PHONES) else money | _PHONE_FIELDS | {PAST.name}


def _refused(actor: Actor, phrase: str) -> RuleBroken:
    return RuleBroken(_("As {role} you may not {action}.").format(role=role_title(actor.role), action=phrase))


def _beyond_packing(command: Command) -> str:
    """What in the command is more than packing; empty if nothing is."""
    # Whoever packs prints the labels.
    if isinstance(command, RecordPrinted):
        return ""
    if not isinstance(command, ChangeOrder):
        return _phrase(command)
    if command.status is not None and command.status not in PACKING:
        return _("set an order to {status}").format(status=label(command.status))
    others = [fact for fact in command.changed if fact.edit is not Edit.PACKER]
    if others:
        return _("change the {field} of an order").format(field=others[0].title)
    return _("give a reason") if command.reason else ""


def _phrase(command: Command) -> str:
    """What the command does, to go on after "you may not"."""
    match command:
        case AddOrder() | CopyOrder():
            return _("add orders")
        case (
            ChangeOrder()
            | RecordStep()
            | RecordStatus()
            | RecordUpdate()
            | RecordTracking()
            | HoldOrder()
            | ReleaseOrder()
            | RecordHold()
        ):
            return _("change orders")
        case RecordPayment() | RecordUnpaid() | AcceptPayment() | RecordConfirmation() | DeclineConfirmation():
            return _("record payments")
        case RecordFollowUp():
            return _("send messages to buyers")
        case RecordPrinted():
            return _("print labels")
        case DeleteOrder() | RecordDeletion():
            return _("delete orders")
        case RestoreOrder():
            return _("restore orders from the trash")
