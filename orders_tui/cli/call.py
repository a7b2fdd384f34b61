"""One call of the command line: which database is meant, who asks, in which time zone."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import update_wrapper
from types import MappingProxyType
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec
from zoneinfo import ZoneInfo

import click

from orders_tui.cli.output import write_note
from orders_tui.cli.who import role, shares
from orders_tui.config.file import DEFAULT_ZONE, ConfigError
from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.rights import Actor
from orders_tui.domain.sharing import Sharing
from orders_tui.domain.words import _

if TYPE_CHECKING:
    from orders_tui.store.store import Store

P = ParamSpec("P")


class Call(NamedTuple):
    """What the options before the command, the environment and the configuration say together."""

    db: str
    readonly: bool
    unsafe: bool
    """Take a SQLite that can lose commits, and a network drive, all the same."""
    timezone: str
    business: str
    name: str
    """Who asks."""
    place: str
    """From where."""
    public_url: str = ""
    """Where the public pages are served, without a slash at its end; empty where they are not."""
    keys: Mapping[str, str] = MappingProxyType({})
    """The keys that were chosen for the console, by the ids of their actions."""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days begin, of a shop whose database names none."""
        return ZoneInfo(self.timezone)

    def actor(self, via: str = "command") -> Actor:
        """For whom the database is read and written; `via` is `console`, `command` or `intake`."""
        from orders_tui.store.address import path_of  # whoever needs an actor opens the store

        return Actor(self.name, via, self.place, role(self.name, path_of(self.db)))

    def shares(self) -> Sharing:
        """Among whom new orders are shared out; nobody where the words of the database's owner cannot be read."""
        from orders_tui.store.address import path_of  # as above

        try:
            return shares(path_of(self.db))
        except ConfigError:
            # New orders then come in without a handler rather than not at all.
            return {}

    @contextmanager
    def store(self, *, create: bool = False) -> "Iterator[Store]":
        """The open database.

        Raises:
            DatabaseError: if it cannot be used.
        """
        from orders_tui.store.store import open_store  # the larger part of a start; help does without
        from orders_tui.store.waiting import Waiting

        store = open_store(
            self.db,
            readonly=self.readonly,
            create=create,
            unsafe=self.unsafe,
            zone=self.zone,
            reader=self.actor(),
            sharing=self.shares(),
        )
        store.wait_as(Waiting(begun=_say_waits))
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def store_to_change(self, *, create: bool = False) -> "Iterator[Store]":
        """The open database, for a command that changes it.

        Raises:
            click.UsageError: if the call was to read only.
            DatabaseError: if the database cannot be used.
        """
        if self.readonly:
            raise click.UsageError(_("Not possible with --readonly: this changes orders."))
        with self.store(create=create) as store:
            yield store

    def shop(self, store: "Store") -> ShopProfile:
        """What messages and pages say of the shop."""
        from orders_tui.config.shop import shop_profile  # few commands write to buyers

        return shop_profile(store, self.public_url)

    @property
    def of_shop(self) -> dict[str, str]:
        """What the configuration says of the shop, by the names of the settings; nothing that is as usual."""
        zone = "" if self.timezone == DEFAULT_ZONE else self.timezone
        said = {"business": self.business, "timezone": zone, "public_url": self.public_url}
        return {name: value for name, value in said.items() if value}

    def keep_shop(self, store: "Store") -> None:
        """Keep in the database what an admin's configuration says of the shop, where the database does not say it."""
        from orders_tui.config.shop import keep_in_database  # as above

        keep_in_database(store, self.actor(), self.of_shop)


def _say_waits(holder: str) -> None:
    """Say that the database is waited for."""
    text = _("Waiting for the database: {holder} is writing. Ctrl+C gives up.")
    write_note(text.format(holder=holder or _("another program")))


def with_call(run: Callable[Concatenate[Call, P], int]) -> Callable[P, int]:
    """Hand the call to a command, and find out only then what it is: help needs no configuration."""

    def called(*args: P.args, **kwargs: P.kwargs) -> int:
        make_call: Callable[[], Call] = click.get_current_context().obj
        return run(make_call(), *args, **kwargs)

    return update_wrapper(called, run)
