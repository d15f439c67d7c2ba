"""A page as one HTML file: style and script inside, nothing loaded, nothing but them allowed to run."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from aligner.reader.view import ReaderPage

if TYPE_CHECKING:
    from jinja2 import Environment


def render(page: ReaderPage, home: str = "") -> str:
    """The page as HTML.

    Args:
        page: what to show.
        home: where a link to all texts leads; no such link where empty, as in a file that stands alone.

    Every text is escaped, and the page's content security policy lets no script run but its own: wording from
    anywhere cannot do anything in a reader's browser.
    """
    from markupsafe import Markup

    style, script = asset("style.css") + print_style(page), asset("script.js")
    template = environment().get_template("page.html")
    return template.render(
        page=page,
        home=home,
        generator=f"clausebank {version('clausebank')}",
        style=Markup(style),  # noqa: S704 - our own file, and a footer whose texts are escaped
        script=Markup(script),  # noqa: S704 - our own file
        style_hash=integrity(style),
        script_hash=integrity(script),
    )


@cache
def environment() -> Environment:
    """Jinja with escaping on, and with templates from this package only."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined, trim_blocks=False, auto_reload=False
    )


@cache
def asset(name: str) -> str:
    """A file of this package."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def integrity(content: str) -> str:
    """The hash by which a content security policy knows an inline style or script (CSP 3, section 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def print_style(page: ReaderPage) -> str:
    """Page size and footers for paper: what is not verified is said on every sheet."""
    size = "A4 landscape" if len(page.columns) > 2 else "A4"
    untrusted = ", ".join(f"{column.tag} {column.badge}" for column in page.untrusted)
    left = page.symbol + (f"  ·  {untrusted}: not the official text" if untrusted else "")
    font = "font: 7.5pt sans-serif; color: #555;"
    return (
        f"\n@page {{ size: {size}; margin: 12mm 14mm 15mm;"
        f" @bottom-left {{ content: {_css_string(left)}; {font} }}"
        f" @bottom-right {{ content: counter(page) ' / ' counter(pages); {font} }} }}\n"
    )


def _css_string(text: str) -> str:
    r"""A text as a CSS string that also stands safely inside a style element.

    >>> _css_string("a\"b</style>")
    '"a\\22 b\\3c /style\\3e "'
    """
    return '"' + "".join(c if c.isalnum() or c in " .,:/·()-" else f"\\{ord(c):x} " for c in text) + '"'
