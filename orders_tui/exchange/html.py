"""HTML files that stand alone: everything that comes from data is escaped, and no script, font or picture is loaded."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from orders_tui.domain.words import language

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent


def html(name: str, **values: object) -> str:
    """The document that a template of this package makes.

    Args:
        name: of the template, and of the style sheet beside it.
        values: what it says. Only a `Markup` among them is taken as HTML.
    """
    style = _style(name)
    # The browser applies the one style sheet with this digest, and loads nothing at all.
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    template = _environment().get_template(f"{name}.html")
    return template.render(language=language(), policy=policy, style=Markup(style), **values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # the help of a command does without

    # An unknown name in a template is an error: a label with a blank in place of an address would be sent out.
    loader = FileSystemLoader(_FOLDER)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _style(name: str) -> str:
    return (_FOLDER / f"{name}.css").read_text(encoding="utf-8")
