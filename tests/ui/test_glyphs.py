"""Every mark and line of the console can be drawn in ASCII, in as many cells."""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from rich.cells import cell_len
from textual._border import BORDER_CHARS
from textual.scrollbar import ScrollBarRender

import orders_tui
from orders_tui.domain.text import show
from orders_tui.ui.glyphs import ASCII, TO_ASCII, wants_ascii
from tests.ui.desk_app import NARROW, WIDE, console, shop_at

PROGRAM = Path(orders_tui.__file__).parent
NOT_DRAWN = ("domain/text.py", "domain/search.py", "domain/phone.py", "exchange", "ui/glyphs.py", "store/demo", "demo")
"""Files that name characters of outside texts, or make such texts up."""


def drawn_by_the_program() -> set[str]:
    """Every character beyond ASCII that stands in a string of the program, or in a translation."""
    found: set[str] = set()
    for file in PROGRAM.rglob("*.py"):
        if not str(file.relative_to(PROGRAM)).startswith(NOT_DRAWN):
            found.update(*_texts(ast.parse(file.read_text(encoding="utf-8"))))
    for file in PROGRAM.rglob("*.po"):
        with file.open("rb") as lines:
            for message in read_po(lines):
                found.update("".join(message.string or ()))
    return {char for char in found if not char.isascii() and unicodedata.category(char) not in ("Cc", "Cs")}


def _texts(tree: ast.AST) -> Iterator[str]:
    """The strings of a module, but those that document it."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value


def test_every_mark_of_the_program_has_one() -> None:
    drawn = drawn_by_the_program()
    assert {"◒", "…", "→"} <= drawn, "else nothing was found"
    assert drawn - {*ASCII, "\u200d", "\ufe0f"} == set()


def test_every_line_that_textual_draws_has_one() -> None:
    drawn = {char for rows in BORDER_CHARS.values() for row in rows for char in row}
    drawn |= {*ScrollBarRender.VERTICAL_BARS, *ScrollBarRender.HORIZONTAL_BARS}
    assert {char for char in drawn if not char.isascii()} - {*ASCII} == set()


def test_what_show_puts_in_place_of_a_control_has_one() -> None:
    controls = "".join(show(chr(code)) for code in (*range(0x20), 0x7F))
    assert controls.translate(TO_ASCII).isascii()


def test_they_take_as_many_cells() -> None:
    assert all(text.isascii() and len(text) == cell_len(glyph) for glyph, text in ASCII.items())


@pytest.mark.parametrize(
    ("environment", "ascii"),
    [
        ({}, False),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "id_ID.utf8", "TERM": "xterm"}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "id_ID.ISO-8859-1"}, True),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "POSIX"}, True),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "C", "LC_CTYPE": "id_ID.UTF-8"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8", "TERM": "linux"}, True),
        ({"LANG": "en_US.UTF-8", "TERM": "linux", "ORDERS_TUI_MARKS": "unicode"}, False),
        ({"LANG": "en_US.UTF-8", "ORDERS_TUI_MARKS": "ASCII"}, True),
        ({"LANG": "C", "ORDERS_TUI_MARKS": "nonsense"}, True),
    ],
)
def test_who_gets_them(environment: dict[str, str], ascii: bool) -> None:
    assert wants_ascii(environment) is ascii


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_console_in_ascii(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    monkeypatch.setenv("ORDERS_TUI_MARKS", "ascii")
    shop_at(tmp_path / "orders.db")
    async with console(tmp_path / "orders.db", size, toasts=True) as desk:
        for key in ("space", "f", "escape", "enter", "escape", "full_stop", "escape", "d", "escape", "colon"):
            await desk.press(key)
            assert desk.text.isascii(), key
        await desk.press("escape")
        desk.app.notify("told…", markup=False)
        await desk.settle()
        assert "told~" in desk.text
        assert {strip.cell_length for strip in desk.app.screen._compositor.render_strips()} == {size[0]}
