"""Which new orders are put on hold when they come in, by the rules of the shop; and these rules themselves."""

from typing import NamedTuple

from orders_tui.domain.commands import AddOrder, RuleBroken
from orders_tui.domain.holding import blocked, duplicate
from orders_tui.domain.phone import normalize
from orders_tui.domain.rights import Actor, Right, check_right
from orders_tui.domain.words import _
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, Write, parameter
from orders_tui.store.same_buyer import duplicates, is_known
from orders_tui.store.tables import BlockedPhones
from orders_tui.store.writes.audit import Audit
from orders_tui.store.writes.settings import Settings, setting_of

_DUPLICATES = "duplicates"
"""The setting that says whether likely duplicates are put on hold: `hold` or `warn`."""
_WARN = "warn"
_PHONES = "blocked-phones"
"""What the audit calls a change of the phones that are blocked; which one it was would name a buyer."""


class BlockedPhone(NamedTuple):
    """A phone whose orders are put on hold."""

    phone: str
    """In international form."""
    at: int
    """Since when, epoch seconds (UTC)."""
    by: str


_BLOCKED = Read(lambda: BlockedPhones.select(BlockedPhones.phone).where(BlockedPhones.phone == parameter("phone")), str)
_ALL = Read(
    lambda: BlockedPhones.select(BlockedPhones.phone, BlockedPhones.at, BlockedPhones.by).order_by(BlockedPhones.phone),
    BlockedPhone,
)
_BLOCK = Write(
    lambda: BlockedPhones.insert(phone=parameter("phone"), at=parameter("at"), by=parameter("by")).on_conflict_ignore()
)
UNBLOCK = Write(lambda: BlockedPhones.delete().where(BlockedPhones.phone == parameter("phone")))
"""Takes a phone off the list of those that are blocked."""


def suspicion(engine: Engine, new: AddOrder, at: int) -> str:
    """Why a new order is put on hold; empty if it is not.

    Args:
        engine: the database.
        new: the order, with its phone as it is stored.
        at: when it came in, epoch seconds (UTC).
    """
    phone, seller = str(new.facts.get("phone") or ""), str(new.facts.get("seller") or "")
    # What could not be read as a number tells no buyer from another.
    if not is_known(phone):
        return ""
    if engine.first(_BLOCKED, phone=phone) is not None:
        return blocked()
    repeats = duplicates(engine, phone, seller, new.items, at)
    if not repeats or setting_of(engine, _DUPLICATES) == _WARN:
        return ""
    return duplicate(repeats[0])


class HoldRules:
    """The rules of the shop, which admins set."""

    def __init__(self, engine: Engine, settings: Settings, audit: Audit) -> None:
        self._engine = engine
        self._settings = settings
        self._audit = audit

    def blocked(self) -> tuple[BlockedPhone, ...]:
        """The phones that are blocked."""
        return tuple(self._engine.select(_ALL))

    def block(self, phone: str, by: Actor, at: int) -> str:
        """Block a phone; in which form it is kept.

        Raises:
            RuleBroken: if it is no phone number, or the actor may not change the settings of the shop.
        """
        check_right(by, Right.ADMINISTER)
        number = _number(phone)
        with self._engine.writing():
            self._engine.insert(_BLOCK, phone=number, at=at, by=by.name)
            self._audit.record("setting", _PHONES, 0, by)
        return number

    def unblock(self, phone: str, by: Actor) -> str:
        """Take a phone off the list; in which form it stood there.

        Raises:
            RuleBroken: if it is not blocked, or the actor may not change the settings of the shop.
        """
        check_right(by, Right.ADMINISTER)
        number = _number(phone)
        with self._engine.writing():
            if not self._engine.update(UNBLOCK, phone=number):
                raise RuleBroken(_("{phone} is not blocked.").format(phone=number))
            self._audit.record("setting", _PHONES, 0, by)
        return number

    @property
    def holds_duplicates(self) -> bool:
        """Whether likely duplicates are put on hold when they come in; their warning stands on them all the same."""
        return self._settings.get(_DUPLICATES) != _WARN

    def hold_duplicates(self, by: Actor, *, hold: bool) -> None:
        """Put likely duplicates on hold, or only warn of them.

        Raises:
            RuleBroken: if the actor may not change the settings of the shop.
        """
        self._settings.put(_DUPLICATES, "hold" if hold else _WARN, by, for_shop=True)


def _number(phone: str) -> str:
    try:
        return normalize(phone)
    except ValueError as reason:
        raise RuleBroken(str(reason)) from None
