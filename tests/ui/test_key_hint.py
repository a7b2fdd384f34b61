"""The line of the keys of a dialog: each key is a button."""

from pathlib import Path

import pytest
from textual.content import Content

from orders_tui.domain.facts import Order
from orders_tui.ui.key_hint import key_hint
from tests.ui.desk_app import Console, console


def buttons(hint: Content) -> list[tuple[str, str]]:
    """The words of each button, and the key that it stands for."""
    found = []
    for span in hint.spans:
        action = span.style.meta["@click"] if not isinstance(span.style, str) else ""
        found.append((hint.plain[span.start : span.end], action.removeprefix("app.simulate_key('").removesuffix("')")))
    return found


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Enter open · Esc close", [("Enter open", "enter"), ("Esc close", "escape")]),
        ("^n not this · Ctrl+s save over it", [("^n not this", "ctrl+n"), ("Ctrl+s save over it", "ctrl+s")]),
        ("J K order · a those that fit", [("J", "J"), ("K order", "K"), ("a those that fit", "a")]),
        (
            "← → width · Ctrl+↑ Ctrl+↓ order",
            [("←", "left"), ("→ width", "right"), ("Ctrl+↑", "ctrl+up"), ("Ctrl+↓ order", "ctrl+down")],
        ),
        ("y confirm · n or Esc cancel", [("y confirm", "y"), ("n or", "n"), ("Esc cancel", "escape")]),
        ("Type to find · Letter or Enter selects", [("Letter or Enter selects", "enter")]),
        (
            "] next topic · / search · ? guide",
            [("] next topic", "right_square_bracket"), ("/ search", "slash"), ("? guide", "question_mark")],
        ),
        ("Space show · Enter copy + record", [("Space show", "space"), ("Enter copy + record", "enter")]),
        ("what is done by then stays", []),
    ],
)
def test_the_words_of_a_key_are_its_button(text: str, keys: list[tuple[str, str]]) -> None:
    hint = key_hint(text)
    assert hint.plain == text
    assert buttons(hint) == keys


async def clicked(desk: Console, words: str) -> None:
    """Click on words of the dialog."""
    y = next(at for at, line in enumerate(desk.lines) if words in line)
    await desk.pilot.click(offset=(desk.lines[y].index(words), y))
    await desk.settle()


async def test_what_a_key_does_is_done_with_a_click(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("f", "f")
        await desk.type("cod")
        await clicked(desk, "^n not this")
        await clicked(desk, "^s show")
        assert desk.screen.order_query.excluded_values("method") == {"cod"}
        await desk.press("V", "down")
        await clicked(desk, "Ctrl+↓")
        await clicked(desk, "Esc close")
        assert not desk.asked
        assert desk.screen.panes.facets.queues[2].title == "Check payment"
