"""Every screen and every dialog at three widths in both languages, as readable text."""

import pkgutil
from importlib import import_module

import pytest

from orders_tui.ui import screens
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.screens.options_dialog import OptionsDialog
from orders_tui.ui.screens.progress import ProgressDialog
from orders_tui.ui.screens.skipped import Question
from tests.ui.every_screen import SIZES, in_a_process
from tests.ui.golden import assert_golden_lines

_SHARED = {Dialog, OptionsDialog, Question}
"""What others are made from."""
_MOVING = {ProgressDialog}
"""What is never twice the same; it has a test of its own."""


def every_dialog() -> set[str]:
    """The names of all dialogs of the program."""
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    found: set[type] = set()
    waiting: list[type] = [Dialog]
    while waiting:
        found.add(each := waiting.pop())
        made: list[type] = each.__subclasses__()
        waiting += [one for one in made if one.__module__.startswith("orders_tui.")]
    return {each.__name__ for each in found - _SHARED - _MOVING}


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_screen_and_every_dialog(language: str) -> None:
    """Nothing is clipped or cramped; no word is of the other language but those of orders and files."""
    shown, classes = in_a_process(language)
    assert every_dialog() <= set(classes)
    for size in SIZES:
        lines = [line for name, scene in shown[size].items() for line in (f"=== {name} ===", *scene, "")]
        assert_golden_lines([line.rstrip() for line in lines], f"every_screen_{size}_{language}")
