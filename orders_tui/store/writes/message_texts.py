"""What a shop has written for its buyers: read by all, written by its admins."""

from typing import Any, NamedTuple

from orders_tui.domain.order import Method
from orders_tui.domain.rights import Actor, check_settings
from orders_tui.domain.templates import Access, Instruction, Sender, ShopText, ShopTexts, Template
from orders_tui.domain.text_limits import checked_text
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, Write, parameter
from orders_tui.store.tables import Accesses, Instructions, Senders, Templates


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


class MessageTexts:
    """The texts, each known by its key: the name of a template, method and store, product, store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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
        check_settings(by)
        clean = checked_text(text)
        with self._engine.writing():
            self._engine.insert(_SAVE[type(clean)], **_stored(clean))

    def remove(self, text: ShopText, by: Actor) -> None:
        """Remove the text with this key; nothing happens if there is none.

        Raises:
            RuleBroken: if it is not the actor's to remove.
        """
        check_settings(by)
        with self._engine.writing():
            self._engine.update(_REMOVE[type(text)], **_stored(text))


def _stored(text: ShopText) -> dict[str, object]:
    """The text as the columns of its row."""
    values = text._asdict()
    return values | {"method": values["method"] or ""} if isinstance(text, Instruction) else values
