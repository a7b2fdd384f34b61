"""Columns of text on a terminal, measured in cells as the console measures them."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

GAP = "  "


def columns(rows: Iterable[Sequence[str]], widths: Sequence[int], right: frozenset[int]) -> Iterator[str]:
    """The rows as lines whose columns stand under each other.

    Args:
        rows: texts that are fit for a terminal.
        widths: how many cells each column has at least.
        right: the columns that are aligned to the right.
    """
    for row in rows:
        parts = [
            " " * (width - cell_len(text)) + text if at in right else text + " " * (width - cell_len(text))
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield GAP.join(parts).rstrip()
