"""What contrast each text on the screen has: in every theme of ours, on every terminal, from one look at the screen.

The console is drawn in marker colours, a colour of its own for every colour of a palette. What is on the screen then
says which colour of the palette each text and each ground has, and so what it looks like in any theme.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual._context import visible_screen_stack
from textual.color import Color as TextualColor
from textual.screen import ModalScreen

from orders_tui.ui.palettes import DARK, Depth, Palette, palette
from tests.ui.desk_app import Console

READABLE, OFF, BEHIND = 4.5, 3.0, 2.0
"""The least contrasts: of what is read, of what is off, and of what is dimmed behind a dialog."""


def _colours_of(hexes: str) -> list[ColorTriplet]:
    return [ColorTriplet(*bytes.fromhex(each)) for each in hexes.split()]


LINUX_CONSOLE = _colours_of(
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
XTERM = _colours_of(
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)


class Pair(NamedTuple):
    """A text and the ground it stands on, as a terminal shows them."""

    text: ColorTriplet
    ground: ColorTriplet

    @property
    def contrast(self) -> float:
        """By the Web Content Accessibility Guidelines 2: from 1 for no difference to 21 for black on white."""
        dark, light = sorted(map(_luminance, self))
        return (light + 0.05) / (dark + 0.05)


def _luminance(colour: ColorTriplet) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Ink(NamedTuple):
    """How a text is written."""

    text: Color
    ground: Color
    bold: bool


def every_colour(ink: Ink) -> Pair:
    """As a terminal of 16 million colours shows it."""
    assert ink.text.triplet is not None
    assert ink.ground.triplet is not None
    return Pair(ink.text.triplet, ink.ground.triplet)


def rounded_to_256(ink: Ink) -> Pair:
    """As Rich rounds it where `COLORTERM` does not say that there are more colours."""
    rounded = [colour.downgrade(ColorSystem.EIGHT_BIT) for colour in (ink.text, ink.ground)]
    return Pair(*(EIGHT_BIT_PALETTE[colour.number or 0] for colour in rounded))


def on_the_linux_console(ink: Ink) -> Pair:
    """There bold is bright, and a bright ground is shown as the plain one."""
    text, ground = _numbers(ink)
    return Pair(LINUX_CONSOLE[text | 8 if ink.bold else text], LINUX_CONSOLE[ground & 7])


def on_vga_colours(ink: Ink) -> Pair:
    """As other terminals show the colours of the Linux console."""
    return Pair(*(LINUX_CONSOLE[number] for number in _numbers(ink)))


def on_xterm(ink: Ink) -> Pair:
    return Pair(*(XTERM[number] for number in _numbers(ink)))


def _numbers(ink: Ink) -> tuple[int, int]:
    assert ink.text.number is not None
    assert ink.ground.number is not None
    return ink.text.number, ink.ground.number


TERMINALS: dict[Depth, dict[Callable[[Ink], Pair], bool]] = {
    "many": {every_colour: True, rounded_to_256: True},
    "sixteen": {on_xterm: True, on_vga_colours: True, on_the_linux_console: False},
}
"""How terminals of each depth show a text, and whether they have bright grounds."""


NAMES = tuple(name for name in Palette._fields if name != "backdrop")
"""The opaque colours of a palette."""
CURSORS = ("cursor", "resting")
"""The grounds on which all text has one colour."""
BACKDROPS = 3
"""Dialogs that may lie over a text."""


def markers() -> Palette:
    """A palette that has every colour once, also behind dialogs."""
    backdrop = palette(DARK, "many").backdrop
    return Palette(**{name: f"#ff{8 * at:02x}00" for at, name in enumerate(NAMES)}, backdrop=backdrop)


class Shade(NamedTuple):
    """A colour of a palette on the screen."""

    name: str
    backdrops: int
    """The number of backdrops that are laid over it."""

    def of(self, colours: Palette) -> TextualColor:
        """What it is in a theme."""
        colour = TextualColor.parse(getattr(colours, self.name))
        backdrop, _, percent = colours.backdrop.partition(" ")
        if percent:
            over = TextualColor.parse(backdrop).with_alpha(int(percent.removesuffix("%")) / 100)
            for _each in range(self.backdrops):
                colour += over
        return colour


def shades(marked: Palette) -> dict[ColorTriplet, Shade]:
    """Every colour that a console in marker colours may show; Textual's rounding may move each part by one."""
    known = [Shade(name, backdrops) for backdrops in range(BACKDROPS + 1) for name in NAMES]
    found: dict[ColorTriplet, Shade] = {}
    for shade in known:
        red, green, blue = shade.of(marked).rgb
        for moved in product((-1, 0, 1), repeat=3):
            near = ColorTriplet(red + moved[0], green + moved[1], blue + moved[2])
            assert near not in found, "two markers cannot be told apart"
            found[near] = shade
    return found


