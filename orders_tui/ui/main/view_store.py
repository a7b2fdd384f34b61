"""The saved views of a person, as they are stored and as they were read last."""

from collections.abc import Iterable

from orders_tui.domain.rights import Right
from orders_tui.domain.views import SavedViews, ViewsChange, arranged
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.opening import VIEWS


class ViewStore:
    """Reads and changes the views, so that two consoles keep what the other one changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.known = SavedViews()
        """The views as they were read last."""

    async def read(self) -> SavedViews:
        """The views as they are now."""
        settings, person = self._desk.store.settings, self._desk.actor.name

        def read() -> SavedViews:
            return arranged(settings.get(VIEWS, person), settings.get(VIEWS))

        self.known = await self._desk.on_facts(read)
        return self.known

    async def change(self, changes: Iterable[ViewsChange]) -> None:
        """Make these changes on the views as they are by then.

        Raises:
            RuleBroken: if one of them can no longer be made.
        """
        may_share = self._desk.may_change(Right.ADMINISTER)

        def change(own: str, shared: str) -> tuple[str, str]:
            now = arranged(own, shared)
            for each in changes:
                now = each(now)
            # What others arrange of the views of everybody they arrange for themselves.
            return now.own_text, now.shared_text if may_share else shared

        await self._desk.write(self._desk.store.settings.change, VIEWS, self._desk.actor, change)
        await self.read()
