"""List labels, whatever their shape: ``(a)`` ``a)`` ``а)`` ``(一)`` ``一、`` ``第一条`` ``Article 1`` ``1.`` ``IV.`` ``①`` ``(أ)``.

A label is a system and an ordinal: ``(c)``, ``c)`` and ``в)`` are all the third. Some can be read in two ways:
``(i)`` is the ninth letter or the first Roman number. :func:`readings` gives all, :func:`outline` chooses by what
stands before and after, and tells how deep each is nested.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from aligner.text.counters import CHINESE, DIGIT, System, counters
from aligner.text.counters import readings as counter_readings
from aligner.text.languages import language as known_language
from aligner.text.languages import tags

__all__ = ["Label", "System", "find", "outline", "parse", "readings", "split"]


@dataclass(frozen=True, slots=True)
class Label:
    """One reading of a label.

    Attributes:
        text: as printed, without the space around it: ``(a)``, ``第一条``.
        system: what it counts with.
        ordinal: which it is, counted from 1; 0 for a bullet; the last number of ``2.3.1``.
        shape: what stands around the counter, in half width: ``()``, ``)``, ``.``, ``、`` ...
        division: ``article``, ``chapter`` ... where a word says so; empty for an item.
        path: the numbers before the ordinal: ``(2, 3)`` in ``2.3.1``.
        start: offset of the label in its line.
        end: offset after it.
    """

    text: str
    system: System
    ordinal: int
    shape: str = ""
    division: str = ""
    path: tuple[int, ...] = ()
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def style(self) -> tuple[System, str, str]:
        """What the labels of one list share: system, shape and division."""
        return self.system, self.shape, self.division

    def follows(self, other: Label) -> bool:
        """Whether this can be the next label of the other's list.

        >>> [reading.follows(parse("(h)")) for reading in readings("(i)")]
        [True, False]
        """
        return self.style == other.style and self.path == other.path and self.ordinal == other.ordinal + 1


# The optional bullet before a label is what conversions of Word lists leave: "- (a) To comply".
_BULLETS = "-–—•*·●▪"
_LEAD = rf"\s*(?:[{_BULLETS}]\s{{1,8}})?"
_BULLET = re.compile(rf"\s*(?P<label>[{_BULLETS}])\s+(?=\S)")
_ENCLOSED = re.compile(rf"{_LEAD}(?P<label>[①-⑳⑴-⒇⒈-⒛⒜-⒵㈠-㈩㊀-㊉])")
_NUMBER = rf"{DIGIT}{{1,4}}(?:er\b)?(?:[ ](?:bis|ter|quater)\b)?|[IVXLC]{{1,8}}\b|[A-Z]\b"


@dataclass(frozen=True, slots=True)
class _Grammar:
    """How labels are found in text of one language, or of any."""

    item: re.Pattern[str]
    division: re.Pattern[str]
    divisions: Mapping[str, str]


@cache
def _grammar(language: str) -> _Grammar:
    counted = counters(language)
    item = re.compile(
        rf"{_LEAD}(?P<label>[(（][ ]?(?P<inner>{counted.pattern})[ ]?[)）]"
        rf"|(?P<bare>{counted.pattern})"
        # A full stop needs a space after it (2.5 million), except before Chinese text.
        r"(?P<close>[)）]|[.．](?:[ºª°])?(?=\s|$|[㐀-鿿《“])|[、°º]|\s?[-–—](?=\s|$)"
        # 3.2 Scope, but 2.5 million
        r"|(?:(?<=[.．]\d)|(?<=[.．]\d\d))(?=\s+[^\W\d_a-zа-я])))"
    )
    divisions = _divisions(language)
    words = "|".join(map(re.escape, sorted(divisions, key=len, reverse=True)))
    ordinals = "".join(f"|{re.escape(word)}" for word in counted.words)
    division = re.compile(
        rf"\s*(?P<label>(?P<word>{words})\s{{0,3}}(?P<inner>{_NUMBER}{ordinals}))"
        r"(?P<after>[.:．：]|\s*[—–]|\s{2}|\t|\s*$|\s(?=[^\W\d_]))",
        re.IGNORECASE,
    )
    return _Grammar(item, division, divisions)


def _divisions(language: str) -> dict[str, str]:
    """The words that open a division in a language, English ones among them; without a language, in any."""
    divisions: dict[str, str] = {}
    for tag in ("en", language) if language else tags():
        divisions |= known_language(tag).divisions
    return divisions


# The word of a division stands behind its number in Chinese, Japanese and Korean: 第三条, 제3조.
_ENCLOSING_DIVISION = re.compile(
    rf"\s*(?P<label>[第제](?P<inner>{DIGIT}{{1,4}}|{CHINESE}{{1,8}})(?P<word>部分|[编編篇部章节節条條款项項号號]|[편부장절관조항호목])"
    rf"(?:[之의]{CHINESE}{{1,3}}|의{DIGIT}{{1,3}})?)(?=[\s：:、，。(（]|$)"
)
_ENCLOSING_LANGUAGES = ("zh", "ja", "ko")
_RANKS = ("annex", "part", "title", "chapter", "section", "article", "rule", "paragraph", "item")
_LONGEST_INTERRUPTION = 64
_INITIAL = re.compile(r"\s?[^\W\d_]\.")
_DASHED = (System.DECIMAL, System.ABJAD)  # "1 -" and "أ -" are labels; "А — ..." is a sentence
_HEADING_LENGTH = 120  # of what stands on the line after "Article 5", if it is to be a label and not a reference


def split(line: str, language: str = "") -> tuple[Label | None, str]:
    """The label a line begins with, in its most likely reading, and the rest of the line without space around it.

    >>> split("(a) To comply with the Charter;")[1]
    'To comply with the Charter;'
    >>> [split(line)[0].ordinal for line in ("в) соблюдать", "第三条 目的", "Article III. Scope", "③ 其他")]
    [3, 3, 3, 3]
    >>> split("A. S. Pushkin"), split("2.5 million")
    ((None, 'A. S. Pushkin'), (None, '2.5 million'))
    """
    label = next(iter(find(line, language)), None)
    if not label:
        return None, line.strip()
    wording = line[label.end :].strip()
    return label, wording.lstrip(".:．：—– \t\u3000") if label.division else wording


def parse(label: str, language: str = "") -> Label | None:
    """A label that stands alone, in its most likely reading; None for what is no label.

    >>> parse("(iv)").ordinal, parse("十二、").ordinal, parse("hello")
    (4, 12, None)
    """
    return next(iter(readings(label, language)), None)


def readings(label: str, language: str = "") -> tuple[Label, ...]:
    """All readings of a label that stands alone, the most likely first; empty for what is no label.

    >>> [(reading.system.value, reading.ordinal) for reading in readings("(i)")]
    [('lower-latin', 9), ('lower-roman', 1)]
    """
    labels = find(label, language)
    return labels if labels and not label[labels[0].end :].strip(" .:．：—–") else ()


def find(line: str, language: str = "") -> tuple[Label, ...]:
    """All readings of the label that a line begins with, the most likely first, with their offsets in the line.

    >>> [(label.text, label.start, label.end) for label in find("- (a) To comply")]
    [('(a)', 2, 5)]
    """
    if line[:1].isdecimal():
        return _item(line, language)  # as no division, bullet or enclosed number begins
    return _division(line, language) or _enclosed(line) or _item(line, language) or _bullet(line)


def _division(line: str, language: str) -> tuple[Label, ...]:
    if match := _ENCLOSING_DIVISION.match(line):
        return _labels(match, match["inner"], "zh", division=_enclosing(match["word"], language))
    grammar = _grammar(language)
    match = grammar.division.match(line)
    if not match or not _heads(line, match):
        return ()
    division = grammar.divisions[match["word"].lower()]
    return _labels(match, match["inner"].upper(), language, division=division)


def _enclosing(word: str, language: str) -> str:
    """The division of a word that stands behind its number; the language's of_language meaning of it comes first."""
    of_language = known_language(language).divisions if language else {}
    tables = (of_language, *(known_language(tag).divisions for tag in _ENCLOSING_LANGUAGES))
    return next((table[word] for table in tables if word in table), "item")


