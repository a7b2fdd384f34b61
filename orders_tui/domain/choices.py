"""Words of a fixed set as a person types them: the word itself or its label in any language, and the nearest to others.

A set is a mapping from each of its words to the label before translation.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from orders_tui.domain.words import LANGUAGES, _, in_every_language, language

Word = TypeVar("Word", bound=str)

_SPOKEN = re.compile(r"[\w-]+")
"""Letters, digits and dashes: what can be typed as one word without quotes."""
_PART = 3
"""The shortest text that counts as near because it is a part of a longer one."""
_LIKENESS = 0.65
"""How alike two words must be to count as near, from 0 to 1."""


def meant(typed: str, words: Mapping[Word, str]) -> Word | None:
    """The word of the set that was typed, or whose label was; capitals, blanks and dashes make no difference."""
    wanted = _joined(typed)
    # A word itself goes before the label of another one, whatever that is in some language.
    by_word = next((word for word in words if _joined(word) == wanted), None)
    if by_word is not None:
        return by_word
    return next((word for word, label in words.items() if wanted in map(_joined, in_every_language(label))), None)


def spoken_word(word: Word, words: Mapping[Word, str]) -> str:
    """A word of the set as one types it in the language in use, so that it means itself; else the word."""
    said = "-".join(_(words[word]).lower().split()) if language() != LANGUAGES[0] else ""
    return said if _SPOKEN.fullmatch(said) and meant(said, words) == word else word


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """The text that was most likely meant: of whole words of the other first; None where none is near."""
    from difflib import get_close_matches  # wanted only when somebody mistyped

    wanted, texts = typed.casefold(), {text.casefold(): text for text in known}
    # Whole words in common say most, then letters that are alike throughout; a part within a longer word says least.
    words = set(wanted.split())
    if whole := [text for text in texts if _within(words, set(text.split()))]:
        return texts[max(whole, key=lambda text: (len(words & set(text.split())), -len(text)))]
    if found := get_close_matches(wanted, texts, 1, cutoff=_LIKENESS):
        return texts[found[0]]
    parts = [text for text in texts if _shared(wanted, text) >= _PART]
    return texts[max(parts, key=lambda text: _shared(wanted, text))] if parts else None


def nearest_word(typed: str, words: Mapping[Word, str]) -> Word | None:
    """The word of the set that was most likely meant, by itself or by its label; None where none is near."""
    texts: dict[str, Word] = {
        text: word for word, label in words.items() for text in (*in_every_language(label), str(word))
    }
    near = nearest(typed, texts)
    return None if near is None else texts[near]


def nearest_spoken(typed: str, words: Mapping[Word, str]) -> str:
    """The word of `nearest_word` as `spoken_word` writes it; empty where none is near."""
    near = nearest_word(typed, words)
    return "" if near is None else spoken_word(near, words)


def _within(one: set[str], other: set[str]) -> bool:
    """Whether one text has all the words of the other, and more."""
    return bool(one and other) and (one < other or other < one)


def _shared(one: str, other: str) -> int:
    """The length of the shorter text if it is a part of the longer one, else 0."""
    short, long = sorted((one, other), key=len)
    return len(short) if short in long else 0


def _joined(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())
