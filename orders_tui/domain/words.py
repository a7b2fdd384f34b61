"""Translation: every sentence that a person reads passes through `_` or `ngettext`."""

import gettext as _gettext
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

LANGUAGES = ("en", "id")
"""The languages of the program; English is the one its source is written in."""

_LOCALE = Path(__file__).parent.parent / "locale"
_translations: _gettext.NullTranslations = _gettext.NullTranslations()
_meanwhile: ContextVar[_gettext.NullTranslations | None] = ContextVar("_meanwhile", default=None)
"""What is spoken instead inside `speaking`; each thread and each task has its own."""


def use_language(language: str) -> None:
    """Speak `language` (one of `LANGUAGES`) from now on; must run before `orders_tui.ui` is imported."""
    global _translations  # noqa: PLW0603 - a process speaks one language
    _translations = _catalogue(language)


def _catalogue(language: str) -> _gettext.NullTranslations:
    # `gettext` reads each catalogue once.
    return _gettext.translation("orders_tui", _LOCALE, languages=[language], fallback=True)


def language_of_environment() -> str:
    """The language that the locale variables ask for, English where they name none that we speak."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(variable, "")
        codes = [re.split(r"[-_.@]", name)[0] for name in wanted.split(":")]
        # The first variable that says anything decides, as with other programs, even if it names a language that is
        # not here.
        if wanted:
            return next((code for code in codes if code in LANGUAGES), "en")
    return "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language within the block, such as that of a reader elsewhere; empty is the one in use."""
    before = _meanwhile.set(_catalogue(language) if language else _meanwhile.get())
    try:
        yield
    finally:
        _meanwhile.reset(before)


def _spoken() -> _gettext.NullTranslations:
    return _meanwhile.get() or _translations


def language() -> str:
    """The language in use, one of `LANGUAGES`."""
    return _spoken().info().get("language", LANGUAGES[0])


def _(message: str) -> str:
    """The message in the language in use."""
    return _spoken().gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message that fits the number."""
    return _spoken().ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """The message in the language in use, where the context asks for another word, such as a brief one."""
    return _spoken().pgettext(context, message)


def in_every_language(message: str) -> tuple[str, ...]:
    """The message in each of `LANGUAGES`."""
    return tuple(_catalogue(language).gettext(message) for language in LANGUAGES)


def N_(message: str) -> str:
    """Mark a message for the catalogue without translating it yet; show it with `_`."""
    return message
