"""A recording of the console as one animated SVG: each line is drawn once, however often it is shown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_CELL, _LINE, _SIZE = 8.4, 18, 14
"""The pixels of a cell's width, of a line's height and of a letter."""
_TEXT, _GROUND = "#e0e0e0", "#121212"
_CAPTION = "#ffc473"


class Frame(NamedTuple):
    """What is seen for a while."""

    lines: Sequence[Strip]
    caption: str
    """What is pressed, or what is to be seen."""
    seconds: float


def animated(frames: Sequence[Frame]) -> str:
    """The frames one after the other, again and again, as SVG; where nothing is animated the first is shown."""
    width = max(line.cell_length for frame in frames for line in frame.lines) * _CELL
    height = (max(len(frame.lines) for frame in frames) + 2) * _LINE
    drawn: dict[str, str] = {}
    shown = [list(_frame(frame, drawn)) for frame in frames]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1f} {height}">',
            f"<style>{_rules(frames)}</style>",
            f'<rect width="100%" height="100%" fill="{_GROUND}"/>',
            "<defs>",
            *(f'<g id="{name}">{line}</g>' for line, name in drawn.items()),
            "</defs>",
            *(f'<g class="f f{at}">{"".join(uses)}</g>' for at, uses in enumerate(shown)),
            "</svg>\n",
        ]
    )


def _rules(frames: Sequence[Frame]) -> str:
    """When which frame is seen, as CSS: each has the whole time as its animation, and is seen in its part of it."""
    whole = sum(frame.seconds for frame in frames)
    rules = [
        f"text{{font:{_SIZE}px monospace;white-space:pre}}",
        f".f{{visibility:hidden;animation-duration:{whole:g}s;animation-iteration-count:infinite;"
        "animation-timing-function:step-end}",
        ".f0{visibility:visible}",
    ]
    begin = 0.0
    for at, frame in enumerate(frames):
        end = begin + frame.seconds
        parts = {0.0: "hidden", begin / whole: "visible", end / whole: "hidden"}
        steps = "".join(f"{part:.3%}{{visibility:{seen}}}" for part, seen in parts.items())
        rules.append(f"@keyframes k{at}{{{steps}}}.f{at}{{animation-name:k{at}}}")
        begin = end
    return "".join(rules)


def _frame(frame: Frame, drawn: dict[str, str]) -> Iterator[str]:
    """The lines of a frame by their names; a line that was not drawn yet gets one."""
    caption = Strip([Segment(f" {frame.caption}", Style(color=_CAPTION, bold=True))])
    for at, line in enumerate([*frame.lines, Strip([]), caption]):
        if content := "".join(_line(line)):
            name = drawn.setdefault(content, f"l{len(drawn)}")
            yield f'<use href="#{name}" y="{at * _LINE}"/>'


def _line(line: Strip) -> Iterator[str]:
    """The grounds of a line's texts, then the texts, each exactly as wide as its cells whatever the font."""
    yield from _grounds(line)
    x = 0.0
    for segment in line:
        width = segment.cell_length * _CELL
        if segment.text.strip():
            looks = _looks(segment.style or Style())
            yield (
                f'<text x="{x:.1f}" y="{_SIZE}" textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"'
                f' xml:space="preserve"{looks}>{escape(segment.text)}</text>'
            )
        x += width


def _grounds(line: Iterable[Segment]) -> Iterator[str]:
    x = 0.0
    for segment in line:
        width = segment.cell_length * _CELL
        style = segment.style or Style()
        ground = style.color if style.reverse else style.bgcolor
        if ground is not None and not ground.is_default:
            # A hair wider than its cells, so that no seam is seen between two.
            size = f'width="{width + 0.3:.1f}" height="{_LINE + 0.3}"'
            yield f'<rect x="{x:.1f}" {size} fill="{ground.get_truecolor().hex}"/>'
        x += width


def _looks(style: Style) -> str:
    colour = style.bgcolor if style.reverse else style.color
    fill = _TEXT if colour is None or colour.is_default else colour.get_truecolor().hex
    return f' fill="{fill}"' + (' font-weight="bold"' if style.bold else "")
