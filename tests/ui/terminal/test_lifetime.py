"""The console on a real terminal: what it survives, how it ends, and what it leaves behind."""

import os
import random
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from orders_tui.ui.terminal.output import RESTORE

APP = Path(__file__).parents[1] / "apps" / "mortal.py"
CANARY = "siti-0812"
PATIENCE = 20.0
AGAIN = 1.0
"""Seconds after which a person presses once more a key that did nothing."""
LOGIN = """
import os, signal, sys
os.login_tty(0)
if sys.argv[1] == "nohup":
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
os.execv(sys.argv[2], sys.argv[2:])
"""
SHELL = 'stty -g; "$@"; echo "exit=$?"; stty -g; echo gone; read line'


class Terminal:
    """A terminal of its own in which one console runs, inside a shell or as the first process."""

    def __init__(self, folder: Path, *, grace: float, shell: bool, nohup: bool) -> None:
        self.folder = folder
        self.output = b""
        self.screen = pyte.Screen(100, 30)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = os.openpty()
        self.resize(100, 30)
        app = [sys.executable, str(APP), str(folder), str(grace)]
        command = ["/bin/sh", "-c", SHELL, "sh", *app] if shell else app
        login = [sys.executable, "-S", "-c", LOGIN, "nohup" if nohup else "", *command]
        environ = {**os.environ, "TERM": "xterm-256color"}
        self.process = subprocess.Popen(login, stdin=slave, stdout=slave, stderr=slave, env=environ)
        os.close(slave)
        self.until(lambda: self.shows("ready"))

    def shows(self, text: str) -> bool:
        return any(text in line for line in self.screen.display)

    def until(self, done: Callable[[], bool]) -> None:
        """Read the console's output until the condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert self._read(max(0.0, deadline - time.monotonic())), self.screen.display

    def press_until(self, key: bytes, done: Callable[[], bool]) -> None:
        """Press a key, again each time that the console answers with nothing, until the condition holds."""
        deadline = time.monotonic() + PATIENCE
        self.send(key)
        while not done():
            if not self._read(AGAIN):
                assert time.monotonic() < deadline, self.screen.display
                self.send(key)

    def _read(self, seconds: float) -> bool:
        """Whether the console wrote something within this time."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        self._take(os.read(self._master, 65536))
        return True

    def rest(self) -> bytes:
        """All output, once nobody is left to write any."""
        try:
            while data := os.read(self._master, 65536):
                self._take(data)
        except OSError:
            pass  # so a terminal says that nobody is at its other end
        return self.output

    def _take(self, data: bytes) -> None:
        self.output += data
        self._stream.feed(data)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        termios.tcsetwinsize(self._master, (height, width))

    def send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._master, data) :]

    def kill(self, number: signal.Signals) -> None:
        os.kill(int((self.folder / "pid").read_text()), number)

    def shell_report(self) -> tuple[int, bool]:
        """The exit code that the shell saw, and whether the terminal was given back as it was."""
        self.until(lambda: b"gone" in self.output)
        lines = self.output.split(b"\r\n")
        code = next(line for line in lines if b"exit=" in line).partition(b"exit=")[2]
        return int(code), lines[0] == lines[lines.index(b"gone") - 1]

    def exit_code(self) -> int:
        return self.process.wait(PATIENCE)

    def hang_up(self) -> None:
        os.close(self._master)
        self._master = -1

    def close(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        if self._master >= 0:
            self.hang_up()
        self.process.wait()


Open = Callable[..., Terminal]


@pytest.fixture(name="open_terminal")
def _open_terminal(tmp_path: Path) -> Iterator[Open]:
    opened: list[Terminal] = []

    def opener(*, grace: float = 5.0, shell: bool = False, nohup: bool = False) -> Terminal:
        opened.append(Terminal(tmp_path, grace=grace, shell=shell, nohup=nohup))
        return opened[-1]

    yield opener
    for terminal in opened:
        terminal.close()


def garbage() -> bytes:
    noise = random.Random(8).randbytes(3000)
    # Not ctrl+q, not the keys with which the app harms itself, no paste that swallows what follows.
    return noise.translate(None, b"\x11cftuw[")


@pytest.mark.parametrize(
    "nuisance",
    [
        pytest.param(b"\xff", id="one byte"),
        pytest.param("é".encode("latin-1") + b"a", id="latin-1"),
        pytest.param(b"\x1b[M \xe0\xf1", id="old mouse report"),
        pytest.param(b"\x1b[99999999999u\x1b[97:65;2u\x1b[;;u\x1b[1:2;3:4u", id="keys out of range"),
        pytest.param(garbage(), id="noise"),
    ],
)
def test_nothing_typed_can_end_the_console(open_terminal: Open, nuisance: bytes) -> None:
    terminal = open_terminal()
    terminal.send(nuisance)
    # What began as a sequence of keys may take in the first that follow, more of them the busier the machine is.
    terminal.press_until(b"z", lambda: terminal.shows("pressed z"))
    assert terminal.process.poll() is None


def test_quitting_gives_the_terminal_back(open_terminal: Open) -> None:
    terminal = open_terminal(shell=True)
    terminal.send(b"\x11")
    assert terminal.shell_report() == (0, True)
    assert_modes_undone(terminal.output)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT])
