"""Lines of a paragraph as one text: what a line end stood for differs by script."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aligner.sources.hyphens import HYPHENS, LINE_END, SOFT_HYPHEN, FileVocabulary
from aligner.text.scripts import is_unspaced

# Curly quotation marks belong to both worlds: they stand with the character beyond them.
NO_WORDS = FileVocabulary()
_NO_SPACE_AFTER = "/\u2014"
_END = 200  # characters of a paragraph's end that decide how it goes on: a word and the marks around it


def join_lines(lines: Iterable[str], vocabulary: FileVocabulary = NO_WORDS) -> str:
    """One text from the lines of a paragraph; the words of the file decide about hyphens.

    >>> join_lines(["大会第64/211", "号决议，", "重申"])
    '大会第64/211号决议，重申'
    >>> join_lines(["see A/66/", "359 and", "security"])
    'see A/66/359 and security'
    """
    parts: list[str] = []
    end = ""  # of what is joined so far
    for line in lines:
        following = line.strip(" \t\r\n")
        if not following:
            continue
        if parts:
            dropped, between = _joint(end, following, vocabulary)
            parts[-1] = parts[-1][: len(parts[-1]) - dropped]
            parts.append(between)
            end = end[: len(end) - dropped] + between
        parts.append(following)
        end = (end + following)[-_END:]
    return "".join(parts)


def _joint(before: str, after: str, vocabulary: FileVocabulary) -> tuple[int, str]:
    """How many characters go at the end of a line, and what comes between it and the next."""
    if before[-1] == SOFT_HYPHEN:
        return 1, ""
    if before[-1] in HYPHENS and len(before) > 1 and not before[-2].isspace():
        return 0 if vocabulary.keeps_hyphen(before, after) else 1, LINE_END
    if before[-1] in _NO_SPACE_AFTER and not before[-2:-1].isspace():
        return 0, ""
    if _is_unspaced_at(before, -1) or _is_unspaced_at(after, 0):
        return 0, ""
    return 0, " "


def _is_unspaced_at(text: str, place: int) -> bool:
    """Whether the text begins (0) or ends (-1) in writing without spaces, whatever quotation marks are there."""
    bare = text.strip("\u201c\u201d\u2018\u2019\"'()")
    return is_unspaced(bare[place]) if bare else False


def tidy(text: str) -> str:
    r"""A paragraph with each run of spaces, tabs and line ends as one space; other characters stay as they are.

    >>> tidy("  (a)\tTo comply\nwith")
    '(a) To comply with'
    """
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")
