"""What goes over the wire: fewer bytes, and on every terminal the same screen."""

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widgets import Static

from orders_tui.ui.terminal.wire import shortened

pytestmark = pytest.mark.painted

WIDTH, HEIGHT = 12, 4

colours = st.sampled_from([None, "red", "bright_red", "color(200)", "#102030", "#a0b0c0", "default"])
styles = st.builds(
    Style,
    color=colours,
    bgcolor=colours,
    bold=st.sampled_from([None, True]),
    underline=st.sampled_from([None, True]),
    reverse=st.sampled_from([None, True]),
)
words = st.text(st.sampled_from("abc Rp1■…"), min_size=1, max_size=5)
runs = st.lists(st.tuples(words, styles), max_size=4)
frames = st.lists(st.tuples(st.integers(1, HEIGHT), st.integers(1, WIDTH), runs), max_size=6)


def written(lines: list[tuple[int, int, list[tuple[str, Style]]]], system: ColorSystem, end: str) -> str:
    """The lines as Textual writes them: each run in its whole style, the style taken off, the line ended."""
    texts = [
        f"\x1b[{y};{x}H" + "".join(style.render(word, color_system=system) for word, style in line)
        for y, x, line in lines
    ]
    return "\x1b[?2026h" + f"\x1b[1;{WIDTH}H{end}".join(texts) + "\x1b[2;3H\x1b[?2026l"


def seen(*texts: str) -> list[object]:
    """The cells and the cursor of a terminal after it was sent the texts."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    for text in texts:
        stream.feed(text)
    cells = [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]
    return [cells, screen.cursor.x, screen.cursor.y, screen.cursor.attrs]


@settings(max_examples=300)
@given(first=frames, second=frames, system=st.sampled_from(ColorSystem), end=st.sampled_from(["\n", "\r\n"]))
def test_the_screen_is_the_same(
    first: list[tuple[int, int, list[tuple[str, Style]]]],
    second: list[tuple[int, int, list[tuple[str, Style]]]],
    system: ColorSystem,
    end: str,
) -> None:
    texts = [written(frame, system, end) for frame in (first, second)]
    assert seen(*map(shortened, texts)) == seen(*texts)
    assert len(shortened(texts[0])) <= len(texts[0])


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("plain", "plain"),
        ("\x1b[1;31mred\x1b[0m", "\x1b[1;31mred\x1b[0m"),
        ("\x1b[31;40ma\x1b[0m\x1b[32;40mb\x1b[0m", "\x1b[31;40ma\x1b[32mb\x1b[0m"),
        ("\x1b[1;31ma\x1b[0m\x1b[31mb\x1b[0m", "\x1b[1;31ma\x1b[0;31mb\x1b[0m"),
        ("\x1b[31ma\x1b[0m\x1b[1;31mb\x1b[0m", "\x1b[31ma\x1b[1mb\x1b[0m"),
        ("\x1b[31;40ma\x1b[0m\x1b[31mb\x1b[0m", "\x1b[31;40ma\x1b[49mb\x1b[0m"),
        (
            "\x1b[38;2;1;2;3;48;5;7ma\x1b[0m\x1b[38;2;1;2;4;48;5;7mb\x1b[0m",
            "\x1b[38;2;1;2;3;48;5;7ma\x1b[38;2;1;2;4mb\x1b[0m",
        ),
        ("\x1b[31ma\x1b[0m b", "\x1b[31ma\x1b[0m b"),
        ("\x1b[31ma\x1b[0m", "\x1b[31ma\x1b[0m"),
        ("\x1b[0m\x1b[31m\x1b[0m", ""),
        ("\x1b[31ma\x1b[0m\x1b[5;9H\r\n\x1b[6;1H\x1b[31mb\x1b[0m", "\x1b[31ma\x1b[6;1Hb\x1b[0m"),
        ("\x1b[31ma\x1b[0m\x1b[5;9H\n\x1b[6;1H\x1b[31mb\x1b[0m", "\x1b[31ma\x1b[6;1Hb\x1b[0m"),
        ("a\r\nb", "a\r\nb"),
        ("a\nb", "a\nb"),
        ("\x1b[31ma\x1b[0m\x1b[2J", "\x1b[31ma\x1b[0m\x1b[2J"),
        ("\x1b[?1049l\x1b[?25h", "\x1b[?1049l\x1b[?25h"),
    ],
)
def test_what_is_left_out(text: str, short: str) -> None:
    assert shortened(text) == short


class Words(App[None]):
    """An app of a few lines."""

    def compose(self) -> ComposeResult:
        yield Static("one\ntwo\nthree")


async def test_no_line_is_ended_that_the_next_move_makes_void() -> None:
    app = Words()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        regions = {Region(0, y, WIDTH // 2, 1) for y in range(HEIGHT)}
        app.screen._compositor._dirty_regions = regions
        update = app.screen._compositor.render_update()
        assert isinstance(update, ChopsUpdate)
        text = update.render_segments(app.console)
    assert "\n" in text, "Textual ends no lines any more"
    assert "\n" not in shortened(text)
