"""An app in the colours and marks that the terminal can show: themes for its depth, filters for every painted line."""

import os
from collections.abc import Mapping, Sequence
from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter, NoColor

from orders_tui.ui.glyphs import TO_ASCII, wants_ascii
from orders_tui.ui.palettes import OURS, Depth, Palette, has_light_grounds, palette, themes


class ColouredApp(App[None]):
    """An app in our colours; Textual's own themes can be chosen as well, but nothing is promised of them."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._depth: Depth = "sixteen" if self.console.color_system == "standard" else "many"
        self._bright_grounds = os.environ.get("TERM") != "linux"
        self.shows_light = has_light_grounds(self._depth, bright_grounds=self._bright_grounds)
        """Whether the terminal has the grounds of a light theme; it looks like the dark one otherwise."""
        self._ascii = wants_ascii(os.environ)
        # By the theme, since Textual asks for the filters whenever it paints a widget.
        self._filters_of = cache(self._our_filters)
        for theme in themes(self._depth, bright_grounds=self._bright_grounds):
            self.register_theme(theme)
        self.theme = OURS[0]
        # In place of the one that Textual has made for a theme of its own.
        self.stylesheet = SteadySheets(variables=self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """Those of the theme, with what our style sheets name where it lacks that."""
        known = super().get_css_variables()
        return known if self.theme in OURS else known | _instead_of_ours(known, ansi=self.current_theme.ansi)

    def get_line_filters(self) -> Sequence[LineFilter]:
        # Textual would make greys of a terminal's own colours, and those may be anything.
        colourless = self.no_color and self.native_ansi_color
        last = (NoColor(),) if colourless else super().get_line_filters()
        return (*self._filters_of(self.theme), *last)

    def _our_filters(self, theme: str) -> tuple[LineFilter, ...]:
        filters: list[LineFilter] = [AsciiMarks()] if self._ascii else []
        if theme in OURS:
            colours = palette(theme, self._depth, bright_grounds=self._bright_grounds)
            filters.append(OneColourOnCursor(colours, self._depth, reverse=self.no_color and self._depth == "sixteen"))
        return tuple(filters)


class SteadySheets(Stylesheet):
    """Style sheets that are parsed and applied anew only for other variables; Textual does it for each that is added.

    One that is added is that of a screen which is not composed yet, and is parsed when its rules are asked for.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._given = variables
        self._is_stale = False
        """Whether the variables are others than those that the sheets were parsed with last."""
        self._is_parsed_anew = False
        """Whether they were parsed anew when that was asked for last, so that what is styled is to be styled anew."""

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._given:
            self._given, self._is_stale = variables, True
            super().set_variables(variables)

    def reparse(self) -> None:
        self._is_parsed_anew = self._is_stale
        if self._is_stale:
            super().reparse()
            self._is_stale = False

    def update(self, root: DOMNode, animate: bool = False) -> None:
        if self._is_parsed_anew:
            super().update(root, animate)


class OneColourOnCursor(LineFilter):
    """Gives all text on the ground of a cursor the cursor's own colour, whatever its part was coloured.

    A status in its colour can be read on every other ground, but not on this one.
    """

    def __init__(self, colours: Palette, depth: Depth, *, reverse: bool) -> None:
        """Make the filter.

        Args:
            colours: those of the theme.
            depth: how many colours the terminal has.
            reverse: whether the cursor is reversed as well, since its colours will not be shown.
        """
        super().__init__()
        # The Linux console, and others of sixteen colours, show bold black as grey.
        kept = Style(bold=False if depth == "sixteen" else None, reverse=reverse or None)
        self._styles = {
            Color.parse(ground).rich_color: kept + Style(color=Color.parse(text).rich_color)
            for ground, text in ((colours.resting, colours.on_resting), (colours.cursor, colours.on_cursor))
        }

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [self._on_cursor(segment) for segment in segments]

    def _on_cursor(self, segment: Segment) -> Segment:
        text, style, control = segment
        added = self._styles.get(style.bgcolor) if style is not None and style.bgcolor is not None else None
        return segment if style is None or added is None else Segment(text, style + added, control)


class AsciiMarks(LineFilter):
    """Draws every mark and line of the console in ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        # The last step before the terminal, so that no widget has to know of it; as each mark takes as many cells,
        # nothing moves.
        return [Segment(text.translate(TO_ASCII), style, control) for text, style, control in segments]


def _instead_of_ours(known: Mapping[str, str], *, ansi: bool) -> dict[str, str]:
    """What our style sheets name and a theme of Textual lacks, made of the variables that it has."""
    bar, ground = known["foreground"], known["panel"]
    return {
        "stripe": f"{known['surface-darken-1']} 40%",
        # A terminal's own colours have no shades.
        "marked": known["surface"] if ansi else f"{known['accent']} 15%",
        "field": known["surface"],
        "backdrop": f"{known['background']} 60%",
        "text-process": known["text-secondary"],
        "foreground-disabled": known.get("foreground-disabled", known["foreground-muted"]),
        "scrollbar": f"{bar} 20%",
        "scrollbar-hover": f"{bar} 40%",
        "scrollbar-active": known["accent"],
        "scrollbar-background": ground,
        "scrollbar-background-hover": ground,
        "scrollbar-background-active": ground,
        "scrollbar-corner-color": ground,
    }