def test_a_signal_ends_tidily(open_terminal: Open, number: signal.Signals) -> None:
    terminal = open_terminal(shell=True)
    terminal.kill(number)
    assert terminal.shell_report() == (128 + number, True)
    assert_modes_undone(terminal.output)
    assert (terminal.folder / "kept").exists()


def test_a_stray_stop_or_continue_changes_nothing(open_terminal: Open) -> None:
    terminal = open_terminal(shell=True)
    terminal.kill(signal.SIGCONT)
    terminal.kill(signal.SIGTSTP)
    terminal.kill(signal.SIGCONT)
    terminal.send(b"z")
    terminal.until(lambda: terminal.shows("pressed z"))
    terminal.send(b"\x11")
    assert terminal.shell_report() == (0, True)


@pytest.mark.parametrize("nohup", [False, True], ids=["heard", "ignored"])
def test_a_hang_up_ends_the_console_after_keeping_what_was_typed(open_terminal: Open, nohup: bool) -> None:
    terminal = open_terminal(nohup=nohup)
    terminal.hang_up()
    assert terminal.exit_code() == 128 + signal.SIGHUP
    assert (terminal.folder / "kept").exists()


def test_a_signal_that_was_ignored_stays_ignored(open_terminal: Open) -> None:
    terminal = open_terminal(nohup=True)
    terminal.kill(signal.SIGHUP)
    terminal.send(b"z")
    terminal.until(lambda: terminal.shows("pressed z"))


def test_a_stalled_line_does_not_hold_the_end_up(open_terminal: Open) -> None:
    terminal = open_terminal(grace=PATIENCE)
    terminal.send(b"f")
    terminal.until(lambda: b"flood" in terminal.output)
    terminal.kill(signal.SIGTERM)
    assert terminal.exit_code() == 128 + signal.SIGTERM
    assert (terminal.folder / "kept").exists()
    assert terminal.rest().endswith(RESTORE)


def test_a_stuck_screen_is_ended_for_it(open_terminal: Open) -> None:
    terminal = open_terminal(grace=0.2, shell=True)
    terminal.send(b"u")
    terminal.until(lambda: b"screen stuck" in terminal.output)
    terminal.kill(signal.SIGTERM)
    assert terminal.shell_report() == (128 + signal.SIGTERM, True)
    assert RESTORE in terminal.output


def test_a_stuck_worker_is_ended_for_it(open_terminal: Open) -> None:
    terminal = open_terminal(grace=1.0, shell=True)
    terminal.send(b"w")
    terminal.until(lambda: terminal.shows("thread stuck"))
    terminal.kill(signal.SIGTERM)
    assert terminal.shell_report() == (128 + signal.SIGTERM, True)
    assert (terminal.folder / "kept").exists()


