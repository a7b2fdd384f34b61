"""The dialog that asks which orders are written to a file, and how."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from orders_tui.domain.money import number
from orders_tui.domain.words import _, ngettext
from orders_tui.exchange.order_columns import ALL, VISIBLE, Rows, chosen_columns
from orders_tui.exchange.order_files import FileFormat
from orders_tui.exchange.text_tables import DELIMITERS, delimiter_title
from orders_tui.ui.file_keys import EXPORT
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keys import bindings
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.widgets.cycle import Cycle
from orders_tui.ui.widgets.path_field import PathField

LIST, MARKED = "list", "marked"
"""Which orders: those of the list, or those that are marked."""
_NAMED = "named"
"""The columns whose names are typed."""
_MARK, _NO_MARK = "mark", "none"


class Choice(NamedTuple):
    """What is to be written, how, and where."""

    path: str
    """As it was typed."""
    what: str = LIST
    kind: FileFormat = FileFormat.XLSX
    rows: Rows = Rows.ORDERS
    columns: str = VISIBLE
    """`VISIBLE`, `ALL`, or names with commas between them."""
    delimiter: str = ","
    bom: bool = True
    """Whether a CSV file begins with the mark by which Excel knows that it is UTF-8."""


_Line = tuple[str, str, list[tuple[str, str]], str]
"""A line of the form: its id, what it is about, its values, and the one that it has."""


class ExportDialog(Dialog[Choice]):
    """Answers with what is chosen; whether it can be written there is not looked at."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EXPORT)
    DEFAULT_CSS = """
    ExportDialog > .dialog { width: 80; max-width: 100%; }
    ExportDialog #export-path-label { margin-top: 1; color: $text-muted; }
    ExportDialog .-unwanted { display: none; }
    ExportDialog Input, ExportDialog Input:ansi { width: 100%; }
    ExportDialog .dialog-error, ExportDialog .dialog-hint { width: 100%; max-width: 100%; }
    """

    def __init__(self, choice: Choice, listed: int, marked: int, visible: Sequence[str], error: str = "") -> None:
        """Make the dialog.

        Args:
            choice: what is chosen at first.
            listed: how many orders the list has.
            marked: how many are marked.
            visible: the names of the columns of the list, from which those that are typed begin.
            error: why the file that was named before was not written.
        """
        super().__init__()
        self._choice = choice
        self._listed = listed
        self._marked = marked
        self._names = ", ".join(visible) if choice.columns in (VISIBLE, ALL) else choice.columns
        self._error = error

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Export")), classes="dialog-title")
            lines = self._lines()
            width = max(cell_len(label) for _id, label, _values, _value in lines)
            for each, label, values, value in lines:
                yield Cycle(label, values, width=width, value=value, id=f"export-{each}")
            yield Input(self._names, placeholder="order_id, name, phone, total", id="export-names")
            yield Static(Content(_("File")), id="export-path-label")
            yield PathField(self._choice.path, id="export-path")
            yield Static(Content(self._error), classes="dialog-error")
            hint = _(
                "<export.up> <export.down> line · <cycle.before> <cycle.after> value · <path.complete> complete"
                " · <export.write> write · Esc close"
            )
            yield Static(key_hint(hint), classes="dialog-hint")

    def _lines(self) -> list[_Line]:
        choice = self._choice
        whole = ngettext("the list, {count} order", "the list, {count} orders", self._listed)
        what = [(LIST, whole.format(count=number(self._listed)))]
        if self._marked:
            marked = ngettext("{count} marked order", "{count} marked orders", self._marked)
            what.insert(0, (MARKED, marked.format(count=number(self._marked))))
        kinds = {
            FileFormat.XLSX: _("Excel (xlsx)"),
            FileFormat.CSV: _("CSV, for Excel and Google Sheets"),
            FileFormat.JSONL: _("JSON lines, for programs"),
        }
        rows = {Rows.ORDERS: _("one per order"), Rows.ITEMS: _("one per item")}
        columns = {VISIBLE: _("those of the list"), ALL: _("all, also for import"), _NAMED: _("these:")}
        return [
            ("what", _("Orders"), what, choice.what),
            ("kind", _("Kind of file"), [(str(kind), said) for kind, said in kinds.items()], choice.kind),
            *self._csv_lines(),
            ("rows", _("Rows"), [(str(each), said) for each, said in rows.items()], choice.rows),
            (
                "columns",
                _("Columns"),
                list(columns.items()),
                choice.columns if choice.columns in columns else _NAMED,
            ),
        ]

    def _csv_lines(self) -> list[_Line]:
        separators = [(each, delimiter_title(each)) for each in DELIMITERS]
        marks = [(_MARK, _("with it, for Excel")), (_NO_MARK, _("without it"))]
        return [
            ("delimiter", _("Separator"), separators, self._choice.delimiter),
            ("bom", _("UTF-8 mark"), marks, _MARK if self._choice.bom else _NO_MARK),
        ]

    def on_mount(self) -> None:
        field = self.query_one(PathField)
        self._fit()
        if self._error:
            field.focus()
        else:
            field.begin()

    def _value(self, name: str) -> str:
        return self.query_one(f"#export-{name}", Cycle).value

    @on(Cycle.Turned)
    def _fit(self) -> None:
        """Show the lines that mean something for the kind of file and the columns that are chosen."""
        csv, named = self._value("kind") == FileFormat.CSV, self._value("columns") == _NAMED
        for name, wanted in (("delimiter", csv), ("bom", csv), ("names", named)):
            self.query_one(f"#export-{name}").set_class(not wanted, "-unwanted")

    @on(Cycle.Turned)
    def _rename(self) -> None:
        """Let the ending of the file be that of its kind, unless another one was typed."""
        field = self.query_one(PathField)
        begun, _dot, ending = field.value.rpartition(".")
        if begun and ending in tuple(FileFormat):
            field.value = f"{begun}.{self._value('kind')}"

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        # What the fields begin with comes as a change too, which would take an error away before it is read.
        if event.value not in (self._choice.path, self._names):
            self._say("")
        # The kind that the typed name says, so that no program opens one kind of file as another.
        ending = event.value.rpartition(".")[2].lower()
        if isinstance(event.input, PathField) and event.input.has_focus and ending in tuple(FileFormat):
            self.query_one("#export-kind", Cycle).choose(ending)

    def action_line(self, by: int) -> None:
        """To another line of the form."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @on(Input.Submitted)
    def action_write(self) -> None:
        """Answer with what is chosen."""
        path = self.query_one(PathField).value.strip()
        if self.in_burst:
            return
        if not path:
            self._say(_("A file name is missing."))
            return
        kind, rows, columns = FileFormat(self._value("kind")), Rows(self._value("rows")), self._value("columns")
        names = self.query_one("#export-names", Input)
        if columns == _NAMED:
            columns = names.value
            try:
                chosen_columns(columns, rows)
            except ValueError as error:
                self._say(str(error))
                names.focus()
                return
        bom = self._value("bom") == _MARK
        self.dismiss(Choice(path, self._value("what"), kind, rows, columns, self._value("delimiter"), bom))

    def _say(self, sentence: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(sentence))
