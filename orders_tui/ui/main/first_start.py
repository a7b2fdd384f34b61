"""What a new shop and a new person are shown: questions about the shop, then one hint at each start."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Literal

from orders_tui.config.file import ConfigError
from orders_tui.config.settings import change
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.words import _, language
from orders_tui.process.lazy import LazyModule
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.desk import Desk
from orders_tui.ui.keymap import keyed
from orders_tui.ui.main.hints import BEGINNING, HINTS, SEEN_HINTS, next_hint
from orders_tui.ui.main.report import Report
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.ui.screens import first_start, guide
else:
    first_start = LazyModule("orders_tui.ui.screens.first_start")
    guide = LazyModule("orders_tui.ui.screens.guide")

NewcomerName = Literal["welcome", "begin", "hint", "hints"]
"""What a start or the palette can ask for."""

_OFF = "off"
_TOPICS = {"messages": "intake", "demo": "start"}
"""The topic of the guide that says how to begin so."""


class Newcomer:
    """Asks about a new shop, and shows the hints."""

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        take_file: Callable[[], Awaitable[Report | None]],
        restart: Callable[[], None] | None,
    ) -> None:
        """Make it.

        Args:
            desk: the store, its file, and who asks.
            ask: opens dialogs.
            take_file: imports a file.
            restart: starts the console anew; None where it cannot be.
        """
        self._desk = desk
        self._ask = ask
        self._take_file = take_file
        self._restart = restart
        self.by_name: dict[NewcomerName, Callable[[], Awaitable[Report | None]]] = {
            "welcome": self.welcome,
            "begin": self.begin,
            "hint": self.hint,
            "hints": self.turn_hints,
        }
        """What is done, by the names that keys and the start have for it."""

    async def hint(self) -> Report | None:
        """The hint of this start; None once all were shown or the person wants none."""
        at = await self._next()
        if at is None:
            return None
        # Before it is seen: a start that is cut off then does not show the same hint for ever.
        await self._desk.remember(SEEN_HINTS, str(at + 1))
        return Report(keyed(_(HINTS[at])))

    async def turn_hints(self) -> Report | None:
        """Show no hints any more, or all of them again."""
        shown = await self._next() is not None
        await self._desk.remember(SEEN_HINTS, _OFF if shown else "0")
        return Report(_("No more hints are shown.") if shown else _("Hints are shown again from the next start on."))

    async def _next(self) -> int | None:
        desk = self._desk
        return next_hint(await desk.on_facts(desk.store.settings.get, SEEN_HINTS, desk.actor.name))

    async def welcome(self) -> Report | None:
        """Ask about the shop, keep the answers, and go where it begins."""
        answers = await self._ask(first_start.FirstStartDialog(str(self._desk.store.zone)))
        if answers is None:
            return await self.hint()
        try:
            kept = await self._keep(answers)
        except (RuleBroken, ConfigError, DatabaseError) as refusal:
            return Report(str(refusal), warning=True)
        # Language and time zone are fixed when the console is made: it starts anew, and goes on by what is remembered
        # here.
        if kept is not None and self._restart is not None:
            await self._desk.remember(BEGINNING, answers.beginning)
            self._restart()
            return None
        return await self._lead_to(answers.beginning, kept)

    async def begin(self) -> Report | None:
        """Go where the answers of the first start lead, in their language."""
        desk = self._desk
        beginning = await desk.on_facts(desk.store.settings.get, BEGINNING, desk.actor.name)
        await desk.remember(BEGINNING, "")
        return await self._lead_to(beginning, None)

    async def _lead_to(self, beginning: str, kept: Report | None) -> Report | None:
        if beginning == "file":
            return await self._take_file() or kept
        if topic := _TOPICS.get(beginning):
            await self._ask(guide.GuideDialog(topic))
        return kept or await self.hint()

    async def _keep(self, answers: "first_start.FirstAnswers") -> Report | None:
        """Store what differs from what holds anyway."""
        desk = self._desk
        holds = {"business": "", "timezone": str(desk.store.zone), "language": language()}
        wanted = {name: getattr(answers, name) for name, value in holds.items() if getattr(answers, name) != value}
        for name, text in wanted.items():
            await desk.write(change, desk.store, desk.actor, desk.database, name, text)
        return Report(_("Saved; it takes effect when the console restarts.")) if wanted else None
