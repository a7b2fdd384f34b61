"""What the program remembers: of one person (theme, role, sort, layout) or of the whole shop (owner empty)."""

from collections.abc import Callable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.rights import Actor, Right, check_right
from orders_tui.store.engine.base import Engine
from orders_tui.store.engine.prepared import Read, Write, parameter
from orders_tui.store.tables import SettingValues
from orders_tui.store.writes.audit import Audit


class _Setting(NamedTuple):
    name: str
    value: str


_VALUE = Read(
    lambda: SettingValues.select(SettingValues.value).where(
        SettingValues.owner == parameter("owner"), SettingValues.name == parameter("name")
    ),
    str,
)
_ALL = Read(
    lambda: SettingValues.select(SettingValues.name, SettingValues.value).where(
        SettingValues.owner == parameter("owner")
    ),
    _Setting,
)
PUT = Write(
    lambda: SettingValues.insert(
        owner=parameter("owner"), name=parameter("name"), value=parameter("value")
    ).on_conflict(conflict_target=(SettingValues.owner, SettingValues.name), preserve=(SettingValues.value,))
)


def setting_of(engine: Engine, name: str, owner: str = "") -> str | None:
    """What is remembered under a name, of a person or, without an owner, of the shop; None if nothing is."""
    return engine.first(_VALUE, owner=owner, name=name)


def zone_of(engine: Engine, usual: ZoneInfo) -> ZoneInfo:
    """The shop's time zone; the usual one where the database names none, or one that this computer does not know."""
    try:
        return ZoneInfo(setting_of(engine, "timezone") or usual.key)
    # What the setting says may be no name at all, a path, or a zone whose data this computer lacks.
    except (ValueError, OSError, LookupError):
        return usual


class Settings:
    """Texts by owner and name."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine = engine
        self._audit = audit

    def get(self, name: str, owner: str = "", default: str = "") -> str:
        """What is remembered under a name, of a person or, without an owner, of the shop."""
        found = setting_of(self._engine, name, owner)
        return default if found is None else found

    def all(self, owner: str) -> dict[str, str]:
        """Everything that is remembered of one person, by name."""
        return {setting.name: setting.value for setting in self._engine.select(_ALL, owner=owner)}

    def put(self, name: str, value: str, by: Actor, *, for_shop: bool = False) -> None:
        """Remember a value for the actor, or for the whole shop, which the audit then names.

        In a database opened read-only nothing is kept.

        Raises:
            RuleBroken: if the actor may not change the settings of the shop.
        """
        if for_shop:
            check_right(by, Right.ADMINISTER)
        if self._engine.readonly:
            return
        with self._engine.writing():
            self._put(name, value, by, for_shop=for_shop)

    def change(self, name: str, by: Actor, change: Callable[[str, str], tuple[str, str]]) -> None:
        """Change what is remembered under a name, of the actor and of the shop, from what it is by then.

        In a database opened read-only nothing is kept.

        Args:
            name: the setting.
            by: the actor.
            change: what becomes of the actor's value and of the shop's; either is empty where nothing is remembered.

        Raises:
            RuleBroken: if the shop's changes and the actor may not change the settings of the shop.
        """
        if self._engine.readonly:
            return
        with self._engine.writing():
            # Read under the lock of the writers, so that two who change at once do not lose one of the changes.
            own, shared = self.get(name, by.name), self.get(name)
            new_own, new_shared = change(own, shared)
            if new_own != own:
                self._put(name, new_own, by, for_shop=False)
            if new_shared != shared:
                check_right(by, Right.ADMINISTER)
                self._put(name, new_shared, by, for_shop=True)

    def _put(self, name: str, value: str, by: Actor, *, for_shop: bool) -> None:
        if for_shop and setting_of(self._engine, name) != value:
            self._audit.record("setting", name, 0, by)
        self._engine.insert(PUT, owner="" if for_shop else by.name, name=name, value=value)