class Run(NamedTuple):
    """A piece of text on a screen in marker colours."""

    content: str
    style: Style
    is_behind: bool
    """Whether a dialog lies over it."""


def runs(desk: Console) -> Iterator[Run]:
    """All that is written on the screen."""
    screen = desk.app.screen
    # Whoever draws a dialog takes the screens behind it from here, and uses them up.
    visible_screen_stack.set(desk.app._background_screens)
    dialog = screen.children[0].region if isinstance(screen, ModalScreen) else None
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for text, style, _control in strip:
            if style is not None and any(map(_is_read, text)):
                yield Run(text, style, dialog is not None and not dialog.contains(x, y))
            x += len(text)


@cache
def _is_read(char: str) -> bool:
    """Whether a character tells anything: lines, edges and blanks only part what does."""
    return char != " " and unicodedata.name(char, "").split()[0] != "BOX" and not "▀" <= char <= "▟"


class Written(NamedTuple):
    """A text as the console means it, whatever the theme."""

    text: Shade
    ground: Shade
    bold: bool
    is_behind: bool

    @property
    def least(self) -> float:
        """The contrast that it needs."""
        return BEHIND if self.is_behind else OFF if self.text.name == "disabled" else READABLE

    def contrast(self, colours: Palette, shown: Callable[[Ink], Pair]) -> float:
        """What it has in a theme on a terminal."""
        text, ground = (shade.of(colours).rich_color for shade in (self.text, self.ground))
        return shown(Ink(text, ground, self.bold)).contrast


class Seen:
    """What has been on the screen of a console in marker colours: every kind of text, and where it was first."""

    def __init__(self, marked: Palette, depth: Depth = "many") -> None:
        self._shades = shades(marked)
        self._depth = depth
        self._looks: set[tuple[Style, bool]] = set()
        """How what was looked at is styled, and whether a dialog lay over it."""
        self.written: dict[Written, str] = {}
        self.unknown: dict[str, str] = {}
        """Nobody can say what these look like: how dark dim is, a colour of a terminal, a colour of no palette."""

    def look(self, shown: Iterable[Run], scene: str) -> None:
        """Take in what is on the screen in one scene."""
        for content, style, is_behind in shown:
            if (style, is_behind) in self._looks:
                continue
            self._looks.add((style, is_behind))
            text, ground = (
                self._shades.get(each.triplet) if each and each.triplet else None
                for each in (style.color, style.bgcolor)
            )
            if text is None or ground is None or style.dim:
                self.unknown.setdefault(str(style), f"{content!r}: {scene}")
            else:
                pair = (ground, text) if style.reverse else (text, ground)
                # Nothing is bold on a cursor where there are sixteen colours, which alone are others then.
                bold = bool(style.bold) and not (self._depth == "many" and pair[1].name in CURSORS)
                self.written.setdefault(Written(*pair, bold, is_behind), f"{content!r}: {scene}")

    def too_weak(self, theme: str, depth: Depth) -> dict[str, str]:
        """What cannot be read in a theme on some terminal of the depth: what it is, and where it was."""
        weak: dict[str, str] = {}
        for shown, bright_grounds in TERMINALS[depth].items():
            colours = palette(theme, depth, bright_grounds=bright_grounds)
            for written, where in self.written.items():
                if (contrast := written.contrast(colours, shown)) < written.least:
                    names = f"{written.text.name} on {written.ground.name}"
                    weak[f"{theme}, {shown.__name__}: {names}"] = f"{contrast:.2f} {where}"
        return weak
