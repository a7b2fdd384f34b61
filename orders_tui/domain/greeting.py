"""By which name a buyer is greeted: the first one, with the title that stands before it."""

from itertools import takewhile

from orders_tui.domain.text import plain

_TITLES = frozenset(
    "h hj hajjah haji kh ust ustad ustadz ustadzah bu ibu pak bapak bpk ny nyonya tn tuan sdr sdri saudara saudari"
    " mas mbak mba kak kakak bang abang mbah om tante kang teh cak nona nn dr dra drs drg drh ir prof"
    " mr mrs ms miss rd raden i ni gusti".split()
)
"""Words that are no name by themselves: forms of address, titles, and the particles of Balinese names."""


def greeted_name(name: str) -> str:
    """The first word of a name that is one, with what stands before it: `Hj. Nurjannah`; empty for no name.

    A name that was written without any capital gets them.
    """
    words = plain(name).split()
    # A name of titles alone, such as `Ibu`, is greeted by all of them.
    before = list(takewhile(_leads_to_name, words))
    greeted = [word.rstrip(",;") for word in words[: len(before) + 1]]
    return " ".join(word.capitalize() if name.islower() else word for word in greeted)


def _leads_to_name(word: str) -> bool:
    """Whether a name comes after the word: it is a title, or shortened."""
    return word.endswith(".") or len(word) == 1 or word.casefold() in _TITLES
