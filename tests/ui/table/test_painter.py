"""How lines of a table are painted, without a table."""

from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from orders_tui.ui.widgets.table.header import Header
from orders_tui.ui.widgets.table.paint import fit
from orders_tui.ui.widgets.table.painter import Painter
from orders_tui.ui.widgets.table.rows import RowCache
from orders_tui.ui.widgets.table.styles import LineState
from tests.ui.table.shop import COLUMNS, Order, order, view

BASE = Style.parse("white on black")
CURSOR = Style.parse("white on blue")
NAME = Style.parse("yellow on black")


class Board:
    """A painter with everything that it is handed, which can be changed under it."""

    def __init__(self) -> None:
        self.base = BASE
        self.asked: list[str] = []
        """The component classes and tones that were worked out."""
        self.marked: set[Hashable] = set()
        self.rows: RowCache[Order] = RowCache(view, COLUMNS, self.marked.__contains__)
        self.painter = Painter(self.rows, lambda: self.base, self.component, self.toned)
        self.painter.lay_out(40, 0)
        self.rows.put(0, [order(0), order(1)])

    def component(self, name: str) -> Style:
        self.asked.append(name)
        return {"datatable--cursor": CURSOR}.get(name, self.base)

    def toned(self, tone: str) -> Style:
        self.asked.append(tone)
        return {"$warning": NAME}[tone]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])), st.integers(0, 30))
def test_any_text_fits_its_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit(text, width, "right") + "x") == width + 1


def test_long_text_ends_in_an_ellipsis() -> None:
    assert fit("abcdef", 4) == "abc…"
    assert fit("你好吗", 4) == "你… "
    assert fit("你好吗", 5) == "你好…"
    assert fit("ab", 4, "right") == "  ab"
    assert fit("abc", 0) == ""


def test_a_line_is_painted_once_while_nothing_about_it_changes() -> None:
    board = Board()
    first = board.painter.row(0, LineState())
    assert board.painter.row(0, LineState()) is first
    assert board.painter.row(0, LineState(cursor=True)) is not first
    assert board.painter.row(0, LineState()) is first
    board.rows.put(0, [order(0, "another")])
    assert "another" in board.painter.row(0, LineState()).text
    board.painter.lay_out(50, 0)
    assert board.painter.row(0, LineState()).cell_length == 50


def test_a_mark_is_painted_and_noted() -> None:
    board = Board()
    assert board.painter.row(1, LineState()).text.startswith("  ")
    board.marked.add(1)
    assert [place for place in range(3) if board.rows.mark_changed(place)] == [1]
    assert board.painter.row(1, LineState()).text.startswith("■ ")
    assert not board.rows.mark_changed(1)


def test_a_row_that_is_not_loaded_is_blank_and_has_the_style_of_its_line() -> None:
    board = Board()
    (segment,) = board.painter.row(5, LineState(cursor=True))
    assert segment.text == " " * 40
    assert segment.style == BASE + CURSOR


def test_styles_are_worked_out_once_until_they_change() -> None:
    board = Board()
    before = board.painter.row(0, LineState())
    known = list(board.asked)
    board.painter.follow_base()
    board.painter.row(1, LineState())
    assert board.asked == known
    board.base = Style.parse("black on white")
    board.painter.follow_base()
    after = board.painter.row(0, LineState())
    assert before.text == after.text
    assert [segment.style for segment in before] != [segment.style for segment in after]
    assert len(board.asked) == 2 * len(known)


def test_the_cells_of_the_cursor_have_no_colours_of_their_own() -> None:
    painter = Board().painter
    assert [segment.style for segment in painter.row(0, LineState(cursor=True))] == [BASE + CURSOR]
    assert BASE + NAME in [segment.style for segment in painter.row(0, LineState())]


def test_the_header_has_labels_arrow_and_mark() -> None:
    painter = Board().painter
    assert painter.header(Header()).text.split() == ["Id", "Customer", "Total", "Note"]
    assert painter.header(Header("some", "total", sort_reverse=True)).text.split()[:4] == [
        "◪",
        "Id",
        "Customer",
        "Total",
    ]
    assert "Total ▼" in painter.header(Header(sort_key="total", sort_reverse=True)).text
    assert "Total ▲" in painter.header(Header(sort_key="total")).text


def test_fixed_columns_stay_while_the_rest_scrolls() -> None:
    board = Board()
    board.painter.lay_out(24, 1)
    line = board.painter.row(1, LineState())
    assert line.cell_length > 24
    seen = board.painter.visible(line, line.cell_length - 24)
    assert seen.cell_length == 24
    assert seen.text.split()[0] == "1"
    assert board.painter.visible(line, 0).text != seen.text
