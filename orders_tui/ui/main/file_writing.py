"""Files that a person has written: where is asked, and before one is replaced."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.os_faults import reason
from orders_tui.domain.words import _
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.exchange import files
    from orders_tui.ui.screens import confirm, file_name
    from orders_tui.ui.widgets import path_field
else:
    files = LazyModule("orders_tui.exchange.files")
    confirm = LazyModule("orders_tui.ui.screens.confirm")
    file_name = LazyModule("orders_tui.ui.screens.file_name")
    path_field = LazyModule("orders_tui.ui.widgets.path_field")


class FileWriting:
    """Writes files where a person says, and asks before one is replaced."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    async def write(
        self,
        title: Content,
        suggested: Path,
        make: Callable[[], str],
        record: Callable[[], Awaitable[object]] | None = None,
    ) -> Path | None:
        """Ask for the file and write what is made; None where a person cancels.

        Args:
            title: what is written.
            suggested: the file that is proposed.
            make: makes the text.
            record: notes that the file is written; awaited before, so that none is written without a record.

        Raises:
            RuleBroken: if the file cannot be written.
        """
        file = await self._ask(file_name.FileDialog(title, suggested))
        if file is None or not await self.may_take(file):
            return None
        # Made before it is recorded: what cannot be made was not printed.
        text = await asyncio.to_thread(make)
        if record is not None:
            await record()
        try:
            await asyncio.to_thread(files.replace_file, file, text)
        except OSError as error:
            raise not_written(file, error) from error
        return file

    async def may_take(self, file: Path) -> bool:
        """Whether there is no such file yet, or the person lets it be replaced.

        Raises:
            RuleBroken: if there can be none.
        """
        if await asyncio.to_thread(_is_free, file):
            return True
        question = Content(_("{path} already exists. Replace it?").format(path=path_field.written(file)))
        dialog = confirm.ConfirmDialog(question, _("Replace"), no=_("Go back"), destructive=True)
        return await self._ask(dialog) is True


def _is_free(path: Path) -> bool:
    """Whether there is no file of this name.

    Raises:
        RuleBroken: if there cannot be one.
    """
    if fault := path_field.fault_of(path):
        raise RuleBroken(fault)
    # A link that leads nowhere takes the name, too.
    return not path.exists() and not path.is_symlink()


def not_written(path: Path, error: OSError) -> RuleBroken:
    """That a file cannot be written, and why."""
    text = _("{path} cannot be written: {error}.")
    return RuleBroken(text.format(path=path_field.written(path), error=reason(error)))
