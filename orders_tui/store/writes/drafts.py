"""Forms, and the ship sheet, that are being filled, kept by who fills them and from where."""

from collections.abc import Iterable
from typing import NamedTuple

from orders_tui.domain.drafts import SHIP_SHEET, Draft
from orders_tui.domain.patterns import pattern
from orders_tui.domain.rights import Actor
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, Write, parameter
from orders_tui.store.tables import Drafts as DraftRows

_KEY = (DraftRows.owner, DraftRows.place, DraftRows.order_id)
_PUT = Write(
    lambda: DraftRows.insert({field: parameter(name) for name, field in DraftRows._meta.fields.items()}).on_conflict(
        conflict_target=_KEY, preserve=(DraftRows.at, DraftRows.text)
    )
)
_DROP = Write(lambda: DraftRows.delete().where(*(field == parameter(field.name) for field in _KEY)))
_OF = Read(
    lambda: (
        DraftRows.select(DraftRows.order_id, DraftRows.text, DraftRows.at, DraftRows.place)
        .where(DraftRows.owner == parameter("owner"))
        .order_by(DraftRows.at.desc())
    ),
    Draft,
)
FORGET_ORDER = Write(lambda: DraftRows.delete().where(DraftRows.order_id == parameter("order_id")))
"""Forgets every draft of an order, whoever typed it."""


class _Row(NamedTuple):
    owner: str
    place: str
    order_id: str
    text: str


# A ship sheet has no phone, but the digits of its ids and receipt numbers, one after the other, may look like any.
_FORMS = Read(
    lambda: DraftRows.select(*(getattr(DraftRows, name) for name in _Row._fields)).where(
        DraftRows.order_id != SHIP_SHEET
    ),
    _Row,
)
_NO_DIGITS = pattern("[^0-9]")


def forget_phones(engine: Engine, phones: Iterable[str]) -> None:
    """Forget every draft of a form in which one of these stored phones is typed, however it is spaced."""
    # Without the country code: whether it is typed, with a zero in its place or not at all, these digits are there.
    national = [_NO_DIGITS.sub("", phone).removeprefix("62") for phone in phones]
    for draft in engine.select(_FORMS):
        typed = _NO_DIGITS.sub("", draft.text)
        # Without digits, as a phone of letters has none, every draft would fit.
        if any(digits and digits in typed for digits in national):
            engine.update(_DROP, owner=draft.owner, place=draft.place, order_id=draft.order_id)


class Drafts:
    """Drafts of forms and of the ship sheet; a person has one for each `order_id` and place, and sees no other's."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, by: Actor) -> tuple[Draft, ...]:
        """All drafts of a person, the newest first."""
        return tuple(self._engine.select(_OF, owner=by.name))

    def put(self, draft: Draft, by: Actor) -> None:
        """Keep a draft in place of the last one of the same order and place; read-only, nothing is kept."""
        if self._engine.readonly:
            return
        with self._engine.writing():
            self._engine.insert(_PUT, owner=by.name, **draft._asdict())

    def drop(self, by: Actor, order_id: str, place: str) -> None:
        """Forget the draft of this order, as `Draft` has it, and place; nothing happens if there is none."""
        if self._engine.readonly:
            return
        with self._engine.writing():
            self._engine.update(_DROP, owner=by.name, order_id=order_id, place=place)
