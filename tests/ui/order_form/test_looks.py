"""What the order form looks like in the smallest terminal, in both languages."""

from pathlib import Path

import pytest

from orders_tui.domain import words
from orders_tui.domain.facts import Order
from tests.samples import COURSE, HONEY
from tests.store.shop import changed, opened
from tests.ui.desk_app import console
from tests.ui.golden import assert_golden

pytestmark = pytest.mark.painted

SMALLEST = (60, 18)
"""The larger sizes are seen with every other dialog."""

SCENES: dict[str, tuple[str, ...]] = {"new": ("a",), "edit": ("e",), "wrong": ("a", "ctrl+s")}
"""Each scene by the keys that lead to it.

new: the store of the order under the cursor and oneself as handler; a blank line of items; no title cut; the total.
edit: which order and where it stands; all that it has, a line an item with its sum, a blank line below.
wrong: a sentence below the name and below the item; the rest stays where it was.
"""


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_the_form(
    path: Path,
    shop: dict[str, Order],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    scene: str,
) -> None:
    """See `SCENES` for what must be seen."""
    with opened(path) as store:
        changed(store, shop["Gita"], items=(HONEY, COURSE))
    async with console(path, SMALLEST) as desk:
        # The form is worded when it is opened; the screen below it was worded at its import.
        monkeypatch.setattr(words, "_translations", words._catalogue(language))
        await desk.press(*SCENES[scene])
        assert_golden(desk.app, f"order_form_{scene}_{language}_60")
