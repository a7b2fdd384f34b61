"""What the tests of the console start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual._compositor import Compositor

from orders_tui.domain.facts import Order
from orders_tui.ui.terminal import typeahead
from tests.ui import rest
from tests.ui.desk_app import shop_at
from tests.ui.found_once import found_once
from tests.ui.golden import unpainted


@pytest.fixture(autouse=True, scope="session")
def _found_once() -> Iterator[None]:
    """Each console has the same style sheets: they are parsed for the first one, as Textual keeps them within one."""
    with found_once():
        yield


@pytest.fixture(autouse=True, scope="session")
def _rest_is_known() -> Iterator[None]:
    """Pilots wait for what is known of a console, rather than for an idle process."""
    with rest.known():
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of the test lies."""
    return tmp_path / "orders.db"


@pytest.fixture
def shop(path: Path) -> dict[str, Order]:
    """The small shop at the path, by the buyers' first names."""
    return shop_at(path)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that shows everything, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("ORDERS_TUI_MARKS", "unicode")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("ORDERS_TUI_CLIPBOARD", "osc52")  # never that of the person who runs the tests


@pytest.fixture(autouse=True)
def _threads_of_others() -> None:
    """No test waits for what another one left to a thread."""
    rest.forget()


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys wait for what they must wait for, however busy the machine is; the tests of the limits set their own."""
    monkeypatch.setattr(typeahead, "HANDLING_LIMIT", 60.0)
    monkeypatch.setattr(typeahead, "HOLD_LIMIT", 60.0)


@pytest.fixture(autouse=True)
def _unpainted(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """No screen is painted for a terminal that is not there; what is to be seen is drawn where a test asks for it.

    That is a third of the time of a test. Those of how a screen is painted, or of what shines through it, are marked.
    """
    if request.node.get_closest_marker("painted"):
        return
    monkeypatch.setattr(Compositor, "render_update", unpainted)
