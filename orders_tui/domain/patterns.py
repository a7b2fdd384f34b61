"""Regular expressions that are compiled when they are first used: of those that the rules have, a call needs a few."""

import re
from typing import Any, cast


class _Late:
    """Stands in for a compiled expression."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            # Of a copy that is still being made, which has no expression yet.
            raise AttributeError(name)
        value = getattr(re.compile(self._text, self._flags), name)
        # From now on it is found without this detour.
        setattr(self, name, value)
        return value


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression, as `re.compile` makes it; what is wrong with it shows at its first use."""
    return cast("re.Pattern[str]", _Late(text, flags))
