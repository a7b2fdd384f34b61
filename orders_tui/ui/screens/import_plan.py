"""The dialog that shows what would become of each order of a file, before anything is written."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.file_orders import Decision, ImportVerdict, Mode
from orders_tui.domain.import_lines import decision_lines
from orders_tui.domain.import_summary import ImportSummary
from orders_tui.domain.money import number
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _, ngettext
from orders_tui.exchange.importing.moments import DateOrder
from orders_tui.exchange.importing.reader import Options
from orders_tui.exchange.importing.source import OrderFile
from orders_tui.exchange.text_tables import DELIMITERS, delimiter_sign
from orders_tui.store.reads.orders import Pulse
from orders_tui.ui.file_keys import IMPORT
from orders_tui.ui.groups import Background
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keymap import KEYS, keyed
from orders_tui.ui.keys import bindings
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.options_dialog import OptionsDialog
from orders_tui.ui.screens.setting_words import ZONES, short_zone

T = TypeVar("T")
INTERVAL = 0.1
"""Seconds between two looks at how far the file is read."""
COLUMNS = "columns"
"""The answer of whoever wants to say anew what the columns of the file hold."""
ODD = "odd"
"""The class of the orders that are taken though something is odd; the others are verdicts."""
_CLASSES: dict[str, str] = {
    ImportVerdict.CREATE: N_("New"),
    ImportVerdict.UPDATE: N_("To change"),
    ImportVerdict.UNCHANGED: N_("Unchanged"),
    ImportVerdict.REFUSED: N_("Refused"),
    ODD: N_("With remarks"),
}
_TONES: dict[str, str] = {
    ImportVerdict.CREATE: "$text-success",
    ImportVerdict.UPDATE: "$text-accent",
    ImportVerdict.UNCHANGED: "$text-muted",
    ImportVerdict.REFUSED: "$text-error",
    ODD: "$text-warning",
}
_MODES = {
    Mode.ADD: N_("add new ones"),
    Mode.UPDATE: N_("update known ones"),
    Mode.BOTH: N_("add and update"),
}
_DATES = {DateOrder.DMY: N_("day first"), DateOrder.MDY: N_("month first")}
_ENCODINGS = ("utf-8-sig", "cp1252", "utf-16")
_ENCODING_NAMES = {"utf-8-sig": "UTF-8", "cp1252": "Windows", "utf-16": "UTF-16"}


class ImportSettings(NamedTuple):
    """What a person says of the file; what is None or empty is found out."""

    mode: Mode | None = None
    delimiter: str = ""
    encoding: str = ""
    dates: DateOrder | None = None
    zone: str = ""
    store: str = ""
    clear_blanks: bool = False


_FOUND_OUT = ImportSettings()


@dataclass
class Planning:
    """A plan in the making, as the thread that makes it and the dialog share it."""

    summary: ImportSummary = field(default_factory=ImportSummary)
    percent: int = 0
    stopped: bool = False
    """Whether it is not wanted any more."""


class Planned(NamedTuple):
    """What would become of the orders of a file."""

    source: OrderFile
    options: Options
    mode: Mode
    since: Pulse
    """How far the database had come."""
    summary: ImportSummary

    @property
    def able(self) -> int:
        """How many orders would be written."""
        return self.summary.written


MakePlan = Callable[[ImportSettings, Planning], Awaitable[Planned]]
"""Reads the file and decides on each order; raises `RuleBroken` where it cannot be read."""


class ImportDialog(OptionsDialog[Planned | str]):
    """Answers with the plan that is to be carried out, or with `COLUMNS`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(IMPORT)
    DEFAULT_CSS = """
    ImportDialog > .dialog { width: 116; max-width: 100%; height: 94%; max-height: 100%; }
    ImportDialog .dialog-title { margin-bottom: 0; }
    ImportDialog #import-settings { width: 100%; min-height: 2; color: $text-muted; }
    ImportDialog #import-classes { width: 100%; margin-top: 1; }
    ImportDialog OptionList { width: 100%; height: 1fr; scrollbar-gutter: stable; }
    ImportDialog #import-undo { width: 100%; color: $text-muted; }
    ImportDialog .dialog-error, ImportDialog .dialog-hint { width: 100%; max-width: 100%; margin-top: 0; }
    """

    def __init__(
        self, name: str, plan: MakePlan, stores: Sequence[str], zone: ZoneInfo, settings: ImportSettings = _FOUND_OUT
    ) -> None:
        """Make the dialog.

        Args:
            name: the name of the file, fit for a terminal.
            plan: makes the plan.
            stores: the stores of the shop, to be chosen from.
            zone: by whose clocks the times of orders are written.
            settings: what was said of the file already.
        """
        super().__init__()
        self._zone = zone
        self._name = name
        self._plan = plan
        self._stores = stores
        self.settings = settings
        self._planning = Planning()
        self._planned: Planned | None = None
        self._found: Planned | None = None
        """The last plan that could be made: where the file cannot be read by the settings, these can be changed."""
        self._shown: str = ImportVerdict.CREATE
        """The class whose orders are listed."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="import-title", classes="dialog-title")
            yield Static(id="import-settings")
            yield Static(id="import-classes")
            options = OptionList()
            options.can_focus = False
            yield options
            yield Static("", classes="dialog-error")
            undo = keyed(_("One change: <change.undo> takes all of it back afterwards; an admin can too."))
            yield Static(Content(undo), id="import-undo")
            yield Static(id="import-hint", classes="dialog-hint")

    def on_mount(self) -> None:
        self.set_interval(INTERVAL, self._draw_reading)
        self._read()

    # The plan

    @work(exclusive=True, group=Background.FILES)
    async def _read(self) -> None:
        """Make the plan by the present settings."""
        planning = self._planning = Planning()
        self._planned = None
        self._say("")
        self._draw()
        try:
            self._planned = self._found = await self._plan(self.settings, planning)
        except RuleBroken as refusal:
            self._say(str(refusal))
        else:
            if self._summary.lacks_store:
                self._say(keyed(_("<import.store> chooses the store of orders for which the file names none.")))
        finally:
            # Also where another reading takes its place: by this the thread gives the old one up.
            planning.stopped = True
        self._go_to(next((each for each in _CLASSES if self._count(each)), ImportVerdict.CREATE))

    def _set(self, settings: ImportSettings) -> None:
        self.settings = settings
        self._read()

    def action_set(self, name: str) -> None:
        """Give one of the settings its next value."""
        if self._found is None or not self._planning.stopped:
            return
        settings, now = self.settings, _in_force(self.settings, self._found)
        match name:
            case "mode":
                self._set(settings._replace(mode=_next(tuple(Mode), now.mode)))
            case "blanks":
                self._set(settings._replace(clear_blanks=not now.clear_blanks))
            case "dates":
                self._set(settings._replace(dates=_next(tuple(DateOrder), now.dates)))
            case "zone":
                self._set(settings._replace(zone=_next(tuple(ZONES), now.zone)))
            case "delimiter" if now.delimiter:
                self._set(settings._replace(delimiter=_next(tuple(DELIMITERS), now.delimiter)))
            case "encoding" if now.delimiter:
                self._set(settings._replace(encoding=_next(_ENCODINGS, now.encoding)))

    def action_set_store(self) -> None:
        """Ask for the store of orders for which the file names none."""

        def answered(store: str | None) -> None:
            if store is not None:
                self._set(self.settings._replace(store=store))

        title = Content(_("The store of orders for which the file names none"))
        choices = [(name, Content(excerpt(name))) for name in self._stores]
        self.app.push_screen(ChoiceDialog(title, choices, chosen=self.settings.store, free=True), answered)

    def action_run(self) -> None:
        """Answer with the plan; keys that arrive together with others, as a paste does, are not taken."""
        if self.in_burst or not self.arrived_alone or self._planned is None:
            return
        if self._planned.able:
            self.dismiss(self._planned)
        else:
            self._say(_("Nothing of this file would be written."))

    @property
    def _is_mapped(self) -> bool:
        """Whether a person has said what its columns hold."""
        return self._found is not None and self._found.source.format is not None and self._found.source.format.mapped

    def action_map_columns(self) -> None:
        """Answer that the columns are to be mapped anew, where they are mapped at all."""
        if self._is_mapped:
            self._planning.stopped = True
            self.dismiss(COLUMNS)

    def action_leave(self) -> None:
        """Close without an answer; a plan in the making is given up."""
        self._planning.stopped = True
        self.dismiss(None)

    # What is seen

    @property
    def _summary(self) -> ImportSummary:
        return self._planning.summary

    def _count(self, name: str) -> int:
        return self._summary.remarks if name == ODD else self._summary.counts[ImportVerdict(name)]

    def action_turn(self, by: int) -> None:
        """List the orders of another class."""
        classes = tuple(_CLASSES)
        self._go_to(classes[(classes.index(self._shown) + by) % len(classes)])

    def _go_to(self, name: str) -> None:
        self._shown = name
        listed, summary = self.listed, self._summary
        first = summary.odd if name == ODD else summary.first[ImportVerdict(name)]
        listed.clear_options()
        listed.add_options([Option(_entry(decision, _TONES[name], self._zone)) for decision in first])
        if (more := self._count(name) - len(first)) > 0:
            text = _("… and {count} more like these.").format(count=number(more))
            listed.add_option(Option(Content.styled(text, "$text-muted")))
        listed.highlighted = 0 if first else None
        self._draw()

    def _say(self, error: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(error))

    def _draw_reading(self) -> None:
        if self._planned is None and not self._planning.stopped:
            self._draw()

    def _draw(self) -> None:
        for name, content in (
            ("title", self._title()),
            ("settings", self._line_of_settings()),
            ("classes", self._line_of_classes()),
            ("hint", key_hint(self._hint())),
        ):
            self.query_one(f"#import-{name}", Static).update(content)

    def _title(self) -> Content:
        title = Content(_("Import {file}").format(file=self._name))
        planned = self._planned
        if planned is None or planned.source.format is None:
            return title
        return Content.assemble(title, (f" · {_(planned.source.format.title)}", "$text-accent not bold"))

    def _line_of_settings(self) -> Content:
        if not self._planning.stopped:
            text = _("Reading the file: {percent} %, {count} orders")
            return Content(text.format(percent=self._planning.percent, count=number(self._summary.orders)))
        if self._found is None:
            return Content("")
        now = _in_force(self.settings, self._found)
        blanks = _("empty") if now.clear_blanks else _("keep")
        if kept := self._summary.kept:
            blanks = f"{blanks} ({number(kept)})"
        lines = [
            [
                ("mode", _("Mode"), _(_MODES[now.mode])),
                ("store", _("Store"), excerpt(now.store, 20) if now.store else _("as in the file")),
                ("blanks", _("Blank cells"), blanks),
            ],
            [
                ("dates", _("Dates"), _(_DATES[now.dates])),
                ("zone", _("Time zone"), short_zone(now.zone)),
            ],
        ]
        if now.delimiter:
            lines[1] += [
                ("delimiter", _("Separator"), delimiter_sign(now.delimiter)),
                ("encoding", _("Encoding"), _ENCODING_NAMES.get(now.encoding, excerpt(now.encoding, 20))),
            ]
        return Content("\n").join([Content(" · ").join([_setting(*each) for each in line]) for line in lines])

    def _line_of_classes(self) -> Content:
        parts = []
        for name, label in _CLASSES.items():
            count, shown = self._count(name), name == self._shown
            tone = _TONES[name] if count or shown else "$text-muted"
            style = f"{tone} bold underline" if shown else tone
            parts.append(Content.styled(f"{_(label)}\N{NO-BREAK SPACE}{number(count)}", style))
        return Content("   ").join(parts)

    def _hint(self) -> str:
        parts = [keyed(_("<import.class_before> <import.class_after> group")), _("↑ ↓ scroll"), _("Esc back")]
        if self._planned is not None and (able := self._planned.able):
            text = ngettext("<import.run> import {count} order", "<import.run> import {count} orders", able)
            parts.insert(0, keyed(text, count=number(able)))
        if self._is_mapped:
            parts.append(keyed(_("<import.columns> columns")))
        return " · ".join(parts)

    def action_page_up(self) -> None:
        """Up by as many orders as are seen."""
        self.listed.action_page_up()  # type: ignore[no-untyped-call] # Textual's

    def action_page_down(self) -> None:
        """Down by as many orders as are seen."""
        self.listed.action_page_down()  # type: ignore[no-untyped-call] # Textual's


def _setting(name: str, label: str, value: str) -> Content:
    # A line that is too long is broken between settings, not within one.
    label, value = (text.replace(" ", "\N{NO-BREAK SPACE}") for text in (f" {label}: ", value))
    return Content.assemble((KEYS[f"import.{name}"].first_shown, "$text-accent"), label, (value, "$text"))


def _entry(decision: Decision, tone: str, zone: ZoneInfo) -> Content:
    first, *rest = decision_lines(decision, zone)
    lines = [Content.styled(first, tone)]
    lines += [Content.styled(line, "$text-warning" if decision.remarks else tone) for line in rest]
    return Content("\n").join(lines)


class _InForce(NamedTuple):
    """How a file is read."""

    mode: Mode
    delimiter: str
    encoding: str
    dates: DateOrder
    zone: str
    store: str
    clear_blanks: bool


def _in_force(said: ImportSettings, found: Planned) -> _InForce:
    """What a person says of the file, and where nothing is said, what was found out."""
    table, format = found.source.table, found.source.format
    return _InForce(
        said.mode or found.mode,
        said.delimiter or table.delimiter,
        said.encoding or table.encoding,
        said.dates or found.options.dates or (DateOrder.DMY if format is None else format.dates),
        said.zone or found.options.zone.key,
        said.store,
        said.clear_blanks,
    )


def _next(values: Sequence[T], value: T) -> T:
    """The value after this one; after the last, and for one that is none of them, the first."""
    at = values.index(value) + 1 if value in values else 0
    return values[at % len(values)]
