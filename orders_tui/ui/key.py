"""One key of the console: its name, what it calls, and how a person writes it."""

from typing import NamedTuple

from textual.binding import Binding

from orders_tui.ui.key_names import pretty


class Key(NamedTuple):
    """One action and the keys that call it."""

    id: str
    """Stable name, by which a person remaps it; the part before the dot says whose key it is."""
    keys: str
    """Textual's names of the keys, with commas between."""
    action: str
    description: str
    """Two or three words, for the footer and the palette."""
    tooltip: str
    """One sentence, for help and the README."""
    priority: bool = False

    @property
    def shown(self) -> str:
        """The keys as a person writes them."""
        if self.keys == "1,2,3,4,5,6,7,8,9":
            return "1–9"
        return " ".join(pretty(key) for key in self.keys.split(","))

    def binding(self) -> Binding:
        """The key as Textual binds it."""
        return Binding(
            self.keys,
            self.action,
            self.description,
            tooltip=self.tooltip,
            id=self.id,
            show=False,
            priority=self.priority,
        )
