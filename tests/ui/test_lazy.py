"""Imports that are put off."""

import subprocess
import sys

from orders_tui.ui.lazy import LazyModule


def test_a_module_is_imported_when_something_of_it_is_used() -> None:
    assert LazyModule("colorsys").rgb_to_hsv(0, 0, 0) == (0, 0, 0)


def test_the_first_frame_waits_for_no_dialog() -> None:
    asks = "import sys, orders_tui.ui.app; print([name for name in sys.modules if name.startswith('orders_tui.')])"
    loaded = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True).stdout
    assert "orders_tui.ui.main.screen" in loaded
    for late in (
        "ui.screens.answers",
        "ui.screens.choice",
        "ui.screens.confirm",
        "ui.screens.dates",
        "ui.screens.help",
        "ui.screens.order_form",
        "ui.main.palette",
        "exchange",
    ):
        assert f"orders_tui.{late}'" not in loaded
