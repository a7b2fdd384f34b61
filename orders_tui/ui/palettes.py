"""The colours of the console: a dark, a light and a high-contrast theme, each for many colours and for sixteen.

Panels are told apart by the shade of their ground. Where there are 256 colours, Rich rounds every shade to the
nearest of them; the shades here are chosen so that greys stay grey and none moves by more than a step. With
sixteen colours the terminal's own are named, since nothing is near enough to be rounded to.
"""

from typing import Literal, NamedTuple

from textual.theme import Theme

Depth = Literal["many", "sixteen"]
"""How many colours a terminal shows: 256 or more, or only the sixteen of its own."""

OURS = DARK, LIGHT, CONTRAST = ("orders-dark", "orders-light", "orders-contrast")
"""The names of our themes, the usual one first."""


class Palette(NamedTuple):
    """The colours of one theme; all are opaque, but for the backdrop."""

    # Grounds
    list: str
    """Under the list, and under what is typed."""
    stripe: str
    """Under every second row."""
    panel: str
    """Under the sidebar, the detail pane, bars and dialogs."""
    raised: str
    """Under the mouse, and under news."""
    marked: str
    """Under marked rows and chosen days."""
    field: str
    """Under a text field."""
    cursor: str
    """Under the cursor of the part that is in use."""
    resting: str
    """Under the cursor of a part that is not."""
    backdrop: str
    """Laid over everything behind a dialog."""

    # Texts
    text: str
    muted: str
    disabled: str
    on_cursor: str
    """All text on the cursor."""
    on_resting: str
    """All text on a cursor that rests."""
    accent: str
    """Keys and links."""
    warning: str
    primary: str
    process: str
    secondary: str
    success: str
    error: str

    thumb: str
    """The moving part of a scroll bar."""


PALETTES: dict[tuple[str, Depth], Palette] = {
    (DARK, "many"): Palette(
        list="#121212",
        stripe="#1c1c1c",
        panel="#262626",
        raised="#303030",
        marked="#3a3a3a",
        field="#121212",
        cursor="#005f87",
        resting="#4e4e4e",
        backdrop="#000000 25%",
        text="#d2d2d2",
        muted="#aaaaaa",
        disabled="#8a8a8a",
        on_cursor="#ffffff",
        on_resting="#ffffff",
        accent="#5fd7d7",
        warning="#d7af5f",
        primary="#87afff",
        process="#d7afff",
        secondary="#afd7ff",
        success="#87d75f",
        error="#ff8787",
        thumb="#626262",
    ),
    (LIGHT, "many"): Palette(
        list="#ffffff",
        stripe="#f0f0f0",
        panel="#e6e6e6",
        raised="#d7ffff",
        marked="#ffffd7",
        field="#ffffff",
        cursor="#005f87",
        resting="#c8c8c8",
        backdrop="#000000 20%",
        text="#262626",
        muted="#585858",
        disabled="#767676",
        on_cursor="#ffffff",
        on_resting="#000000",
        accent="#005f87",
        warning="#875f00",
        primary="#005faf",
        process="#8700af",
        secondary="#0000af",
        success="#005f00",
        error="#af0000",
        thumb="#949494",
    ),
    (CONTRAST, "many"): Palette(
        list="#000000",
        stripe="#121212",
        panel="#1c1c1c",
        raised="#262626",
        marked="#303030",
        field="#000000",
        cursor="#ffff5f",
        resting="#ffffff",
        backdrop="#000000 25%",
        text="#ffffff",
        muted="#dcdcdc",
        disabled="#b4b4b4",
        on_cursor="#000000",
        on_resting="#000000",
        accent="#5fffff",
        warning="#ffff5f",
        primary="#87d7ff",
        process="#ffafff",
        secondary="#d7d7ff",
        success="#87ff87",
        error="#ffafaf",
        thumb="#b4b4b4",
    ),
    (DARK, "sixteen"): Palette(
        list="ansi_black",
        stripe="ansi_black",
        panel="ansi_black",
        raised="ansi_black",
        marked="ansi_black",
        field="ansi_blue",
        cursor="ansi_cyan",
        resting="ansi_white",
        backdrop="transparent",
        text="ansi_bright_white",
        muted="ansi_white",
        disabled="ansi_white",
        on_cursor="ansi_black",
        on_resting="ansi_black",
        accent="ansi_bright_cyan",
        warning="ansi_bright_yellow",
        primary="ansi_cyan",
        process="ansi_bright_magenta",
        secondary="ansi_bright_white",
        success="ansi_bright_green",
        error="ansi_bright_red",
        thumb="ansi_white",
    ),
    (LIGHT, "sixteen"): Palette(
        list="ansi_bright_white",
        stripe="ansi_bright_white",
        panel="ansi_bright_white",
        raised="ansi_bright_white",
        marked="ansi_bright_white",
        field="ansi_white",
        cursor="ansi_blue",
        resting="ansi_black",
        backdrop="transparent",
        text="ansi_black",
        muted="ansi_black",
        disabled="ansi_bright_black",
        on_cursor="ansi_bright_white",
        on_resting="ansi_bright_white",
        accent="ansi_blue",
        warning="ansi_magenta",
        primary="ansi_blue",
        process="ansi_magenta",
        secondary="ansi_blue",
        success="ansi_black",
        error="ansi_red",
        thumb="ansi_black",
    ),
    (CONTRAST, "sixteen"): Palette(
        list="ansi_black",
        stripe="ansi_black",
        panel="ansi_black",
        raised="ansi_black",
        marked="ansi_black",
        field="ansi_black",
        cursor="ansi_white",
        resting="ansi_cyan",
        backdrop="transparent",
        text="ansi_bright_white",
        muted="ansi_bright_white",
        disabled="ansi_white",
        on_cursor="ansi_black",
        on_resting="ansi_black",
        accent="ansi_bright_yellow",
        warning="ansi_bright_yellow",
        primary="ansi_bright_cyan",
        process="ansi_bright_magenta",
        secondary="ansi_bright_white",
        success="ansi_bright_green",
        error="ansi_bright_red",
        thumb="ansi_bright_white",
    ),
}
"""The colours of a theme by its name and the depth of the terminal.

With sixteen colours no text is bold on a cursor, and no ground but that of the light theme is a bright one: some
terminals show bold as bright, and the Linux console has no bright grounds at all.
"""


