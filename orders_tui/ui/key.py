"""One key of the console: its name, what it calls, and how a person writes it."""

from collections.abc import Mapping
from typing import NamedTuple

from textual.binding import Binding

from orders_tui.ui.key_names import pretty

_own: dict[str, str] = {}
"""The keys that the person chose, by the ids of their actions, in Textual's names with commas between."""


def own_keys() -> dict[str, str]:
    """The keys that the person chose, as Textual takes them for its keymap."""
    return dict(_own)


def use_own_keys(own: Mapping[str, str]) -> None:
    """Show these keys in place of ours; who binds them is the app, and who checks them is `keymap`."""
    _own.clear()
    _own.update(own)


class Key(NamedTuple):
    """One action and the keys that call it."""

    id: str
    """Stable name, by which a person remaps it; the part before the dot says whose key it is."""
    keys: str
    """Textual's names of the keys that are ours, with commas between; `bound` has those in force."""
    action: str
    description: str
    """Two or three words, for the footer and the palette."""
    tooltip: str
    """One sentence, for help and the README."""
    priority: bool = False

    @property
    def bound(self) -> str:
        """Textual's names of the keys that call it: those the person chose, else ours."""
        return _own.get(self.id, self.keys)

    @property
    def shown_keys(self) -> list[str]:
        """The keys, each as a person writes it."""
        return [pretty(key) for key in self.bound.split(",")]

    @property
    def shown(self) -> str:
        """The keys as a person writes them."""
        # All the digits in a row would push everything else out of their line.
        if self.keys.startswith("1,2,3,"):
            return f"1–{self.keys[-1]}"
        return " ".join(self.shown_keys)

    @property
    def first_shown(self) -> str:
        """The first of them, for a sentence."""
        return self.shown_keys[0]

    def binding(self) -> Binding:
        """The key as Textual binds it."""
        # Ours: Textual puts those that the person chose in their place, by the id.
        return Binding(
            self.keys,
            self.action,
            self.description,
            tooltip=self.tooltip,
            id=self.id,
            show=False,
            priority=self.priority,
        )
