"""The guide in the console: the ways to it, its topics, and what it looks like."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.guide.topics import TOPICS, title
from orders_tui.ui.screens.guide import GuideDialog, GuidePage, Topics
from tests.ui.desk_app import NARROW, WIDE, Console, console
from tests.ui.golden import assert_golden

pytestmark = pytest.mark.painted


def topic(desk: Console) -> str:
    return desk.app.screen.query_one(GuidePage).topic


async def test_the_help_leads_to_the_guide_and_the_guide_back_to_the_list(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("question_mark", "question_mark")
        assert isinstance(desk.app.screen, GuideDialog)
        assert all(title(name) in desk.text for name in TOPICS)
        await desk.press("escape")
        assert not desk.asked


async def test_the_palette_leads_to_the_guide(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("colon")
        await desk.type("guide")
        await desk.press("enter")
        assert isinstance(desk.app.screen, GuideDialog)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_topic_is_read_and_left_again(path: Path, shop: dict[str, Order], size: tuple[int, int]) -> None:
    async with console(path, size) as desk:
        await desk.press("question_mark", "question_mark", "j", "j", "enter")
        assert (topic(desk), isinstance(desk.app.focused, GuidePage)) == ("statuses", True)
        assert "Order status" in desk.text
        await desk.press("G")
        assert desk.app.screen.query_one(GuidePage).scroll_y > 0
        await desk.press("right_square_bracket")
        assert (topic(desk), desk.app.screen.query_one(GuidePage).scroll_y) == ("keys", 0)
        await desk.press("left_square_bracket", "left_square_bracket")
        assert topic(desk) == "page"
        await desk.press("escape")
        assert isinstance(desk.app.focused, Topics)
        await desk.press("q")
        assert not desk.asked


async def test_the_first_topic_follows_on_the_last(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("question_mark", "question_mark", "left_square_bracket")
        assert topic(desk) == TOPICS[-1]
        await desk.press("right_square_bracket")
        assert topic(desk) == TOPICS[0]


async def test_nothing_of_a_page_is_cut(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW) as desk:
        await desk.press("question_mark", "question_mark", "enter")
        for name in TOPICS:
            assert topic(desk) == name
            page = desk.app.screen.query_one(GuidePage)
            assert max(line.cell_length for line in page._lines) <= page.text_width, name
            await desk.press("right_square_bracket")


@pytest.mark.parametrize(("scene", "keys"), [("topics", ()), ("page", ("j", "j", "j", "enter"))])
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_guide_looks(
    path: Path, shop: dict[str, Order], size: tuple[int, int], scene: str, keys: tuple[str, ...]
) -> None:
    """Topics at the left and the page beside them, or one of the two; keys without backticks, tables in columns."""
    async with console(path, size) as desk:
        await desk.press("question_mark", "question_mark", *keys)
        assert_golden(desk.app, f"guide_{scene}_{size[0]}")
