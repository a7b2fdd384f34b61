"""Reading the rows of a table as orders, by what their format says of its columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from orders_tui.domain.facts import EDITABLE, FACTS, Fact, Kind, Value
from orders_tui.domain.file_orders import Fault, FileOrder
from orders_tui.domain.flow import TIME_OF_STATUS
from orders_tui.domain.order import Item, Method, Status
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.exchange.cells import CLEARED, MARK, read_items, read_list, unmarked
from orders_tui.exchange.importing.formats import Format, Source, Take, plain
from orders_tui.exchange.importing.items import ItemReader
from orders_tui.exchange.importing.moments import DateOrder, read_moment
from orders_tui.exchange.importing.tables import FileRow
from orders_tui.exchange.importing.values import ValueReader

_CLEARABLE = frozenset({*(fact.name for fact in EDITABLE), "tags"})
"""The facts that a file can empty."""
_BLANK = ("", "-", "–")
"""How other systems write that there is nothing."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is said of a file beyond its format."""

    zone: ZoneInfo
    """By whose clocks its times are."""
    dates: DateOrder | None = None
    """As the format has it where this is None."""
    store: str = ""
    """The store of orders for which the file names none."""
    clear_blanks: bool = False
    """Whether a blank cell empties the fact of an order that is there."""
    near_city: Callable[[str], str] = lambda _city: ""
    """The city that was probably meant; empty where the name is as good as any."""


class _Target(NamedTuple):
    """One thing that the file says of an order, and where."""

    name: str
    fact: Fact | None
    indexes: tuple[int, ...]
    take: Take
    fixed: str
    heading: str
    clearable: bool = False
    """Whether a blank cell could empty it."""
    read: Callable[[str, bool], Value] | None = None
    """What reads its cells, as `ValueReader.reading` gives it; None where it is no single fact."""
    moment: bool = False
    """Whether it is a time, which is stored otherwise than it is written."""


class OrderReader:
    """Reads the rows of one table."""

    def __init__(self, format: Format, headings: Sequence[str], options: Options) -> None:
        self._format = format
        self._options = options
        self._width = len(headings)
        self._names = tuple(map(plain, headings))
        self._headings = headings
        indexes: dict[str, int] = {}
        for at, name in enumerate(self._names):
            # Of two columns with one name the first counts, as a person sees it first.
            indexes.setdefault(name, at)
        self._index_of = indexes
        self._values = ValueReader(options.zone, options.dates or format.dates, format.words, format.exact)
        targets = (self._target(name, source) for name, source in format.sources.items())
        there = [target for target in targets if target.indexes or target.fixed]
        self._targets = tuple(target for target in there if not target.name.startswith("item_"))
        self._at = {target.name: target for target in there}
        self.headings = {target.name: target.heading for target in there if target.indexes}
        """The column of the file that says each thing."""
        self._items = ItemReader(format, self._names, self._of_row, self.headings)
        # Rows make one order together only where each says an item; else a repeated key is a repeated order.
        by_item = any(target.name == "item_name" and target.indexes for target in there)
        self._key = indexes.get(format.key) if by_item else None

    def orders(self, rows: Iterator[FileRow]) -> Iterator[FileOrder]:
        """The orders of the rows below the column names, as they are read."""
        for group in self._groups(rows):
            yield _Reading(self, group).order()

    def _target(self, name: str, source: Source) -> _Target:
        there = [column for column in source.columns if column in self._index_of]
        indexes = tuple(dict.fromkeys(self._index_of[column] for column in there))
        heading = self._headings[indexes[0]].strip() if indexes else ""
        clearable = bool(indexes) and name in _CLEARABLE
        fact = FACTS.get(name)
        moment = fact is not None and fact.kind is Kind.MOMENT
        return _Target(name, fact, indexes, source.take, source.fixed, heading, clearable, self.reading(fact), moment)

    def reading(self, fact: Fact | None) -> Callable[[str, bool], Value] | None:
        """What reads the cells of a fact; None where that is none, or several in one."""
        if fact is None or fact.kind in (Kind.TAGS, Kind.ITEMS):
            return None
        return self._values.reading(fact)

    def derived(self, name: str) -> _Target:
        """What follows from several columns, where the format has no column for it."""
        fact = FACTS.get(name)
        return _Target(name, fact, (), Take.FIRST, "", "", read=self.reading(fact))

    def _groups(self, rows: Iterator[FileRow]) -> Iterator[list[FileRow]]:
        """The rows of each order: those that follow each other with one key, or with nothing but an item."""
        group: list[FileRow] = []
        for row in rows:
            if group and not self._continues(group[0], row):
                yield group
                group = []
            group.append(row)
        if group:
            yield group

    def _continues(self, first: FileRow, row: FileRow) -> bool:
        if self._key is None:
            return False
        key = _cell(row, self._key).strip()
        if key:
            return key == _cell(first, self._key).strip()
        # A row below that says nothing but an item is of the same order. Shopify repeats the e-mail in some of them.
        return not any(
            _cell(row, at).strip() for target in self._targets for at in target.indexes if target.name != "email"
        )

    def _of_row(self, row: FileRow, name: str) -> str:
        """What a row says of one thing, as it stands there; empty where it says nothing."""
        target = self._at.get(name)
        return "" if target is None else self.text(row, target)

    def text(self, row: FileRow, target: _Target) -> str:
        """What a row says of a target, as it stands there."""
        indexes, cells = target.indexes, row.cells
        if len(indexes) == 1 and indexes[0] < len(cells):  # as nearly all are
            found = cells[indexes[0]]
            return found if self._format.exact else self._tidy(found) or target.fixed
        texts = [text for at in target.indexes if (text := self._tidy(_cell(row, at)))]
        if not texts:
            return target.fixed
        return texts[0] if target.take is Take.FIRST else " ".join(texts)

    def _tidy(self, text: str) -> str:
        if self._format.exact:
            return text
        text = text.strip()
        if text in _BLANK:
            return ""
        # Spreadsheets and some shops put an apostrophe before a postcode or a phone, to keep it a text.
        return text[1:] if text[0] == MARK else text


