"""HTML documents as a browser sees them, and texts that try to be more than text in them."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from hypothesis import strategies as st


class Seen(HTMLParser):
    """What a browser makes of a document: its elements, and the text outside its style."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data if self.elements[-1:] and self.elements[-1][0] != "style" else ""


def meta(document: str) -> dict[str | None, str | None]:
    """The meta elements, by name."""
    found = [attributes for tag, attributes in Seen(document).elements if tag == "meta"]
    return {each.get("name") or each.get("http-equiv"): each.get("content") for each in found}


def style_digest(document: str) -> str:
    """The digest of the one style sheet, as its policy names it."""
    (style,) = re.findall(r"<style>(.*?)</style>", document, re.DOTALL)
    return b64encode(sha256(style.encode()).digest()).decode()


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style></title><b>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&amp;",
    "javascript:alert(1)",
    "\u202egnp.exe\x1b[2J\0",
    "<!-- ]]> --><?php",
)
hostile = st.sampled_from(HOSTILE) | st.text(max_size=40)
