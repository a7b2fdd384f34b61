"""The dialogs about buyers in the smallest terminal, and what a real terminal gets of them."""

import os
import sys
from pathlib import Path

import pexpect
import pytest

from orders_tui.domain.facts import Order
from tests.samples import OWNER
from tests.ui.desk_app import console

pytestmark = pytest.mark.painted


async def test_no_text_of_a_dialog_is_cut(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, (60, 18), OWNER, public_url="https://toko.example/p") as desk:
        for keys in (("m",), ("escape", "y"), ("escape", "p"), ("w",), ("escape", "m", "e"), ("enter",)):
            await desk.press(*keys)
            assert desk.dialog[-1].strip() or desk.dialog[-2].strip(), "the keys stand at the foot"
            assert max(map(len, desk.dialog)) <= 60


def test_a_real_terminal_gets_the_link_and_the_text(path: Path, shop: dict[str, Order]) -> None:
    """What a terminal opens by itself (OSC 8), and puts into the clipboard (OSC 52), in the language of the shop."""
    environ = {**os.environ, "ORDERS_TUI_CLIPBOARD": "osc52", "COLUMNS": "140", "LINES": "40"}
    program = pexpect.spawn(
        sys.executable,
        ["-m", "orders_tui", "--db", str(path), "--lang", "id"],
        dimensions=(40, 140),
        env=environ,
        timeout=30,
    )
    program.expect_exact(b"Gita")
    program.send("m")
    program.expect(rb"\x1b\]8;[^;]*;https://wa\.me/6281211110007\?text=Hello%20Gita[^\x1b]*\x1b\\")
    program.expect_exact(b"\x1b]8;;\x1b\\")
    program.send("\r")
    program.expect(rb"\x1b\]52;c;[A-Za-z0-9+/=]+\x07")
    program.send("\x11")
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == 0
