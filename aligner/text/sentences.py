"""Sentences of a text as offsets that cover it: nothing is changed, nothing is lost.

Own rules in one pass over the text, for the languages whose abbreviations are known here; the library sentencex for all
others. Splitters were measured on the same hard cases, see docs/benchmarks/segmentation.md: none knows ``№``, ``ст.``,
``Art.``, inline items and initials alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from aligner.text import abbreviations
from aligner.text.languages import language as known_language
from aligner.text.punctuation import BRACKETS, QUOTATIONS
from aligner.text.spans import SpanSet

_MARK = re.compile(r"[.．｡。！？!?؟۔।॥…]+|\n[ \t\r]*\n\s*")
_CLOSERS = re.compile(
    r"(?:[\u0020\u00a0\u202f]?»|[\"”’›」』》〉)）\]］】〕]|“(?=\s|$))*(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3})?"
)
_FULL_WIDTH = frozenset("。！？｡．")
_SPACE = re.compile(r"\s*")
_HAN = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_NEXT_WORD = re.compile(r"[\s\"'“”«»„‘(\[—–-]*([^\W\d_]+)")
_INITIAL = re.compile(r"(?:^|[^\w'’])(?:[^\W\d_]\.\s?)*[^\W\d_]$")
_BARE_LABEL = re.compile(
    r"\s*(?:[-–—•*]\s+)?(?:[^\W\d_]{1,8}(?:\.\s*|\s+))?"
    r"(?:\d{1,3}(?:\.\d{1,3}){0,5}|[IVXLC]{1,6}|[ivxlc]{1,6}|[a-zA-Zа-яА-Я]|[一二三四五六七八九十]{1,3})\s?"
)
_FOOTNOTE = re.compile(r"\d{1,2}(?=\s+[^\W\d_])")
_OPENING = {**QUOTATIONS, **BRACKETS, '"': '"'}
_DEEPEST_ASIDE = 16
_CONTINUES = frozenset(",;:，、；：،؛)）]」』")
_PAIR = re.compile(r"[\"“”„‘’‚«»‹›「」『』《》()（）\[\]［］【】〔〕]|\n[ \t\r]*\n\s*")
_CLOSING_BRACKETS = frozenset(BRACKETS.values())
_SHORT_SENTENCE = 4
_LONGEST_ASIDE = 240
"""Characters of a quotation or bracket that is kept in one sentence; a longer one is cut inside."""
_TAIL = 24  # longer than any abbreviation


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a text, each with the space that follows it: joined they are the text.

    >>> sentences("See Art. 5 of A/RES/64/211. It is short.", "en")
    ['See Art. 5 of A/RES/64/211. ', 'It is short.']
    >>> sentences("大会通过了决议。附件见后。", "zh")
    ['大会通过了决议。', '附件见后。']
    """
    return [text[start:end] for start, end in spans(text, language)]


