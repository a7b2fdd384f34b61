"""Golden screens: what an app shows, as plain text, held against a file in `golden/`.

Run the tests with `UPDATE_GOLDEN=1` to write the files anew; then read the difference.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.segment import Segment
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen

FOLDER = Path(__file__).parent / "golden"


def screen_lines(app: App[Any]) -> list[str]:
    """The lines that the app's screen shows, without their colours and the blanks at their ends."""
    visible_screen_stack.set(app._background_screens)  # who draws a dialog takes what lies behind it from here, once
    with patch.object(BackgroundScreen, "process_segments", staticmethod(_undimmed)):
        return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def _undimmed(segments: Iterable[Segment], _color: Color) -> Iterable[Segment]:
    """Takes the place of what dims a screen behind a dialog, which takes longer than all else."""
    return segments


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


def printed_in(language: str, module: str) -> Any:
    """What the `main` of a module prints as JSON in a process of its own, which speaks this language."""
    program = (
        "from orders_tui.domain.words import use_language\n"
        f"use_language({language!r})\n"
        f"from {module} import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def unpainted(compositor: Compositor, screen_stack: list[Screen[Any]] | None = None, **_wanted: bool) -> None:
    """Takes the place of `Compositor.render_update` where no screen is to be painted for a terminal."""
    visible_screen_stack.set(screen_stack or [])
    compositor._dirty_regions.clear()
