"""What a courier's words about a parcel mean."""

import re

from orders_tui.domain.patterns import pattern

_RETURNING = pattern(
    r"\bretur(n|ned|ning)?\b|\brts\b|\bdi ?(retur|kembalikan)\b|\bpengembalian\b"
    r"|kembali(kan)? (ke|kepada) (pengirim|seller)",
    re.IGNORECASE,
)
_NOT = pattern(r"\b(not|no|tidak|belum|bukan|batal)\b[^.,;]{0,12}$", re.IGNORECASE)


def is_returning(words: str) -> bool:
    """Whether they say that the parcel is on its way back to the sender."""
    found = _RETURNING.search(words)
    # "Not returned", "batal retur": a word that denies stands close before it, in the same clause.
    return found is not None and not _NOT.search(words[: found.start()])
