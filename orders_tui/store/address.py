"""Which database an address names."""

from pathlib import Path

from orders_tui.domain.os_faults import reason
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.process.folders import expanded
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.sqlite import SqliteEngine, library_version, sound
from orders_tui.store.errors import DatabaseError


def open_engine(url: str, *, readonly: bool = False, create: bool = False, unsafe: bool = False) -> Engine:
    """Open the database at the address: a path, or `sqlite:///` and a path.

    Args:
        url: the address.
        readonly: never write to it; it must be there and up to date.
        create: make it if there is none.
        unsafe: accept a library or a place that can lose commits.

    Raises:
        DatabaseError: if it cannot be used; the text says why and what to do.
    """
    return SqliteEngine(path_of(url), readonly=readonly, create=create, unsafe=unsafe)


def path_of(url: str) -> Path:
    """The file that a database address names.

    Raises:
        DatabaseError: for an address that names none, or a database that is none of SQLite's.
    """
    # Three slashes before a relative path, four before an absolute one, as Peewee's own addresses have it.
    path = url.removeprefix("sqlite:///")
    if not path.strip():
        raise DatabaseError(_("“{url}” names no database; give a path or sqlite:///PATH.").format(url=url))
    if path == url and "://" in url:
        scheme = url.split("://")[0]
        text = _("{scheme} databases are not supported; give a path or sqlite:///PATH.")
        raise DatabaseError(text.format(scheme=scheme))
    try:
        return expanded(path)
    except OSError as error:
        text = _("{path} cannot be opened as a database: {error}.")
        raise DatabaseError(text.format(path=show(path), error=reason(error))) from error


def risky_library() -> str:
    """The version of the SQLite in use where it can lose commits; empty where it is a sound one."""
    version = library_version()
    return "" if sound(version) else ".".join(map(str, version))
