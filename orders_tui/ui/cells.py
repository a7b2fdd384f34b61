"""Texts cut to the cells of a terminal; it loads no Textual, so that the command line cuts as the console does."""

from rich.cells import cell_len, set_cell_size

_JOINER = "\u200d"


def cut(text: str, cells: int) -> str:
    """The text, at most so many terminal cells wide, with an ellipsis where it was cut."""
    # A joiner at the end would swallow the blank or the letter that follows it.
    text = text.rstrip(_JOINER)
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip(f" {_JOINER}") + "…" if cells > 0 else ""
