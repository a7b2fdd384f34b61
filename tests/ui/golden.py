"""Golden screens: what an app shows, as plain text, held against a file in `golden/`.

Run the tests with `UPDATE_GOLDEN=1` to write the files anew; then read the difference.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.app import App

FOLDER = Path(__file__).parent / "golden"


def screen_lines(app: App[Any]) -> list[str]:
    """The lines that the app's screen shows, without their colours and the blanks at their ends."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def assert_golden(app: App[Any], name: str) -> None:
    """Hold what the app shows against the file of this name."""
    assert_golden_lines(screen_lines(app), name)


def assert_golden_lines(lines: Sequence[str], name: str) -> None:
    """Hold these lines against the file of this name."""
    shown = "\n".join(lines).rstrip() + "\n"
    file = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown, encoding="utf-8")
    assert file.is_file(), f"no golden screen {file.name} yet: run with UPDATE_GOLDEN=1"
    assert shown == file.read_text(encoding="utf-8")
