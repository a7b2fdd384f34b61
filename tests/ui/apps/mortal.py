"""A console of one line that can be made to fail in every way: `mortal.py FOLDER GRACE`."""

import os
import sys
from pathlib import Path
from threading import Event, Thread

from orders_tui.process.environment import private_umask, scrub

scrub(os.environ)
private_umask()

from textual import events, work  # noqa: E402 - reads the environment that was just scrubbed
from textual.app import ComposeResult  # noqa: E402
from textual.widgets import Static  # noqa: E402

from orders_tui.process.crash import CrashLog  # noqa: E402
from orders_tui.ui.terminal.console import ConsoleApp  # noqa: E402
from orders_tui.ui.terminal.lifetime import run  # noqa: E402

CANARY = "siti-0812"


class Mortal(ConsoleApp):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, folder: Path) -> None:
        super().__init__(CrashLog(folder))
        self._folder = folder

    def compose(self) -> ComposeResult:
        yield Static("ready")

    def on_mount(self) -> None:
        (self._folder / "pid").write_text(str(os.getpid()))

    async def keep_unsaved(self) -> None:
        (self._folder / "kept").touch()

    def on_key(self, event: events.Key) -> None:
        self.query_one(Static).update(f"pressed {event.key}")

    def on_paste(self, event: events.Paste) -> None:
        self.query_one(Static).update(f"pasted {event.text}")

    def key_c(self) -> None:
        buyer = CANARY
        raise ValueError(f"no such buyer: {buyer}")

    def key_t(self) -> None:
        self.fail_in_a_thread()

    @work(thread=True)
    def fail_in_a_thread(self) -> None:
        buyer = CANARY
        raise LookupError(f"no such buyer: {buyer}")

    def key_b(self) -> None:
        Thread(target=self.fail_unseen, daemon=True).start()

    def fail_unseen(self) -> None:
        try:
            buyer = CANARY
            raise LookupError(f"no such buyer: {buyer}")
        finally:
            self.call_from_thread(self.query_one(Static).update, "thread failed")

    def key_w(self) -> None:
        self.hang_in_a_thread()

    @work(thread=True)
    def hang_in_a_thread(self) -> None:
        self.call_from_thread(self.query_one(Static).update, "thread stuck")
        Event().wait()

    def key_u(self) -> None:
        if self._driver is not None:
            self._driver.write("screen stuck")
        Event().wait()

    def key_f(self) -> None:
        if self._driver is not None:
            self._driver.write("flood")
            for _ in range(100):
                self._driver.write("x" * 100_000)


if __name__ == "__main__":
    sys.exit(run(lambda: Mortal(Path(sys.argv[1])), grace=float(sys.argv[2])))
