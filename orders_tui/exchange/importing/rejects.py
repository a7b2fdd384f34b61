"""The rows of a file that were refused, with the reasons, ready to be corrected and imported again."""

import csv
from collections.abc import Sequence
from io import TextIOWrapper
from typing import IO

from orders_tui.domain.file_orders import Decision, Fault
from orders_tui.domain.text import show
from orders_tui.exchange.cells import MARK, safe
from orders_tui.exchange.importing.own import ERROR
from orders_tui.exchange.importing.tables import Table


class Rejects:
    """A CSV file in the columns of the input, and one more that says what is wrong."""

    def __init__(self, file: IO[bytes], table: Table) -> None:
        """Begin the file.

        Args:
            file: where it is written.
            table: the input.
        """
        self._text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        self._rows = csv.writer(self._text, delimiter=table.delimiter or ",")
        self._width = len(table.headings)
        self._rows.writerow([*_without_error(table.headings), ERROR])
        self._error = {at for at, heading in enumerate(table.headings) if heading == ERROR}

    def add(self, refused: Decision) -> None:
        """Write the rows of a refused order; the reasons stand in the first."""
        reasons = "; ".join(map(sentence, refused.faults))
        for at, cells in enumerate(refused.order.rows):
            whole = [*cells, *[""] * (self._width - len(cells))]
            kept = [cell for place, cell in enumerate(whole) if place not in self._error]
            self._rows.writerow([*map(_kept_safe, kept), safe(reasons) if at == 0 else ""])

    def close(self) -> None:
        """End it; the file stays open, its owner closes it."""
        self._text.detach()


def sentence(fault: Fault) -> str:
    """A fault in one line: the column, what stands there, and what is wrong with it."""
    return ": ".join(filter(None, [show(fault.column), fault.reason]))


def _kept_safe(cell: str) -> str:
    """A cell as it stood there, but no formula; what marks it as a text is taken off when it is read again."""
    return cell if cell.startswith(MARK) else safe(cell)


def _without_error(headings: Sequence[str]) -> list[str]:
    return [heading for heading in headings if heading != ERROR]
