"""What the tests of the command line start from."""

import gettext
import os
from pathlib import Path

import pytest

from orders_tui.domain import words
from tests.cli.shop import Shop


@pytest.fixture(autouse=True)
def nobody_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the configuration nor the session of the person who runs the tests takes part in them."""
    for name in [name for name in os.environ if name.startswith(("ORDERS_TUI_", "SUDO_", "SSH_", "LC_"))]:
        monkeypatch.delenv(name)
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(gettext, "_current_domain", "messages")
    # A call that speaks Indonesian must not leave it to the next test.
    monkeypatch.setattr(words, "_translations", words._translations)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop whose database is not made yet."""
    return Shop(tmp_path / "shop.db")
