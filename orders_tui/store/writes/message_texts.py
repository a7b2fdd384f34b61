"""What a shop has written for its buyers: read by all, written by its admins."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from orders_tui.domain.order import Method
from orders_tui.domain.rights import Actor, Right, check_right
from orders_tui.domain.templates import (
    Access,
    Instruction,
    Sender,
    ShopText,
    ShopTexts,
    Template,
    TextChange,
    TextKind,
    text_kind,
    text_name,
)
from orders_tui.domain.text_limits import checked_text
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, Write, insertion, parameter
from orders_tui.store.tables import Operations
from orders_tui.store.text_tables import Accesses, Instructions, Senders, Templates, TextChanges

if TYPE_CHECKING:
    from orders_tui.store.writes.operation import Operation


class _Instruction(NamedTuple):
    text: str
    method: str
    store: str


def _columns(model: Any, row: Any) -> Any:
    """All rows, by key, with the fields of their type as columns."""
    return model.select(*(getattr(model, name) for name in row._fields)).order_by(*_key(model))


def _key(model: Any) -> Any:
    return model._meta.get_primary_keys()


_TEMPLATES = Read(lambda: _columns(Templates, Template), Template)
_INSTRUCTIONS = Read(lambda: _columns(Instructions, _Instruction), _Instruction)
_ACCESSES = Read(lambda: _columns(Accesses, Access), Access)
_SENDERS = Read(lambda: _columns(Senders, Sender), Sender)


def _saving(model: Any) -> Write:
    """The insertion of a row that takes the place of the one with the same key."""
    fields, key = model._meta.fields, {field.name for field in _key(model)}
    row = {field: parameter(name) for name, field in fields.items()}
    others = [field for name, field in fields.items() if name not in key]
    return Write(lambda: model.insert(row).on_conflict(conflict_target=_key(model), preserve=others))


def _removing(model: Any) -> Write:
    conditions = [field == parameter(field.name) for field in _key(model)]
    return Write(lambda: model.delete().where(*conditions))


_MODELS: dict[type[ShopText], Any] = {
    Template: Templates,
    Instruction: Instructions,
    Access: Accesses,
    Sender: Senders,
}
_SAVE = {kind: _saving(model) for kind, model in _MODELS.items()}
_REMOVE = {kind: _removing(model) for kind, model in _MODELS.items()}


_INSERT_CHANGE = insertion(TextChanges, "operation_id", "kind", "name", "old", "new")
_CHANGES = Read(
    lambda: (
        TextChanges.select(
            Operations.at,
            Operations.by,
            Operations.via,
            Operations.place,
            TextChanges.kind,
            TextChanges.name,
            TextChanges.old,
            TextChanges.new,
        )
        .join(Operations, on=(Operations.id == TextChanges.operation_id))
        .order_by(TextChanges.id)
    ),
    TextChange,
)


class MessageTexts:
    """The texts, each known by its key: the name of a template, method and store, product, store."""

    def __init__(self, engine: Engine, begin: "Callable[[Actor], Operation]") -> None:
        """Make them.

        Args:
            engine: the open database.
            begin: begins an operation of somebody.
        """
        self._engine = engine
        self._begin = begin

    def all(self) -> ShopTexts:
        """Everything that the shop has written."""
        select = self._engine.select
        instructions = (
            Instruction(row.text, Method(row.method) if row.method else None, row.store)
            for row in select(_INSTRUCTIONS)
        )
        return ShopTexts(
            tuple(select(_TEMPLATES)), tuple(instructions), tuple(select(_ACCESSES)), tuple(select(_SENDERS))
        )

    def save(self, text: ShopText, by: Actor) -> None:
        """Store a text, in place of the one with the same key.

        Raises:
            RuleBroken: if it cannot be one, or it is not the actor's to write.
        """
        check_right(by, Right.ADMINISTER)
        clean = checked_text(text)
        with self._engine.writing():
            # Saved unchanged it is no change, and the log gets no line.
            if (before := self._known(clean)) != clean:
                self._engine.insert(_SAVE[type(clean)], **_stored(clean))
                self._log(clean, before, clean, by)

    def remove(self, text: ShopText, by: Actor) -> None:
        """Remove the text with this key; nothing happens if there is none.

        Raises:
            RuleBroken: if it is not the actor's to remove.
        """
        check_right(by, Right.ADMINISTER)
        with self._engine.writing():
            if before := self._known(text):
                self._engine.update(_REMOVE[type(text)], **_stored(text))
                self._log(text, before, None, by)

    def changes(self) -> tuple[TextChange, ...]:
        """Everything that was changed of the texts, the oldest first."""
        return tuple(change._replace(kind=TextKind(change.kind)) for change in self._engine.select(_CHANGES))

    def _known(self, text: ShopText) -> ShopText | None:
        """The stored text with the same key."""
        wanted = type(text), text_name(text)
        return next((one for texts in self.all() for one in texts if (type(one), text_name(one)) == wanted), None)

    def _log(self, text: ShopText, old: ShopText | None, new: ShopText | None, by: Actor) -> None:
        """Add what an operation changed to the log."""
        operation = self._begin(by).write()
        names = {"kind": text_kind(text).value, "name": text_name(text)}
        self._engine.insert(_INSERT_CHANGE, operation_id=operation, **names, old=_written(old), new=_written(new))


def _written(text: ShopText | None) -> str | None:
    return None if text is None else json.dumps(text._asdict(), ensure_ascii=False)


def _stored(text: ShopText) -> dict[str, object]:
    """The text as the columns of its row."""
    values = text._asdict()
    # As a part of the key it cannot be null; empty stands for every method.
    return values | {"method": values["method"] or ""} if isinstance(text, Instruction) else values
