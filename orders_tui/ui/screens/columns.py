"""The dialog of the columns: which ones the list shows, in which order and how wide; the list follows at once."""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.columns import FIRST, Columns
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import bindings
from orders_tui.ui.list_keys import COLUMN_LIST, COLUMNS
from orders_tui.ui.screens.options_dialog import OptionsDialog


class ColumnsAnswer(NamedTuple):
    """The columns as a person left them, and what they are for."""

    columns: Columns
    for_view: bool
    """Whether they belong to the view that is open, and to no other list."""


class ShownColumns(NamedTuple):
    """What the dialog has to know of the list, and what it changes of it."""

    titles: Mapping[str, str]
    """What every column is called, by key."""
    automatic: Callable[[], Columns]
    """The columns that are seen, spelt out."""
    cells: Callable[[str], int]
    """How wide a column is, by key."""
    show: Callable[[Columns, str], None]
    """Shows the list with other columns, scrolled to one of them."""


class Knob(Static):
    """A word that does with a click what a key does."""

    def __init__(self, label: str, action: str) -> None:
        super().__init__(Content(label), classes="knob")
        self._action = action

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        await self.screen.run_action(self._action)


class ColumnList(OptionList):
    """The list of the columns, in which Enter keeps them all and chooses none."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COLUMN_LIST)


class ColumnsDialog(OptionsDialog[ColumnsAnswer]):
    """Answers with the columns; where it is left, the list has those from before again."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COLUMNS)
    DEFAULT_CSS = """
    ColumnsDialog { align: right middle; background: transparent; }
    ColumnsDialog > .dialog { width: 40; max-width: 100%; height: 100%; max-height: 100%; }
    ColumnsDialog.-low > .dialog { padding: 0 2; }
    ColumnsDialog.-low .dialog-title { margin-bottom: 0; }
    ColumnsDialog OptionList { width: 100%; height: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    ColumnsDialog .dialog-hint { width: 100%; }
    ColumnsDialog .knobs { height: 1; margin-top: 1; }
    ColumnsDialog .knob { width: auto; margin-right: 2; color: $text-accent; }
    ColumnsDialog .knob:hover { text-style: underline; }
    """

    def __init__(self, columns: Columns, shown: ShownColumns, *, view: str, for_view: bool) -> None:
        """Make the dialog.

        Args:
            columns: those of the list; none for those that fit.
            shown: the list.
            view: the saved view that is open; empty where none is.
            for_view: whether the columns are those of that view alone.
        """
        super().__init__()
        self._before = self._columns = columns
        self._shown = shown
        self._view = view
        self._for_view = for_view

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Columns")), classes="dialog-title")
            scope = Static(classes="dialog-scope")
            scope.display = bool(self._view)
            yield scope
            yield ColumnList()
            with Horizontal(classes="knobs"):
                yield Knob("↑", "move(-1)")
                yield Knob("↓", "move(1)")
                yield Knob("‹", "widen(-1)")
                yield Knob("›", "widen(1)")
                yield Knob(_("Those that fit"), "fit")
                yield Knob(_("Keep"), "keep")
            yield Static(key_hint(self._hint()), classes="dialog-hint")

    def _hint(self) -> str:
        parts = [
            keyed(_("<columns.toggle> show")),
            keyed(_("<columns.later> <columns.earlier> order")),
            keyed(_("<columns.narrower> <columns.wider> width")),
            keyed(_("<columns.fit> those that fit")),
            *([keyed(_("<columns.view> only this view"))] if self._view else []),
            keyed(_("<columns.keep> keep")),
            _("Esc as before"),
        ]
        return " · ".join(parts)

    def on_mount(self) -> None:
        self._draw(FIRST[0])
        self.listed.focus()

    @property
    def _key(self) -> str:
        option = self.listed.highlighted_option
        return str(option.id) if option and option.id else FIRST[0]

    @property
    def _keys(self) -> tuple[str, ...]:
        """Those that are shown from the left, then all others by their titles."""
        shown = [key for key in self._spelt_out.keys if key in self._shown.titles]
        # By the words in which a person looks for them, which differ with the language.
        others = sorted(set(self._shown.titles) - set(shown), key=lambda key: self._shown.titles[key].casefold())
        return (*shown, *others)

    @property
    def _spelt_out(self) -> Columns:
        return self._columns if self._columns.chosen else self._shown.automatic()

    def _draw(self, key: str) -> None:
        """Draw the list of the columns, with the cursor on one."""
        keys, options = self._keys, self.listed
        options.clear_options()
        options.add_options(list(self._options(keys)))
        options.highlighted = keys.index(key)
        if self._view:
            whose = _("only the view “{name}”").format(name=show(self._view)) if self._for_view else _("every list")
            self.query_one(".dialog-scope", Static).update(Content.assemble(_("For:"), " ", (whose, "bold")))

    def _options(self, keys: tuple[str, ...]) -> Iterator[Option]:
        shown = self._spelt_out.keys
        for key in keys:
            mark = "■" if key in shown else "□"
            cells = Content.styled(f"  {self._shown.cells(key)}", "$text-muted") if key in shown else Content("")
            yield Option(Content.assemble((mark, "$text-accent"), " ", self._shown.titles[key], cells), id=key)

    def _change(self, columns: Columns) -> None:
        key = self._key
        self._columns = columns
        self._shown.show(columns, key)
        self._draw(key)

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        """A click on a column shows it, or no longer."""
        self.action_show_column()

    def action_show_column(self) -> None:
        """Show the column under the cursor, or no longer; the cursor stays where it is."""
        position = self.listed.highlighted or 0
        self._change(self._spelt_out.toggled(self._key))
        self.listed.highlighted = position

    def action_move(self, by: int) -> None:
        """Move the column under the cursor to the left or right."""
        self._change(self._spelt_out.moved(self._key, by))

    def action_widen(self, by: int) -> None:
        """Make the column under the cursor wider or narrower, where it is shown."""
        key, columns = self._key, self._spelt_out
        if key in columns.keys:
            self._change(columns.widened(key, self._shown.cells(key) + by))

    def action_fit(self) -> None:
        """Let the list choose what fits, as at first."""
        self._change(Columns())

    def action_for_view(self) -> None:
        """Mean only the view that is open, or every list."""
        if self._view:
            self._for_view = not self._for_view
            self._draw(self._key)

    def action_keep(self) -> None:
        """Answer with the columns as they are."""
        self.dismiss(ColumnsAnswer(self._columns, self._for_view))

    def action_leave(self) -> None:
        """Show the columns from before."""
        self._shown.show(self._before, FIRST[0])
        self.dismiss(None)
