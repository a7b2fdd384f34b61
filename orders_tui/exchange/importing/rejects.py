"""The rows of a file that were refused, with the reasons, ready to be corrected and imported again."""

import csv
from collections.abc import Sequence
from contextlib import ExitStack, closing
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import IO

from orders_tui.domain.file_orders import Decision, Fault, ImportVerdict
from orders_tui.domain.text import show
from orders_tui.exchange.cells import MARK, safe
from orders_tui.exchange.files import replacing
from orders_tui.exchange.importing.own import ERROR
from orders_tui.exchange.importing.tables import FileTable
from orders_tui.exchange.importing.values import is_rounded


class Rejects:
    """A CSV file in the columns of the input, and one more that says what is wrong."""

    def __init__(self, file: IO[bytes], table: FileTable) -> None:
        """Begin the file.

        Args:
            file: where it is written.
            table: the input.
        """
        # Excel, in which the rows are corrected, knows UTF-8 by this mark alone.
        self._text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        self._rows = csv.writer(self._text, delimiter=table.delimiter or ",")
        self._width = len(table.headings)
        self._rows.writerow([*_without_error(table.headings), ERROR])
        self._error = {at for at, heading in enumerate(table.headings) if heading == ERROR}

    def add(self, refused: Decision) -> None:
        """Write the rows of a refused order; the reasons stand in the first."""
        reasons = "; ".join(map(sentence, refused.faults))
        for at, cells in enumerate(refused.order.rows):
            # Filled up, so that the reasons stand in their own column.
            whole = [*cells, *[""] * (self._width - len(cells))]
            kept = [cell for index, cell in enumerate(whole) if index not in self._error]
            self._rows.writerow([*map(_kept_safe, kept), safe(reasons) if at == 0 else ""])

    def close(self) -> None:
        """End it; the file stays open, its owner closes it."""
        self._text.detach()


class RejectsFile:
    """The file of the refused rows: it is made with the first of them, whole once the block has ended."""

    def __init__(self, path: Path | None, table: FileTable) -> None:
        """Make nothing yet.

        Args:
            path: where it is written; nowhere if None.
            table: the input.
        """
        self._path = path
        self._table = table
        self._stack = ExitStack()
        self._rejects: Rejects | None = None

    def __enter__(self) -> "RejectsFile":
        self._stack.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    @property
    def written(self) -> Path | None:
        """Where refused rows are written; None as long as there are none."""
        return None if self._rejects is None else self._path

    def add(self, decisions: Sequence[Decision]) -> None:
        """Write those of the orders that are refused.

        Raises:
            OSError: if the file cannot be written.
        """
        for decision in decisions:
            if decision.verdict is ImportVerdict.REFUSED and self._path is not None:
                if self._rejects is None:
                    file = self._stack.enter_context(replacing(self._path))
                    self._rejects = self._stack.enter_context(closing(Rejects(file, self._table)))
                self._rejects.add(decision)


def sentence(fault: Fault) -> str:
    """A fault in one line: the column, what stands there, and what is wrong with it."""
    return ": ".join(filter(None, [show(fault.column), fault.reason]))


def _kept_safe(cell: str) -> str:
    """A cell as it stood there, but no formula; what marks it as a text is taken off when it is read again."""
    # Marked as a text, a number that was rounded would be taken for the number itself.
    return cell if cell.startswith(MARK) or is_rounded(cell) else safe(cell)


def _without_error(headings: Sequence[str]) -> list[str]:
    return [heading for heading in headings if heading != ERROR]
