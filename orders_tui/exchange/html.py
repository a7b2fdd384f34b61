"""HTML files that stand alone: everything that comes from data is escaped, and no script, font or picture is loaded."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from orders_tui.domain.words import language

_FOLDER = Path(__file__).parent
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


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
    template = _ENVIRONMENT.get_template(f"{name}.html")
    return template.render(language=language(), policy=policy, style=Markup(style), **values)


@cache
def _style(name: str) -> str:
    return (_FOLDER / f"{name}.css").read_text(encoding="utf-8")