def _cell(row: FileRow, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


class _Reading:
    """The reading of one order: what was found so far, and what was wrong."""

    def __init__(self, reader: OrderReader, rows: list[FileRow]) -> None:
        self._reader = reader
        self._format, self._options = reader._format, reader._options
        self._rows = rows
        self._facts: dict[str, Value] = {}
        self._texts: dict[str, str] = {}
        self._cleared: set[str] = set()
        self._blanks: set[str] = set()
        self._tags: tuple[str, ...] | None = None
        self._packed: tuple[Item, ...] = ()
        self._reason = ""
        self._step_at = ""
        self._faults: list[Fault] = []
        self._remarks: list[str] = []

    def order(self) -> FileOrder:
        """The order, with what could not be read of it."""
        first = self._rows[0]
        self._check_width()
        derived = self._derived(first)
        text_of = self._reader.text
        for target in self._reader._targets:
            if target.name in derived:
                continue
            if text := text_of(first, target):
                self._take(target, text)
            elif target.clearable:
                self._blanks.add(target.name)
        for name, text in derived.items():
            target = self._reader._at.get(name) or self._reader.derived(name)
            self._take(target, text)
        self._check_repeats()
        if self._options.store:
            # What the file says goes before what was said of the file.
            self._facts.setdefault("store", self._options.store)
        if self._options.clear_blanks:
            self._cleared |= self._blanks
        self._date_step()
        items = self._packed or self._reader._items.items(self._rows, self._facts, self._faults, self._remarks)
        return FileOrder(
            line=first.line,
            facts=self._facts,
            items=items,
            tags=self._tags,
            cleared=frozenset(self._cleared),
            blanks=frozenset(self._blanks),
            reason=self._reason,
            exact=self._format.exact,
            faults=tuple(self._faults),
            remarks=tuple(self._remarks),
            headings=self._reader.headings,
            texts=self._texts,
            rows=tuple(row.cells for row in self._rows),
        )

    def _derived(self, row: FileRow) -> dict[str, str]:
        if self._format.derive is None:
            return {}
        cells = {name: _cell(row, at).strip() for name, at in self._reader._index_of.items()}
        return dict(self._format.derive(cells))

    def _take(self, target: _Target, text: str) -> None:
        """Take in what a cell says."""
        if not text or text.isspace():
            if target.clearable:
                self._blanks.add(target.name)
            return
        marked = False
        if self._format.exact and text[0] == MARK:
            plain_text = unmarked(text)
            text, marked = plain_text, plain_text != text
        # The bracket is looked for first, since that is quick and hardly any cell has one.
        if not marked and ")" in text and text.strip().casefold() in CLEARED:
            self._clear(target, text)
            return
        try:
            self._read(target, text, marked)
        except ValueError as wrong:
            self._fault(target, text, str(wrong))

    def _clear(self, target: _Target, text: str) -> None:
        if target.name in _CLEARABLE:
            self._cleared.add(target.name)
        else:
            self._fault(target, text, _("It cannot be emptied."))

    def _read(self, target: _Target, text: str, marked: bool) -> None:
        if target.read is None:
            self._read_other(target.name, text)
        elif (value := target.read(text, marked)) is not None:
            self._facts[target.name] = value
            if target.moment:
                self._texts[target.name] = text
            if target.fact is not None and (not self._format.exact or target.name == "city"):
                self._remark(target.fact, text, value)

    def _read_other(self, name: str, text: str) -> None:
        """Read what is no single fact of an order."""
        match name:
            case "tags":
                self._tags = read_list(text)
            case "items":
                self._packed = _items(text)
            case "reason":
                self._reason = text.strip()
            case "step_at":
                self._step_at = text
            case _ if text.strip().casefold() not in ("idr", "rp"):  # the currency
                raise ValueError(
                    _("Amounts in {currency} are not supported, only rupiah.").format(currency=excerpt(text))
                )

    def _remark(self, fact: Fact, text: str, value: Value) -> None:
        """Say what is odd in a value, and keep a word that is not ours beside it."""
        if value == Method.OTHER and fact.name == "method" and text.casefold() != Method.OTHER:
            self._facts["method_word"] = text
            said = _("{field}: “{word}” is not known; it is kept beside “other”.")
            self._remarks.append(said.format(field=fact.title, word=excerpt(text)))
        elif fact.name == "city" and (near := self._options.near_city(str(value))):
            said = _("{field}: “{word}”; did you mean {nearest}?")
            self._remarks.append(said.format(field=fact.title, word=excerpt(text), nearest=excerpt(near)))

    def _date_step(self) -> None:
        """Give the status the day that the file has for it in columns of its own."""
        stage = TIME_OF_STATUS.get(Status(str(self._facts["status"]))) if "status" in self._facts else None
        if self._step_at and stage:
            try:
                self._facts[stage] = read_moment(self._step_at, DateOrder.DMY, self._options.zone)
            except ValueError as wrong:
                self._faults.append(Fault(self._rows[0].line, "", self._step_at, str(wrong)))

    def _check_width(self) -> None:
        for row in self._rows:
            # Too few cells are blank ones at the end; too many are a text that was split, whose rest would be lost.
            if any(row.cells[self._reader._width :]):
                reason = _("The row has more cells than there are columns; quote texts that contain the separator.")
                self._faults.append(Fault(row.line, "", row.cells[-1], reason))

    def _check_repeats(self) -> None:
        """Refuse rows of one order that say different things of it."""
        for row in self._rows[1:]:
            for target in self._reader._targets:
                text = self._reader.text(row, target)
                if text and text != self._reader.text(self._rows[0], target) and target.indexes:
                    reason = _("It differs from line {line}, which belongs to the same order.")
                    self._fault(target, text, reason.format(line=self._rows[0].line), row.line)

    def _fault(self, target: _Target, text: str, reason: str, line: int | None = None) -> None:
        self._faults.append(Fault(line or self._rows[0].line, target.heading or target.name, text, reason))


def _items(text: str) -> tuple[Item, ...]:
    try:
        return read_items(text)
    except ValueError:
        raise ValueError(_("These are not items as orders-tui writes them.")) from None