def _heads(line: str, match: re.Match[str]) -> bool:
    """Whether "Article 5" heads its line, and is not the beginning of a sentence about it."""
    if match["word"][0].islower():
        return False
    if match["after"] != " ":
        return True
    wording = line[match.end() : match.end() + _HEADING_LENGTH].rstrip()
    shown = not wording[:1].islower() and len(line) - match.end() < _HEADING_LENGTH
    return shown and wording[-1:] not in ".;,؛،"


def _enclosed(line: str) -> tuple[Label, ...]:
    match = _ENCLOSED.match(line)
    if not match:
        return ()
    plain = unicodedata.normalize("NFKC", match["label"])
    return _labels(match, plain.strip("()."), "en", shape={"(": "()", ".": "."}.get(plain.strip("0123456789")[:1], "○"))


def _item(line: str, language: str) -> tuple[Label, ...]:
    match = _grammar(language).item.match(line)
    if not match:
        return ()
    if match["inner"]:
        return _labels(match, match["inner"], language, shape="()")
    shape = unicodedata.normalize("NFKC", match["close"]).strip() or "."
    if shape == "." and match["bare"].isalpha() and _INITIAL.match(line, match.end()):
        return ()  # A. S. Pushkin
    if shape in "-–—":
        return tuple(label for label in _labels(match, match["bare"], language, "-") if label.system in _DASHED)
    return _labels(match, match["bare"], language, shape)


