"""The recording for the README: every frame in its time, every line drawn once, whatever it says."""

import re
from xml.etree import ElementTree

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tests.recording import Frame, animated

SVG = "{http://www.w3.org/2000/svg}"


def line(text: str, style: str = "") -> Strip:
    return Strip([Segment(text, Style.parse(style))])


def test_frames_are_seen_one_after_the_other_and_share_their_lines() -> None:
    same, first, second = line("same  "), line("<first> & ", "bold red on blue"), line("second", "reverse red on blue")
    text = animated([Frame([same, first], "a", 1), Frame([same, second], "b", 3)])
    root = ElementTree.fromstring(text)
    defs = root.find(f"{SVG}defs")
    assert defs is not None
    drawn = {each.attrib["id"]: "".join(each.itertext()) for each in defs}
    assert list(drawn.values()) == ["same  ", "<first> & ", " a", "second", " b"]
    shown = [[drawn[use.attrib["href"][1:]] for use in group] for group in root.findall(f"{SVG}g")]
    assert shown == [["same  ", "<first> & ", " a"], ["same  ", "second", " b"]]
    assert "animation-duration:4s" in text
    assert re.findall(r"@keyframes k\d\{(.*?)\}\.f\d", text) == [
        "0.000%{visibility:visible}25.000%{visibility:hidden}",
        "0.000%{visibility:hidden}25.000%{visibility:visible}100.000%{visibility:hidden}",
    ]
    red, blue = "#800000", "#000080"
    grounds = [rect.attrib["fill"] for rect in defs.iter(f"{SVG}rect")]
    assert grounds == [blue, red], "the second is reversed"
    assert [each.attrib["fill"] for each in defs.iter(f"{SVG}text")][1:4:2] == [red, blue]
