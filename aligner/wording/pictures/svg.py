"""SVG, as far as the pictures need it: lines, bars, ribbons and escaped text, in colours for light and dark.

Every colour is written as an attribute too, for programs that know no style sheets in SVG; the style sheet only says what
is different where the system is dark.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from xml.sax.saxutils import escape, quoteattr


class Ink(StrEnum):
    """What a colour is for."""

    TEXT = "text"
    QUIET = "quiet"
    """Text of less weight, and what is not known."""
    FIRST = "first"
    SECOND = "second"
    GRID = "grid"
    PAPER = "paper"


_LIGHT = {
    Ink.TEXT: "#1b1b1b",
    Ink.QUIET: "#5b6168",
    Ink.FIRST: "#1d6fa5",
    Ink.SECOND: "#b4531a",
    Ink.GRID: "#d9dde1",
    Ink.PAPER: "#ffffff",
}
_DARK = {
    Ink.TEXT: "#e9ebee",
    Ink.QUIET: "#a8b0b8",
    Ink.FIRST: "#6db6e8",
    Ink.SECOND: "#f0a068",
    Ink.GRID: "#3a4149",
    Ink.PAPER: "#16191d",
}
_FONTS = "system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', sans-serif"
SIZE = 13.0
"""The size of text, in pixels."""


def style() -> str:
    """The colours for a dark system."""
    dark = "".join(
        f".cb-{ink}{{fill:{colour}}}.cb-line-{ink}{{stroke:{colour}}}" for ink, colour in sorted(_DARK.items())
    )
    return f"<style>@media(prefers-color-scheme:dark){{{dark}}}</style>"


def text(
    x: float,
    y: float,
    content: str,
    *,
    ink: Ink = Ink.TEXT,
    size: float = SIZE,
    anchor: str = "start",
    weight: str = "",
) -> str:
    """A line of text; ``anchor`` says which end of it is at ``x``: start, middle or end."""
    bold = f' font-weight="{weight}"' if weight else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" class="cb-{ink}" fill="{_LIGHT[ink]}" font-size="{size:g}"'
        f' text-anchor="{anchor}"{bold}>{escape(_legible(content))}</text>'
    )


def rectangle(
    x: float, y: float, width: float, height: float, ink: Ink, *, opacity: float = 1.0, hint: str = ""
) -> str:
    """A filled rectangle; ``hint`` shows when it is pointed at."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"'
        f' class="cb-{ink}" fill="{_LIGHT[ink]}"{_opacity(opacity)}>{_hint(hint)}</rect>'
    )


def circle(x: float, y: float, radius: float, ink: Ink, *, opacity: float = 1.0, hint: str = "") -> str:
    """A filled circle."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" class="cb-{ink}" fill="{_LIGHT[ink]}"{_opacity(opacity)}>'
        f"{_hint(hint)}</circle>"
    )


def line(x1: float, y1: float, x2: float, y2: float, ink: Ink = Ink.GRID, *, width: float = 1.0) -> str:
    """A straight line."""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="cb-line-{ink}"'
        f' stroke="{_LIGHT[ink]}" stroke-width="{width:g}"/>'
    )


def ribbon(start: tuple[float, float], end: tuple[float, float], thickness: float, ink: Ink, *, hint: str = "") -> str:
    """A band that leads from a place on the left to one on the right; places are those of its upper edge."""
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    lower1, lower2 = y1 + thickness, y2 + thickness
    outline = (
        f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        f"L{x2:.1f} {lower2:.1f}C{middle:.1f} {lower2:.1f} {middle:.1f} {lower1:.1f} {x1:.1f} {lower1:.1f}Z"
    )
    return f'<path d="{outline}" class="cb-{ink}" fill="{_LIGHT[ink]}" fill-opacity="0.45">{_hint(hint)}</path>'


def turned(x: float, y: float, content: str, *, size: float = SIZE) -> str:
    """A line of text that climbs to the right, for the head of a narrow column."""
    return f'<g transform="translate({x:.1f} {y:.1f}) rotate(-50)">{text(0, 0, content, size=size)}</g>'


def document(width: float, height: float, elements: str, *, name: str, title: str, description: str) -> str:
    """The whole file.

    Args:
        width: in pixels; the picture scales to whatever place it is given.
        height: in pixels.
        elements: what is painted.
        name: what ids in the file begin with, so that several pictures can stand on one page.
        title: what is read out first.
        description: what is read out then.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
        f' height="{height:.0f}" role="img" aria-labelledby="{name}-title {name}-desc"'
        f" font-family={quoteattr(_FONTS)}>"
        f'<title id="{name}-title">{escape(_legible(title))}</title>'
        f'<desc id="{name}-desc">{escape(_legible(description))}</desc>'
        f"{style()}{rectangle(0, 0, width, height, Ink.PAPER)}{elements}</svg>"
    )


def width_of(content: str, size: float = SIZE) -> float:
    """About how wide a text is, in pixels: a Chinese character is as wide as it is high, a letter about half of that."""
    units = 0.0
    for character in content:
        if unicodedata.combining(character):
            continue
        units += 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.57
    return units * size


def shortened(content: str, width: float, size: float = SIZE) -> str:
    """A text that is at most about so wide, with three dots where it was longer."""
    if width_of(content, size) <= width:
        return content
    kept = content
    while kept and width_of(kept, size) + size > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _opacity(opacity: float) -> str:
    return f' fill-opacity="{opacity:.2f}"' if opacity < 1 else ""


def _hint(hint: str) -> str:
    return f"<title>{escape(_legible(hint))}</title>" if hint else ""


def _legible(content: str) -> str:
    """A text without the characters that XML does not allow."""
    return "".join(
        character
        if character >= " " and not "\ud800" <= character <= "\udfff" and character not in "\ufffe\uffff"
        else " "
        for character in content
    )
