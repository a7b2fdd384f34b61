"""Textual's own table, with as many columns as the list of orders: `python -m tests.bench.peers.table ROWS`."""

import sys
from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import DataTable

_COLUMNS = ("Order ID", "Customer", "Status", "Payment", "Method", "Store", "Courier", "Handler", "Total", "Ordered")


class Table(App[None]):
    """A `DataTable` over the whole screen."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        table: DataTable[str] = DataTable(cursor_type="row", zebra_stripes=True)
        yield table

    def on_mount(self) -> None:
        table: Any = self.query_one(DataTable)
        table.add_columns(*_COLUMNS)
        table.add_rows([_row(number) for number in range(self._rows)])
        table.focus()


def _row(number: int) -> tuple[str, ...]:
    middle = ("Pending", "Unpaid", "Bank transfer", "Toko Sehat", "SiCepat", "sari")
    return (f"{number:012}", f"Customer {number}", *middle, f"Rp {number * 997:,}", "22 Nov 09:15")


if __name__ == "__main__":
    Table(int(sys.argv[1])).run()
