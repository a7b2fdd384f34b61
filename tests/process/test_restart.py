"""The program carries out its call anew where other settings are to hold at once."""

import signal
import sys
from pathlib import Path

import pexpect
import pytest

from orders_tui.process.restart import without_language


@pytest.mark.parametrize(
    ("arguments", "others"),
    [
        (["--lang", "en", "--db", "x"], ["--db", "x"]),
        (["--db", "x", "--lang=id"], ["--db", "x"]),
        (["--lang"], []),
        (["--language"], ["--language"]),
    ],
)
def test_a_language_that_the_call_named_gives_way(arguments: list[str], others: list[str]) -> None:
    assert without_language(arguments) == others


def test_what_the_first_start_is_told_holds_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("ORDERS_TUI_LANG", "en")
    call = ["-m", "orders_tui", "--unsafe-sqlite", "--lang", "en", "--db", str(tmp_path / "new.db")]
    console = pexpect.spawn(sys.executable, call, dimensions=(24, 80), timeout=60)
    console.expect("What is your shop called")
    console.send("Toko Uji")
    console.expect("Uji")
    console.send("\t\t\x1b[C")
    console.expect("Bahasa Indonesia")
    console.send("\t\x1b[C")
    console.expect("messages of forms")
    console.send("\r")
    console.expect("Formulir dan gateway")
    console.send("\x1b")
    console.expect("Toko Uji")
    console.expect("Belum ada pesanan")
    console.send("q")
    console.expect(pexpect.EOF)
    console.kill(signal.SIGKILL)
