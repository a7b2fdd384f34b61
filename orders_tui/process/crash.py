"""What is written down about an error: its kind and its place in the code, never its text, never a value."""

import os
import secrets
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.process.folders import state_folder

_FULL = 1_000_000
_FRAMES = 60


class CrashLog:
    """A file of errors that only its owner can read."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or state_folder()
        self.path = self._folder / "crash.log"

    def record(self, error: BaseException) -> str:
        """Write the error down and return how a person names the entry: a reference and where the log is."""
        # What a person quotes, so that the entry is found by it.
        reference = secrets.token_hex(4)
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            self._append("\n".join([f"{moment} {reference}", *_lines(error), "\n"]))
        except OSError:
            return _("reference {reference}; the log could not be written").format(reference=reference)
        return _("reference {reference}, log {path}").format(reference=reference, path=show(str(self.path)))

    def sentence(self, error: BaseException) -> str:
        """Write the error down and say that the program stopped because of it."""
        return _("The program stopped because of an error ({entry}).").format(entry=self.record(error))

    def catch_all(self) -> None:
        """Take every error that nobody catches, in any thread, off the terminal and into this log."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda failure: self._unseen(failure.exc_value)
        sys.unraisablehook = lambda failure: self._unseen(failure.exc_value)

    def _uncaught(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if not isinstance(error, KeyboardInterrupt):
            print(self.sentence(error), file=sys.stderr)

    def _unseen(self, error: BaseException | None) -> None:
        if error is not None:
            self.record(error)

    def _append(self, entry: str) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        if self.path.exists() and self.path.stat().st_size > _FULL:
            # One older file is kept, so that the folder never takes more than two of this size.
            self.path.replace(self.path.with_name("crash.log.1"))
        # Not through a link: somebody else's file would be written to.
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.open(self.path, flags, 0o600)
        try:
            # One that is there already may have other rights.
            os.fchmod(file, 0o600)
            os.write(file, entry.encode("utf-8", "backslashreplace"))
        finally:
            os.close(file)


def _lines(error: BaseException) -> Iterator[str]:
    """The error and those that led to it, the last one first: kinds and places."""
    for each in _chain(error):
        yield f"  {type(each).__module__}.{type(each).__qualname__}"
        # The innermost calls are where it happened; a runaway recursion must not fill the log.
        for frame, line in list(traceback.walk_tb(each.__traceback__))[-_FRAMES:]:
            yield f"    {frame.f_code.co_filename}:{line} {frame.f_code.co_qualname}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += each.exceptions if isinstance(each, BaseExceptionGroup) else []
        # As Python prints it: what was raised from another error names that, else the one that was being handled.
        waiting.append(each.__cause__ or each.__context__)
