"""What the columns of a file of no known format hold: asked of the person, and kept for the next such file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from orders_tui.domain.facts import FACTS
from orders_tui.domain.rights import Right
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.exchange import order_columns, text_tables
from orders_tui.exchange.importing import recognising, tables
from orders_tui.ui.desk import Desk
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.exchange.importing import formats, source
    from orders_tui.ui.screens.import_plan import ImportSettings

_READY = "ready"
_NOT_TAKEN = "-"
_SEPARATOR = "separator"
Open = Callable[[Path, tables.Reading, "formats.Format | None"], "source.OrderFile"]
"""Opens a file, read in this way, with the format that is said or that its columns tell."""


class Mapped(NamedTuple):
    """What a person has said of the columns of a file and of how it is to be read."""

    format: "formats.Format | None"
    """None where nobody was asked."""
    settings: "ImportSettings"


class ColumnMapping:
    """Asks what columns hold."""

    def __init__(self, desk: Desk, ask: Ask, open: Open) -> None:
        """Make it.

        Args:
            desk: the store and who asks it.
            ask: opens dialogs.
            open: opens files on the thread of the files.
        """
        self._desk = desk
        self._dialog = ask
        self._open = open

    async def ask_for(self, path: Path, file: "source.OrderFile", settings: "ImportSettings") -> "Mapped | None":
        """Ask what each column says, and keep that for the next file with the same ones; None if the person gives up.

        An admin's answer is kept for everybody, anybody else's for themselves.
        """
        columns = _columns(file)
        while picked := await self._dialog(_columns_dialog(columns, file.table.delimiter)):
            if picked == _READY:
                return await self._kept(columns, file.format, settings)
            if picked == _SEPARATOR:
                delimiter = await self._dialog(_separators_dialog(file.table.delimiter))
                if delimiter in (None, file.table.delimiter):
                    continue
                settings = settings._replace(delimiter=delimiter)
                file = await self._desk.on_files(self._open, path, reading_of(settings), None)
                columns = _columns(file)
                continue
            heading = list(columns)[int(picked)]
            target = await self._dialog(_targets_dialog(heading, columns[heading]))
            if target is not None:
                columns[heading] = "" if target == _NOT_TAKEN else target
        return None

    async def _kept(
        self, columns: dict[str, str], before: "formats.Format | None", settings: "ImportSettings"
    ) -> "Mapped":
        text, actor = recognising.mapping_text(columns, before), self._desk.actor
        mapping = recognising.read_mapping(text)
        key, for_shop = recognising.mapping_key(columns), actor.may(Right.ADMINISTER)
        await self._desk.write(partial(self._desk.store.settings.put, key, text, actor, for_shop=for_shop))
        return Mapped(mapping, settings)


def reading_of(settings: "ImportSettings") -> tables.Reading:
    """How a file is to be read by what is said of it."""
    return tables.Reading(settings.delimiter, settings.encoding)


def _columns(file: "source.OrderFile") -> dict[str, str]:
    """The columns, each with what it is taken for at first; empty for nothing."""
    headings = file.table.headings
    return recognising.likely(headings) if file.format is None else recognising.mapped(file.format, headings)


def _columns_dialog(columns: dict[str, str], delimiter: str) -> ChoiceDialog:
    title = Content(_("These columns match no known format. What do they hold?"))
    lines = [
        (str(at), Content.assemble(excerpt(heading), " → ", (_title(target) if target else "–", "$text-accent")))
        for at, (heading, target) in enumerate(columns.items())
    ]
    if any(columns.values()):
        lines.insert(0, (_READY, Content.styled(_("Go on with these"), "bold")))
    if delimiter:
        # Last: where it is wrong, there are few columns, often a single one.
        lines.append(
            (
                _SEPARATOR,
                Content.assemble(_("Separator"), ": ", (text_tables.delimiter_title(delimiter), "$text-accent")),
            )
        )
    return ChoiceDialog(title, lines)


def _separators_dialog(delimiter: str) -> ChoiceDialog:
    title = Content(_("Which separator does the file use?"))
    names = [(each, Content(text_tables.delimiter_title(each))) for each in text_tables.DELIMITERS]
    return ChoiceDialog(title, names, chosen=delimiter)


def _targets_dialog(heading: str, target: str) -> ChoiceDialog:
    nothing = (_NOT_TAKEN, Content(_("Not imported")))
    targets = [(name, Content(_title(name))) for name in recognising.TARGETS]
    title = Content(_("What does the column {column} hold?").format(column=excerpt(heading)))
    return ChoiceDialog(title, [nothing, *targets], chosen=target or _NOT_TAKEN)


def _title(target: str) -> str:
    """What a target is called: a fact of the order, or of one of its items."""
    of_item = {column.heading: column.fact for column in order_columns.OF_ITEM}
    if target in of_item:
        return _("Item: {fact}").format(fact=of_item[target].title)
    # Which id is meant decides whether orders are found again.
    if target in ("order_id", "external_id"):
        return _("Order id of orders-tui") if target == "order_id" else _("Order number of the other system")
    return FACTS[target].title if target in FACTS else _("Reason")