def has_light_grounds(depth: Depth, *, bright_grounds: bool) -> bool:
    """Whether a terminal has a ground on which dark colours can be read, for the arguments of `palette`."""
    return depth == "many" or bright_grounds


def palette(name: str, depth: Depth, *, bright_grounds: bool = True) -> Palette:
    """The colours of one of our themes.

    Args:
        name: the theme.
        depth: how many colours the terminal shows.
        bright_grounds: whether it can show a bright ground; without them a light theme cannot be read.
    """
    if name == LIGHT and not has_light_grounds(depth, bright_grounds=bright_grounds):
        name = DARK
    return PALETTES[name, depth]


def themes(depth: Depth, *, bright_grounds: bool = True) -> list[Theme]:
    """Our themes for a terminal, as in `palette`; the first is the usual one."""
    return [_theme(name, palette(name, depth, bright_grounds=bright_grounds), depth) for name in OURS]


def _theme(name: str, colours: Palette, depth: Depth) -> Theme:
    return Theme(
        name,
        primary=colours.primary,
        secondary=colours.secondary,
        warning=colours.warning,
        error=colours.error,
        success=colours.success,
        accent=colours.accent,
        foreground=colours.text,
        background=colours.list,
        surface=colours.list,
        panel=colours.panel,
        boost=colours.raised,
        dark=name != LIGHT,
        ansi=depth == "sixteen",
        variables=_own_variables(colours) | _texts(colours) | _cursors(colours, depth) | _bars(colours),
    )


def _own_variables(colours: Palette) -> dict[str, str]:
    """What the style sheets of the console name beyond Textual's variables."""
    return {
        "stripe": colours.stripe,
        "marked": colours.marked,
        "field": colours.field,
        "backdrop": colours.backdrop,
        "text-process": colours.process,
        # Where a terminal shows its own colours, Textual would leave these to it.
        "surface": colours.list,
        "panel": colours.panel,
        "boost": colours.raised,
        "ansi-background": colours.list,
        "ansi-foreground": colours.text,
    }


def _texts(colours: Palette) -> dict[str, str]:
    """The colours of texts, which Textual would blend with what is below."""
    tones = ("primary", "secondary", "warning", "error", "success", "accent")
    return {
        "text": colours.text,
        "text-muted": colours.muted,
        "text-disabled": colours.disabled,
        "foreground-muted": colours.muted,
        "foreground-disabled": colours.disabled,
        "button-foreground": colours.text,
        "button-color-foreground": colours.text,
        **{f"text-{tone}": getattr(colours, tone) for tone in tones},
        **{f"{tone}-muted": colours.marked for tone in tones},
    }


def _cursors(colours: Palette, depth: Depth) -> dict[str, str]:
    weight = "bold" if depth == "many" else "none"
    return {
        "block-cursor-background": colours.cursor,
        "block-cursor-foreground": colours.on_cursor,
        "block-cursor-text-style": weight,
        "block-cursor-blurred-background": colours.resting,
        "block-cursor-blurred-foreground": colours.on_resting,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": colours.raised,
        "button-focus-text-style": weight,
        "input-cursor-background": colours.text,
        "input-cursor-foreground": colours.list,
        "input-cursor-text-style": "none",
        "input-selection-background": colours.cursor,
        "input-selection-foreground": colours.on_cursor,
        "screen-selection-background": colours.cursor,
        "screen-selection-foreground": colours.on_cursor,
    }


def _bars(colours: Palette) -> dict[str, str]:
    """Scroll bars that keep to the ground, and the edges of fields."""
    return {
        "scrollbar": colours.thumb,
        "scrollbar-hover": colours.accent,
        "scrollbar-active": colours.accent,
        "scrollbar-background": colours.panel,
        "scrollbar-background-hover": colours.panel,
        "scrollbar-background-active": colours.panel,
        "scrollbar-corner-color": colours.panel,
        "border": colours.accent,
        "border-blurred": colours.muted,
    }
