"""What is written down about an error, and above all what is not."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from orders_tui.process.crash import CrashLog

CANARY = "siti-0812"


def fail(text: str) -> None:
    buyer = text
    raise ValueError(buyer)


def caught(text: str = CANARY) -> Exception:
    """An error with a cause, an error on the way to it, and others in a group with it."""
    try:
        try:
            fail(text)
        except ValueError as error:
            raise KeyError(text) from error
    except KeyError as error:
        group = ExceptionGroup(text, [error, OSError(text)])
    return group


def test_the_entry_names_kinds_and_places_only(tmp_path: Path) -> None:
    log = CrashLog(tmp_path)
    entry = log.record(caught())
    written = log.path.read_text()
    for wanted in ("ExceptionGroup", "KeyError", "ValueError", "OSError", f"{__file__}:", " fail\n"):
        assert wanted in written
    assert CANARY not in written
    reference = entry.removeprefix("reference ").partition(",")[0]
    assert reference in written
    assert entry.endswith(f", log {log.path}")


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    log = CrashLog(tmp_path / "state" / "orders")
    log.record(ValueError())
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700


def test_entries_are_added_until_the_file_is_full(tmp_path: Path) -> None:
    log = CrashLog(tmp_path)
    log.record(ValueError())
    log.record(KeyError())
    assert "ValueError" in log.path.read_text()
    log.path.write_text("x" * 1_100_000)
    log.record(KeyError())
    assert log.path.stat().st_size < 1000
    assert (tmp_path / "crash.log.1").stat().st_size == 1_100_000


def test_a_runaway_recursion_does_not_fill_it(tmp_path: Path) -> None:
    def again() -> None:
        again()

    log = CrashLog(tmp_path)
    with pytest.raises(RecursionError) as caught_error:
        again()
    log.record(caught_error.value)
    assert len(log.path.read_text().splitlines()) < 70


def test_a_log_that_cannot_be_written_is_no_second_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "the log could not be written" in CrashLog(tmp_path / "file").record(ValueError(CANARY))


@pytest.mark.parametrize(
    "code",
    [
        "buyer = BUYER; raise ValueError(buyer)",
        "from threading import Thread; Thread(target=lambda: 1 / int(BUYER)).start()",
        "class Buyer:\n def __del__(self): raise ValueError(BUYER)\nBuyer()",
    ],
    ids=["main", "thread", "finalizer"],
)
def test_no_uncaught_error_shows_data(tmp_path: Path, code: str) -> None:
    prelude = (
        "import sys; from pathlib import Path; from orders_tui.process.crash import CrashLog; "
        f"CrashLog(Path(sys.argv[1])).catch_all(); BUYER = {CANARY!r}\n"
    )
    command = [sys.executable, "-c", prelude + code, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert CANARY not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "builtins.ValueError" in (tmp_path / "crash.log").read_text()
    assert CANARY not in (tmp_path / "crash.log").read_text()


def test_it_loads_no_textual() -> None:
    code = "import sys, orders_tui.process.crash; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=20, check=False).returncode == 0
