"""What is on the screen is styled once: as it is mounted, and one by one where the focus goes."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.dom import DOMNode

from orders_tui.ui.appearance import SteadySheets
from tests.ui.desk_app import console, shop_at


class Styled:
    """Notes what is styled anew, all together each time."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.together: list[list[DOMNode]] = []
        style = SteadySheets.update_nodes

        def noted(sheets: SteadySheets, nodes: Iterable[DOMNode], animate: bool = False) -> None:
            self.together.append(list(nodes))
            style(sheets, self.together[-1], animate)

        patch.setattr(SteadySheets, "update_nodes", noted)

    @property
    def most(self) -> int:
        """The most widgets that were styled anew together."""
        return max(map(len, self.together), default=0)


@pytest.fixture
def styled(monkeypatch: pytest.MonkeyPatch) -> Styled:
    return Styled(monkeypatch)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_nothing_of_the_console_is_styled_twice_at_its_start(
    path: Path, styled: Styled, size: tuple[int, int]
) -> None:
    shop_at(path)
    async with console(path, size):
        assert not styled.together


# A menu, a form with a sheet of its own, and a dialog whose widgets take classes of their own.
@pytest.mark.parametrize("key", ["full_stop", "a", "m", "s", "comma"])
@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_dialog_styles_nothing_twice_and_nothing_behind_it(
    path: Path, styled: Styled, key: str, size: tuple[int, int]
) -> None:
    shop_at(path)
    async with console(path, size) as desk:
        behind = desk.screen
        styled.together.clear()
        await desk.press(key)
        assert desk.app.screen is not behind
        assert styled.most <= 2  # what has the focus, with what lies in it
        assert not [nodes for nodes in styled.together if behind in nodes or desk.app in nodes]


async def test_another_theme_styles_all(path: Path, styled: Styled) -> None:
    shop_at(path)
    async with console(path) as desk:
        styled.together.clear()
        table = desk.screen.orders.table
        before = table.rich_style
        desk.app.theme = "orders-light"
        await desk.settle()
        assert table.rich_style != before
        assert any(table in nodes for nodes in styled.together)
