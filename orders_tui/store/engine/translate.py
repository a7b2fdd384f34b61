"""What SQLite raises, as the errors of the store with sentences for a person."""

from typing import Any

import peewee

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.text import show
from orders_tui.domain.words import N_, _
from orders_tui.store.errors import DatabaseError, Interrupted
from orders_tui.store.waiting import BUSY

sqlite3: Any = peewee.sqlite3  # type: ignore[attr-defined]
"""The SQLite that Peewee chose; with two of them in one process each would release the other's file locks."""

_SENTENCES = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_FULL": N_("The disk is full. Nothing was stored; make room and try again."),
    "SQLITE_IOERR": N_("The disk reported an error. Nothing was stored; check it, then try again."),
    "SQLITE_READONLY": N_("The database can only be read here. Nothing was stored."),
    "SQLITE_CORRUPT": N_("The database is damaged. Write nothing more and go back to a backup."),
    "SQLITE_NOTADB": N_("The file is not a database of orders."),
}
"""By the beginning of the error's name, since the extended codes only add to it."""

GUARDS = {
    "the transition table has no such step": N_("the transition table has no such step"),
    "every change counts the version up by one": N_("every change raises the version by one"),
    "only Created and Canceled orders can be deleted": N_("only Created and Canceled orders can be deleted"),
    "an order in the trash stands still": N_("an order in the trash cannot be changed"),
    "orders are never removed": N_("orders are never removed"),
    "history is only ever added to": N_("history can only be added to"),
    "operations are only ever added to": N_("operations can only be added to"),
    "payments are only ever added to": N_("payments can only be added to"),
    "reports are only ever added to": N_("reports can only be added to"),
    "the log of texts is only ever added to": N_("the log of texts can only be added to"),
    "the audit is only ever added to": N_("the audit can only be added to"),
}
"""What the triggers of the migrations say, and what is shown of it.

They are the last guard, behind the domain's rules.
"""


def sentence(code: str, error: object = "") -> str:
    """The sentence for an error of this name, such as `SQLITE_IOERR_WRITE`; its own text where there is none."""
    for known, text in _SENTENCES.items():
        if code.startswith(known):
            return _(text)
    return _("Could not store this: {error}.").format(error=show(str(error)))


def as_database_error(error: Any) -> DatabaseError:
    """An error of SQLite as the store's own."""
    return DatabaseError(sentence(str(getattr(error, "sqlite_errorname", "")), error))


class TranslateErrors:
    """A context that raises the errors of a statement as those of the store.

    A class rather than a generator, whose cost would show beside statements of a few microseconds.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None or isinstance(error, sqlite3.IntegrityError):
            return  # `REFUSALS` raises a broken constraint as `RuleBroken`
        if isinstance(error, sqlite3.DatabaseError):
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise Interrupted from error
            raise as_database_error(error) from error
        if isinstance(error, UnicodeEncodeError):
            raise RuleBroken(_("The text has an invalid character.")) from error


TRANSLATE_ERRORS = TranslateErrors()
"""One for all statements, since it holds nothing."""


class _Refusals:
    """A context that raises what a constraint or trigger refuses as `RuleBroken`."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, sqlite3.IntegrityError):
            said = str(error)
            text = _("The database's rules do not allow this: {error}.")
            raise RuleBroken(text.format(error=show(_(GUARDS.get(said, said))))) from error


REFUSALS = _Refusals()
"""One for all, since it holds nothing."""