def test_a_crash_says_one_sentence_and_no_data(open_terminal: Open) -> None:
    terminal = open_terminal(shell=True)
    terminal.send(b"c")
    assert terminal.shell_report() == (1, True)
    log = terminal.folder / "crash.log"
    assert re.search(
        rb"The program stopped because of an error \(reference [0-9a-f]{8}, log %s\)\.\r\nexit=1"
        % re.escape(os.fsencode(log)),
        terminal.output,
    )
    assert "builtins.ValueError" in log.read_text()
    assert "Mortal.key_c" in log.read_text()
    assert CANARY not in log.read_text()
    assert CANARY.encode() not in terminal.output


def test_a_failing_worker_is_told_and_logged_and_the_console_goes_on(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.send(b"t")
    terminal.until(lambda: terminal.shows("Something went wrong"))
    terminal.send(b"z")
    terminal.until(lambda: terminal.shows("pressed z"))
    log = (terminal.folder / "crash.log").read_text()
    assert "builtins.LookupError" in log
    assert "Mortal.fail_in_a_thread" in log
    assert CANARY not in log
    assert CANARY.encode() not in terminal.output


def test_an_error_in_a_bare_thread_is_logged_and_not_shown(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.send(b"b")
    terminal.until(lambda: terminal.shows("thread failed"))
    log = terminal.folder / "crash.log"
    terminal.until(lambda: log.exists() and "Mortal.fail_unseen" in log.read_text())
    assert CANARY not in log.read_text()
    assert CANARY.encode() not in terminal.output
    assert b"Traceback" not in terminal.output


def test_a_small_terminal_shows_one_line_until_it_grows(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.send(b"y")
    terminal.until(lambda: terminal.shows("pressed y"))
    terminal.resize(59, 18)
    terminal.until(lambda: terminal.shows("Terminal too small: 60×18 needed, this is 59×18"))
    assert sum(bool(line.strip()) for line in terminal.screen.display) == 1
    # The size comes the same way as the key, so that the key has been dropped once the size is seen.
    terminal.send(b"z\x1b[48;3;50;30;500t")
    terminal.until(lambda: terminal.shows("this is 50×3"))
    terminal.resize(60, 18)
    terminal.until(lambda: terminal.shows("pressed y"))
    assert not terminal.shows("Terminal too small")


def test_a_paste_without_marks_is_a_paste(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.send(b"Rp 1.250.000")
    terminal.until(lambda: terminal.shows("pasted Rp 1.250.000"))
    terminal.send(b"j" * 20 + b"z")
    terminal.until(lambda: terminal.shows("pressed z"))


def test_keys_in_flight_while_the_terminal_is_small_for_a_moment_do_not_stop_those_after(open_terminal: Open) -> None:
    terminal = open_terminal()
    small, large = b"\x1b[48;3;50;30;500t", b"\x1b[48;30;100;300;1000t"
    for _time in range(8):
        terminal.send(b"y" * 5 + small)
        terminal.until(lambda: terminal.shows("Terminal too small"))
        terminal.send(large)
        terminal.until(lambda: not terminal.shows("Terminal too small"))
    terminal.send(b"z")
    terminal.until(lambda: terminal.shows("pressed z"))


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    command = [sys.executable, str(APP), str(tmp_path), "5"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("The console needs a terminal")
    assert len(done.stderr.splitlines()) == 1


def assert_modes_undone(output: bytes) -> None:
    for mode in (b"1000", b"1003", b"1004", b"1006", b"1015", b"1016", b"1049", b"2004"):
        assert output.rfind(b"\x1b[?" + mode + b"l") > output.rfind(b"\x1b[?" + mode + b"h")
    for mode in (b"7", b"25"):
        assert output.rfind(b"\x1b[?" + mode + b"h") > output.rfind(b"\x1b[?" + mode + b"l")
    assert output.rfind(b"\x1b[<u") > output.rfind(b"\x1b[>")
