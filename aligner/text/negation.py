"""Negation: words that negate a sentence, and words that can stand for a negation in another language.

Languages negate in different places: *not to use* is 不利用 and *не использовать*, but *to refrain from* is 不得 and
*воздерживаться*, and *unless* needs a negation in Russian only. So there are two lists per language. **Plain** negations
(not, 不, не) are expected to show in some form in every other language; **implied** ones (without, refrain, unable, 免,
un-) satisfy that expectation and raise none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from aligner.text.language import NegationWords
from aligner.text.languages import language as known_language
from aligner.text.languages import tags
from aligner.text.rows import Row
from aligner.text.scripts import simplified
from aligner.text.spans import SpanSet

_FEW_LETTERS = 6
_REACH = 64
"""Characters around a sign of negation within which all words stand that make it none."""
_ROUND_BAR = re.compile(r" ?\| ?")
"""A bar at the end or the beginning of a line is a bar."""
_BAR = re.compile(r"\|(?![^(]*\))")
_BEGINS_PLAINLY = re.compile(r"\w(?![?*+{])")
_BEGINS_WORD = re.compile(r"\\b\w(?![?*+{])")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The patterns of one language, over text that is folded; None where it needs none of a kind."""

    words: NegationWords
    idle: re.Pattern[str] | None
    plain: re.Pattern[str]
    implied: re.Pattern[str]
    neutral: re.Pattern[str] | None
    shared: re.Pattern[str] | None
    concord: re.Pattern[str] | None
    signs: re.Pattern[str] | None


@cache
def _grammar(tag: str) -> _Grammar:
    """The patterns of a language whose negations are known."""
    words = known_language(tag).negation
    if words is None:
        raise KeyError(tag)
    return _Grammar(
        words,
        _pattern(words.idle) if words.idle else None,
        _pattern(words.plain),
        _pattern(words.implied),
        _pattern(words.neutral) if words.neutral else None,
        re.compile(words.shared) if words.shared else None,
        re.compile(words.concord) if words.concord else None,
        re.compile(words.signs) if words.signs else None,
    )


def _pattern(written: str) -> re.Pattern[str]:
    """Alternatives by their first letter: at any place a few are tried instead of dozens.

    Where few letters begin a word, they come before the look at what stands before them: other places are passed over.
    """
    of_words: dict[str, list[str]] = {}
    of_others: dict[str, list[str]] = {}
    for alternative in _BAR.split(_ROUND_BAR.sub("|", " ".join(written.split()))):
        if _BEGINS_WORD.match(alternative):
            of_words.setdefault(alternative[2], []).append(alternative[3:])
        elif _BEGINS_PLAINLY.match(alternative):
            of_others.setdefault(alternative[0], []).append(alternative[1:])
        else:
            of_others.setdefault("", []).append(alternative)
    if len(of_words) > _FEW_LETTERS:
        groups = [rf"\b(?:{'|'.join(map(_begun, of_words, of_words.values()))})"]
    else:
        groups = [_begun(rf"{first}(?<!\w.)", tails) for first, tails in of_words.items()]
    return re.compile("|".join([*groups, *map(_begun, of_others, of_others.values())]))


def _begun(first: str, tails: Iterable[str]) -> str:
    return f"{first}(?:{'|'.join(tails)})"


def _folded(text: str, tag: str) -> str:
    """The text as the lists have it: in lower case, and Chinese in simplified characters; none moves."""
    return simplified(text) if tag == "zh" else text.lower()


def languages() -> frozenset[str]:
    """The languages whose negations are known."""
    return frozenset(tag for tag in tags() if known_language(tag).negation)


def rows(language: str) -> tuple[Row, ...] | None:
    """Without one of these rows a text has no plain negation; None where no row is sure to be there.

    >>> rows("sw")
    ()
    """
    words = known_language(language).negation
    return () if words is None else words.hints or None


def plain(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of the words that plainly negate.

    >>> text = "They shall not only refrain, but never use force."
    >>> [text[start:end] for start, end in plain(text, "en")]
    ['never']
    >>> plain("不利用信息通信技术", "zh"), plain("在非洲不断加强", "zh")
    ([(0, 1)], [])
    """
    tag = known_language(language).tag
    return _plain(_folded(text, tag), tag)


def _plain(folded: str, tag: str) -> list[tuple[int, int]]:
    """As above, in a text that is folded."""
    grammar = _grammar(tag)
    if grammar.signs and not grammar.signs.search(folded):
        return []
    spans = [match.span() for match in grammar.plain.finditer(folded)]
    if not spans or grammar.idle is None:
        return spans
    # Without spaces, words of two to four characters around the sign: looking near it is quicker than everywhere.
    is_idle = _is_idle if known_language(tag).joiner else _is_inside
    return [span for span in spans if not is_idle(grammar.idle, folded, span[0])]


def _is_idle(idle: re.Pattern[str], text: str, place: int) -> bool:
    """Whether a word that negates is one of several that together do not."""
    for match in idle.finditer(text, max(0, place - _REACH), place + _REACH):
        if match.end() > place:
            return match.start() <= place
    return False


def _is_inside(idle: re.Pattern[str], text: str, place: int) -> bool:
    """Whether a sign of negation stands inside a word that is none."""
    for start in range(max(0, place - 2), place + 1):
        match = idle.match(text, start)
        if match and match.end() > place:
            return True
    return False


def signs(text: str, language: str) -> int:
    """How many words of a text can stand for a negation of another language, the plain ones among them.

    >>> signs("refrain from the use of force", "en"), signs("the use of force", "en")
    (1, 0)
    >>> signs("并非没有", "zh"), signs("никогда не применять силу", "ru")
    (2, 1)
    """
    tag = known_language(language).tag
    grammar, folded = _grammar(tag), _folded(text, tag)
    spans = {match.span() for match in grammar.implied.finditer(folded)}
    if spans and grammar.neutral:
        neutral = SpanSet(match.span() for match in grammar.neutral.finditer(folded))
        spans = {span for span in spans if not neutral.hold(span[0])}
    count, last = int(bool(grammar.shared and grammar.shared.search(folded))), -1
    count -= len(grammar.concord.findall(folded)) if grammar.concord else 0
    for start, end in sorted(spans.union(_plain(folded, tag))):
        count += start >= last
        last = max(last, end)
    return count


def affirmed(text: str, language: str, place: tuple[int, int]) -> str:
    """The text with a plain negation taken out, as well as that goes without grammar.

    >>> affirmed("States shall not use force", "en", (13, 16))
    'States shall use force'
    >>> affirmed("没有证据", "zh", (0, 2))
    '有证据'
    """
    start, end = place
    tag = known_language(language).tag
    instead = _grammar(tag).words.affirmed.get(_folded(text[start:end], tag), "")
    if not instead and text[end : end + 1] == " " and (start == 0 or text[start - 1] == " "):
        end += 1
    return text[:start] + instead + text[end:]
