"""What stands on a page of a United Nations document and is no part of its text.

Recognized by shape, in the six official languages: job numbers (``11-49656``, with a page number, an ``(E)`` or the
stars of the bar code), document symbols standing alone, page numbers, the letterhead of the first page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_JOB = r"\d{2}-\d{5}"
_JOB_LINE = re.compile(
    rf"(?:\d{{1,4}}(?:/\d{{1,4}})?\s+)?{_JOB}(?:\s*\([A-Z]\))?(?:\s+\d{{6}})*(?:\s+\d{{1,4}}(?:/\d{{1,4}})?)?"
)
_BAR_CODE = re.compile(r"\*\d{7}\*")
_PAGE_NUMBER = re.compile(
    r"[-–—]?\s*\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–—]?|(?:page|стр\.|第)\s*\d{1,4}(?:\s*页)?", re.IGNORECASE
)
_SYMBOL = re.compile(
    r"\b(?:A|S|E|ST|CCPR|CEDAW|CERD|CRC|DP|HRI|JIU|TD|UNEP|LOS|CD|NPT)(?:/[A-Z0-9.()]+){1,6}(?:-[A-Z0-9/]+)?(?:/(?:Add|Corr|Rev)\.\d+)*"
)
_SYMBOL_LINE = re.compile(rf"{_SYMBOL.pattern}\*{{0,3}}(?:\s+\d{{1,4}})?|\d{{1,4}}\s+{_SYMBOL.pattern}")
_HEAD = (
    r"(?:"
    r"(?:United Nations|Организация Объединенных Наций|Объединенные Нации|联合国|联\s合\s国|Nations Unies|Naciones Unidas|الأمم المتحدة)"
    rf"(?:\s+{_SYMBOL.pattern}\*{{0,3}}|\s+A_\S+)?"
    r"|(?:General Assembly|Security Council|Генеральная Ассамблея|Совет Безопасности|大\s?会|安全理事会"
    r"|Assemblée générale|Conseil de sécurité|Asamblea General|Consejo de Seguridad)"
    r"|Distr\.?\s?:.{0,60}|(?:General|Limited)\s+\d{1,2}\s\w+\s\d{4}"
    r"|Original:\s.{0,60}|Russian and .{0,40}|Язык оригинала:.{0,60}|原文\s?[:：].{0,40}|Chinese"
    r"|\d{1,2}\s\w{3,10}\s(?:19|20)\d{2}|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    r"|(?:Please recycle|请回收|Просьба отправить на вторичную переработку).{0,20}"
    r")"
)
_LETTERHEAD = re.compile(rf"[_\s]*{_HEAD}(?:[_\s]+{_HEAD}){{0,3}}[_\s]*")
_FIRST_BLOCKS = 16  # the letterhead has six to ten paragraphs or cells


def is_page_number(text: str) -> bool:
    """Whether a line says nothing but which page it is on; only a line at the edge of a page can be one.

    >>> is_page_number("- 12 -"), is_page_number("3/12"), is_page_number("2011 年")
    (True, True, False)
    """
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def is_running_line(text: str) -> bool:
    """Whether a line is a running head or foot wherever it stands: a job number or a symbol alone.

    >>> [is_running_line(line) for line in ("4 11-49656", "*1149656*", "A/66/359", "11-49656 (C) 150911", "A/66/150.")]
    [True, True, True, True, False]
    """
    line = text.strip()
    return any(shape.fullmatch(line) for shape in (_JOB_LINE, _BAR_CODE, _SYMBOL_LINE)) and not line.endswith(".")


def is_letterhead(text: str, position: int) -> bool:
    """Whether a paragraph, the ``position``-th of its file, belongs to the letterhead.

    >>> is_letterhead("Distr.: General", 3), is_letterhead("General Assembly", 90), is_letterhead("大会，", 2)
    (True, False, False)
    """
    return position <= _FIRST_BLOCKS and bool(_LETTERHEAD.fullmatch(text))


def job_number(texts: Iterable[str]) -> str:
    """The job number that running heads and feet show; empty where they do not.

    >>> job_number(["United Nations", "11-49656 (E)"])
    '11-49656'
    """
    lines = (text.strip() for text in texts)
    return next((re.search(_JOB, line).group() for line in lines if _JOB_LINE.fullmatch(line)), "")  # type: ignore[union-attr] # the line has matched a pattern that holds it


def symbol(texts: Iterable[str]) -> str:
    """The document symbol in the letterhead or a running head; empty where there is none.

    >>> symbol(["see A/66/150", "United Nations A/RES/64/211", "A/66/359"])
    'A/RES/64/211'
    """
    heads = (text for text in texts if _SYMBOL_LINE.fullmatch(text) or _LETTERHEAD.fullmatch(text))
    for text in heads:
        for match in _SYMBOL.findall(text):
            if re.search(r"\d", match):
                return str(match).rstrip(".")
    return ""
