"""What a person typed and never saved: kept while it is typed, and offered again."""

from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain import typed_sheet
from orders_tui.domain.days import short_time
from orders_tui.domain.drafts import SHIP_SHEET, Draft
from orders_tui.domain.money import number
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, ngettext
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.exchange import order_form as typed_orders
    from orders_tui.ui.screens import choice
else:
    typed_orders = LazyModule("orders_tui.exchange.order_form")
    choice = LazyModule("orders_tui.ui.screens.choice")


class DraftDesk:
    """The drafts of the forms and of the ship sheet that a person left without an answer."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        self._desk = desk
        self._ask = ask

    async def offered(self) -> Draft | None:
        """The one that a person goes on with of all that there are; None for none of them."""
        drafts = await self._desk.drafts()
        lines = [(str(at), self._line(draft)) for at, draft in enumerate(drafts)]
        choices = [(at, line) for at, line in lines if line is not None]
        if not choices:
            return None
        choices.append(("later", Content(_("Later: they are offered again when you add, edit or ship"))))
        title = Content(_("This was typed and not saved. Go on with it?"))
        chosen = await self._ask(choice.ChoiceDialog(title, choices))
        return None if chosen in (None, "later") else drafts[int(chosen)]

    async def of(self, order_id: str) -> Draft | None:
        """The draft to go on with, its text empty where there is none or it was discarded; None if a person cancels.

        Args:
            order_id: as in `Draft`.
        """
        desk = self._desk
        draft = next((each for each in await desk.drafts() if each.order_id == order_id), None)
        line = None if draft is None else self._line(draft)
        if draft is None or line is None:
            return Draft(order_id, "", 0, desk.actor.place)
        title = Content.assemble(_("This was typed and not saved. Go on with it?"), "\n", line)
        ways = [("go_on", Content(_("Go on with it"))), ("anew", Content(_("Discard it and start over")))]
        way = await self._ask(choice.ChoiceDialog(title, ways))
        if way is None:
            return None
        if way == "anew":
            await self.drop(order_id, draft.place)
            return draft._replace(text="")
        return draft

    async def keep(self, order_id: str, text: str) -> None:
        """Keep what is typed here; an empty text is nothing."""
        desk = self._desk
        if text:
            await desk.write(
                desk.store.drafts.put, Draft(order_id, text, desk.store.now(), desk.actor.place), desk.actor
            )
        else:
            await self.drop(order_id)

    async def take_over(self, draft: Draft) -> None:
        """Go on with a draft from where the person is now; left at the other place it would be offered there again."""
        if draft.text and draft.place != self._desk.actor.place:
            await self.keep(draft.order_id, draft.text)
            await self.drop(draft.order_id, draft.place)

    async def drop(self, order_id: str, place: str | None = None) -> None:
        """Forget what was typed, here unless a place is named."""
        desk = self._desk
        await desk.write(desk.store.drafts.drop, desk.actor, order_id, desk.actor.place if place is None else place)

    def _line(self, draft: Draft) -> Content | None:
        """What a draft is of, and when it was typed; None for one that cannot be read."""
        try:
            what, whose = _sheet(draft) if draft.order_id == SHIP_SHEET else _form(draft)
        except ValueError:
            return None
        time = short_time(draft.at, self._desk.store.now(), self._desk.store.zone)
        return Content(f"{what} · {whose} · {time}")


def _sheet(draft: Draft) -> tuple[str, str]:
    rows = len(typed_sheet.read_sheet(draft.text).rows)
    return _("Ship"), ngettext("{count} order", "{count} orders", rows).format(count=number(rows))


def _form(draft: Draft) -> tuple[str, str]:
    form, _base = typed_orders.read_draft(draft.text)
    whose = form.texts["name"].strip() or form.texts["phone"].strip() or _("(no name)")
    return show(draft.order_id) or _("New order"), excerpt(whose, 30)
