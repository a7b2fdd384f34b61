"""What tables in text files have in common, whatever they are tables of: their encodings, and what separates cells."""

import codecs
from collections.abc import Iterable

from orders_tui.domain.text import excerpt
from orders_tui.domain.words import N_, _

WINDOWS = "cp1252"
"""The encoding of a text file that is none of Unicode's."""
DELIMITERS = {",": N_("Comma"), ";": N_("Semicolon"), "\t": N_("Tab"), "|": N_("Bar")}
"""What stands between the cells, one or another of these, and what they are called."""


def delimiter_sign(delimiter: str) -> str:
    """A separator where there is little room: itself, but a tab, which could not be seen, by its name."""
    return _(DELIMITERS[delimiter]) if delimiter == "\t" else excerpt(delimiter)


def delimiter_title(delimiter: str) -> str:
    """A separator by its name, if it has one, and itself."""
    sign = delimiter_sign(delimiter)
    return sign if delimiter not in DELIMITERS or delimiter == "\t" else f"{_(DELIMITERS[delimiter])} {sign}"


def encoding_of(parts: Iterable[bytes]) -> str:
    """Which of the usual encodings a file has, by the name that `codecs` knows.

    Args:
        parts: the file from its beginning on; no more of it is taken than is needed.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    begin = b""
    try:
        for part in parts:
            begin = begin or part
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:  # as the mark of UTF-16 is one too
        return "utf-16" if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else WINDOWS
    # It reads files without the mark as well, and takes the mark off others.
    return "utf-8-sig"


def decoded(raw: bytes) -> str:
    """The text of a whole file; what does not fit its encoding is replaced."""
    return raw.decode(encoding_of([raw]), errors="replace")
