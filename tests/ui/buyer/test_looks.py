"""What the dialogs about buyers look like, in both languages, where it is wide and where it is narrow."""

import os
import sys
from pathlib import Path

import pexpect
import pytest

from orders_tui.domain import words
from orders_tui.domain.facts import Order
from orders_tui.domain.templates import MessageStage, PaymentKind, Template
from tests.samples import OWNER
from tests.store.shop import opened
from tests.ui.desk_app import NARROW, WIDE, console
from tests.ui.golden import assert_golden_lines

pytestmark = pytest.mark.painted

SCENES: dict[str, tuple[str, ...]] = {
    "message": ("m",),
    "message_refused": ("k", "m", "t", "down", "down", "down", "down", "down", "enter"),
    "messages": ("space", "space", "m"),
    "other": ("m", "t"),
    "copy": ("y", "down", "down"),
    "page": ("p",),
    "file": ("p", "w"),
    "paper": ("full_stop", "l"),
    "texts": ("m", "e"),
    "text": ("m", "e", "enter"),
    "fields": ("m", "e", "enter", "ctrl+f"),
}
"""Each scene by the keys that lead to it.

message: to whom, which message, its text, the link to the chat, what each key does; nothing is cut.
message_refused: a message whose field is empty says why, where its text and its link would stand.
messages: the same with its place in the row, and the key that skips.
other: every stage, and what the shop has written besides, with its condition.
copy: a letter each, the beginning of each text beside it, the whole address below.
page: way, payment, items, sums; the code beside it where it is wide; no phone, no street.
file: what is written, and where.
paper: the two sizes.
texts: stage by stage, one's own first, what is built in said to be so.
text: conditions above, what it says at the left, what it makes of the order at the right.
fields: each field with what it is called and what the order has.
"""


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["140", "80"])
@pytest.mark.parametrize("scene", SCENES)
async def test_the_dialogs(
    path: Path,
    shop: dict[str, Order],
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    scene: str,
    language: str,
) -> None:
    """See `SCENES` for what must be seen."""
    monkeypatch.setattr(words, "_translations", words._catalogue(language))
    monkeypatch.setenv("HOME", "/home/ratna")
    with opened(path) as store:
        own = Template("Ramah", MessageStage.REMINDER_1, "Halo Kak {first_name} 🙏", PaymentKind.TRANSFER)
        store.messages.save(own, OWNER)
        store.settings.put("buyer_language", language, OWNER, for_shop=True)
    async with console(path, size, OWNER, public_url="https://toko.example/p") as desk:
        await desk.press(*SCENES[scene])
        assert_golden_lines(desk.dialog, f"buyer_{scene}_{size[0]}_{language}")


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