def _bullet(line: str) -> tuple[Label, ...]:
    match = _BULLET.match(line)
    if not match:
        return ()
    return (Label(match["label"], System.BULLET, 0, start=match.start("label"), end=match.end("label")),)


def _labels(
    match: re.Match[str], counter: str, language: str, shape: str = "", division: str = ""
) -> tuple[Label, ...]:
    start, end = match.span("label")
    return tuple(
        Label(match["label"], system, path[-1], shape, division, path[:-1], start, end)
        for system, path in counter_readings(counter, language)
    )


def outline(lines: Sequence[Sequence[Label]]) -> list[tuple[Label, int]]:
    """Choose one reading of each label of a text and tell how deep it is nested, 0 for the outermost list.

    Args:
        lines: the readings of each label in text order, as :func:`find` or :func:`readings` give them; none is empty.

    A label continues the innermost list it is the next of; else it opens a list inside the one before. An ambiguous
    label is read so that the label after it continues.

    >>> texts = ["(a)", "(i)", "(ii)", "(b)", "(h)", "(i)", "(j)"]
    >>> [(label.ordinal, depth) for label, depth in outline([readings(text) for text in texts])]
    [(1, 0), (1, 1), (2, 1), (2, 0), (8, 0), (9, 0), (10, 0)]
    """
    stack: list[Label] = []
    chosen: list[tuple[Label, int]] = []
    for place, candidates in enumerate(lines):
        later = _next_of_shape(lines, place)

        def cost(
            option: tuple[int, Label], stack: list[Label] = stack, later: Sequence[Label] = later
        ) -> tuple[bool, bool, bool, int]:
            rank, reading = option
            continued = any(following.follows(reading) for following in later)
            continues = any(reading.follows(open_) for open_ in stack)
            begins = reading.ordinal == 1 or any(reading.style == open_.style for open_ in stack)
            return not continued, not continues, not begins, rank

        label = min(enumerate(candidates), key=cost)[1]
        depth = _depth(label, stack)
        del stack[depth:]
        stack.append(label)
        chosen.append((label, depth))
    return chosen


def _next_of_shape(lines: Sequence[Sequence[Label]], place: int) -> Sequence[Label]:
    """The readings of the next label that looks like this one; looks no further than a list can be interrupted."""
    for candidates in lines[place + 1 : place + 1 + _LONGEST_INTERRUPTION]:
        if candidates[0].shape == lines[place][0].shape and candidates[0].division == lines[place][0].division:
            return candidates
    return ()


def _depth(label: Label, stack: Sequence[Label]) -> int:
    """How many of the open lists a label leaves open around it."""
    if label.division:
        rank = _RANKS.index(label.division)
        return next((n for n, open_ in enumerate(stack) if _rank(open_) >= rank), len(stack))
    for depth in reversed(range(len(stack))):
        if label.follows(stack[depth]):
            return depth
        if label.path and (*stack[depth].path, stack[depth].ordinal) == label.path:
            return depth + 1
    return next((n for n, open_ in enumerate(stack) if open_.style == label.style), len(stack))


def _rank(label: Label) -> int:
    return _RANKS.index(label.division) if label.division else len(_RANKS)