def spans(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end offsets of the sentences: contiguous, in order, from 0 to the length of the text.

    Space after a sentence belongs to it. Time is linear in the length of the text.

    Args:
        text: of any length; line breaks count as spaces, an empty line ends a sentence.
        language: its BCP 47 tag; tells which abbreviations to expect.
    """
    if not text:
        return []
    has_abbreviations = known_language(language).abbreviations is not None
    starts = [0, *(_own_starts(text, language) if has_abbreviations else _library_starts(text, language))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _own_starts(text: str, language: str) -> Iterator[int]:
    """Where the sentences after the first begin, by the rules of this module."""
    asides, start = _Asides(text), 0
    for mark in _MARK.finditer(text):
        end = _boundary(text, start, mark, language, asides)
        if end is not None and start < end < len(text):
            yield end
            start = end


def _library_starts(text: str, language: str) -> Iterator[int]:
    """The same by sentencex, which knows abbreviations of many languages that have no module here."""
    from sentencex import get_sentence_boundaries

    start = 0
    for boundary in get_sentence_boundaries(language.split("-", maxsplit=1)[0] or "en", text):
        begin = boundary["start_index"]
        # Empty lines come as sentences of their own; here they belong to the sentence before them.
        if start < begin < len(text) and boundary["text"].strip():
            yield begin
            start = begin


def _boundary(text: str, start: int, mark: re.Match[str], language: str, asides: _Asides) -> int | None:
    """Where the next sentence starts if the mark ends one; None if it does not."""
    if mark[0][0] == "\n":
        return _skip_space(text, mark.end())
    closed = _closers_end(text, mark, language)
    following = _skip_space(text, closed)
    if following >= len(text) or text[following] in _CONTINUES or asides.hold(closed):
        return None
    if _inside_sentence(text, start, mark.end(), closed, asides):
        return None
    if mark[0][-1] in _FULL_WIDTH:
        return following if _full_width_ends(text, start, mark, closed, language) else None
    if following == closed and not _HAN.match(text, following):
        return None
    return following if _ends(text, start, mark, following, language) else None


def _closers_end(text: str, mark: re.Match[str], language: str) -> int:
    """Where what belongs to a mark ends: closing quotation marks and brackets, a footnote's number."""
    closers = _CLOSERS.match(text, mark.end())
    end = closers.end() if closers else mark.end()
    before = text[max(0, mark.start() - _TAIL) : mark.start()]
    if mark[0] == "." and end == mark.end() and before[-1:].islower() and len(before) > 1 and before[-2].isalpha():
        footnote = _FOOTNOTE.match(text, end)
        if footnote and not abbreviations.followed(language).search(before):
            return footnote.end()
    return end


def _inside_sentence(text: str, start: int, stop: int, closed: int, asides: _Asides) -> bool:
    """Whether the mark stands inside brackets that opened within the sentence: (see annex.) was noted."""
    if stop == closed or text[closed - 1] not in _CLOSING_BRACKETS:
        return False
    opened = asides.opened_at(closed - 1)
    return opened is not None and _skip_space(text, start) < opened


@lru_cache(maxsize=64)
def _said(language: str) -> re.Pattern[str] | None:
    """Words such as 他说 after a quotation: the sentence goes on with who verbs it."""
    verbs = known_language(language).said
    return re.compile(rf"[^，。！？；：“”\s]{{0,6}}(?:{verbs})++(?![：:])") if verbs else None


def _full_width_ends(text: str, start: int, mark: re.Match[str], closed: int, language: str) -> bool:
    if mark[0] == "．" and (text[mark.end()].isdecimal() or _BARE_LABEL.fullmatch(text, start, mark.start())):
        return False
    speech = _said(language)
    return closed == mark.end() or not (speech and speech.match(text, closed))


def _ends(text: str, start: int, mark: re.Match[str], following: int, language: str) -> bool:  # noqa: PLR0911 - one rule a line
    """Whether a mark of an alphabet, followed by space, ends a sentence."""
    word = _NEXT_WORD.match(text, following, following + 40)
    first = word[1][0] if word else text[following]
    if first.islower() and (word is None or following + 40 > word.start(1)):
        return False
    if mark[0].startswith("…") or mark[0].endswith(".."):
        return not _HAN.match(first) and not (first.isdecimal() and word is None)
    if mark[0] != ".":
        return True
    tail = text[max(start, mark.start() - _TAIL) : mark.start()]
    begins = word is not None and word[1] in abbreviations.starters(language)
    if mark.start() - start < _TAIL and _BARE_LABEL.fullmatch(text, start, mark.start()):
        return False
    if abbreviations.may_end(language).search(tail):
        return text[following] not in BRACKETS and _abbreviation_ends(
            text[max(start, mark.start() - 64) : mark.start()], first, language, begins=begins
        )
    if abbreviations.followed(language).search(tail):
        return False
    return begins or not (_INITIAL.search(tail) and tail[-1].isupper())


def _abbreviation_ends(sentence: str, first: str, language: str, *, begins: bool) -> bool:
    """Whether an abbreviation that may end a sentence does, by what stands before and after it."""
    after_number = abbreviations.after_number(language)
    if after_number and (
        unit := after_number.search(sentence[-_TAIL:])
    ):  # "г. Москва" is a city; "В 2009 г. Ассамблея" has hardly begun
        return unit["number"] is not None and len(sentence.split()) > _SHORT_SENTENCE
    word = re.split(r"[\s(]", sentence[-_TAIL:])[-1]
    return begins or not first.isupper() or word[:1].islower() or not word[:1].isalpha()


def _skip_space(text: str, position: int) -> int:
    space = _SPACE.match(text, position)
    return space.end() if space else position


class _Asides:
    """Quotations and brackets of a text: which positions they hold together."""

    def __init__(self, text: str) -> None:
        self._opened = {}
        spans: list[tuple[int, int]] = []
        stack: list[tuple[str, int]] = []
        for match in _PAIR.finditer(text):
            mark, at = match[0][0], match.start()
            if mark == "\n":
                stack.clear()
            elif stack and stack[-1][0] == mark:
                opened = stack.pop()[1]
                self._opened[at] = opened
                if at - opened <= _LONGEST_ASIDE:
                    spans.append((opened + 1, at + 1))
            elif mark in _OPENING and not (mark == '"' and text[at + 1 : at + 2].isspace()):
                stack.append((_OPENING[mark], at))
                del stack[:-_DEEPEST_ASIDE]
        self._spans = SpanSet(spans)

    def hold(self, position: int) -> bool:
        """Whether a position lies inside a quotation or bracket that is short enough to be kept whole."""
        return self._spans.hold(position)

    def opened_at(self, closing: int) -> int | None:
        """Where the pair opens that closes at a position."""
        return self._opened.get(closing)
