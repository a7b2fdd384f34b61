"""How well what is typed into a list of commands fits one of them: word by word, never by scattered letters."""

from orders_tui.domain.search import fold

_SHORTEST_PART = 3
"""Characters: a part within a word that is shorter fits by chance."""


def rank(typed: str, label: str, *, words: str = "", about: str = "") -> float:
    """How well a command fits, from 0 for not at all to 1; each word that is typed has to fit something.

    Args:
        typed: what a person wrote.
        label: what the command is called.
        words: what it is known by as well.
        about: a sentence on it.
    """
    texts = fold(label), fold(words).split(), fold(about).split()
    fits = [_fit(word, *texts) for word in fold(typed).split()]
    # The mean, so that a word that fits poorly makes the whole worse, however well the others fit.
    return sum(fits) / len(fits) if fits and all(fits) else 0


def _fit(word: str, label: str, words: list[str], about: list[str]) -> float:
    grades = (
        (1.0, label.startswith(word)),
        (0.95, word in words),
        (0.9, any(each.startswith(word) for each in _apart(label))),
        (0.8, any(each.startswith(word) for each in words)),
        (0.6, any(each.startswith(word) for each in about)),
        (0.4, len(word) >= _SHORTEST_PART and word in label),
    )
    return next((grade for grade, fits in grades if fits), 0)


def _apart(label: str) -> list[str]:
    """The words of a label, without the signs around them."""
    return [word.strip("()…+:·") for word in label.split()]
