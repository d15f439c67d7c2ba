"""The query language, read: a query as a sequence of elements. docs/wording.md describes it for users.

A query is words in a row. ``*`` and ``?`` inside a word are wildcards, a ``*`` that stands alone is a gap, ``(a|b)`` are
alternatives, ``[shall]`` is a word in any of its forms, ``"State"`` is exactly this form. Of CQL (Corpus Query Language;
Evert, Hardie: "Twenty-first century Corpus Workbench", 2011) there are tokens such as ``[word="secur.*"]``,
``[lemma="be" & word!="been"]`` and ``[]{0,3}``. Everything else of CQL is refused by name: a query that is not
understood never has the answer "not found".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

import regex

from aligner.errors import UsageError
from aligner.text.word_classes import CLASSES
from aligner.text.words import UNSPACED

GAP = 5
"""Words that a ``*`` between words stands for at most."""
LONGEST = 2_000
"""Characters of a query."""
_ATTRIBUTES = ("word", "lemma", "pos")
_MOST_REPEATS = 100
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Literal:
    r"""A run of characters without a space.

    Attributes:
        parts: strings, and the wildcards ``*`` and ``?`` between them.
        keeps_borders: whether it is found only where it cuts no word of a script without spaces: 责任 is not in 谴责任何.
    """

    parts: tuple[str, ...]
    keeps_borders: bool = False

    @property
    def has_wildcard(self) -> bool:
        """Whether it stands for more than one form."""
        return any(part in WILDCARDS for part in self.parts)


WILDCARDS = ("\0*", "\0?")
"""The parts of a literal that stand for any characters, and for one."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Any words between two others.

    Attributes:
        least, most: how many.
    """

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class WordTest:
    """What one attribute of a word must be.

    Attributes:
        attribute: ``word``, ``lemma`` or ``pos``.
        value: a regular expression, or a plain word where ``is_plain``.
        is_negated: whether it must not be so.
        is_plain: whether the value is a word whose forms are looked for.
        ignores_case: whether case does not matter.
    """

    attribute: str
    value: str
    is_negated: bool = False
    is_plain: bool = False
    ignores_case: bool = False


@dataclass(frozen=True, slots=True)
class WordCondition:
    """One word by what is known of it: any of the groups of tests, each of which holds as a whole."""

    groups: tuple[tuple[WordTest, ...], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences."""

    options: tuple[tuple[Element, ...], ...]


Element: TypeAlias = "Literal | Gap | WordCondition | Choice"


def parse(query: str, *, any_form: bool = False) -> tuple[Element, ...]:
    r"""A query as its elements, in order.

    Args:
        query: what the user typed.
        any_form: whether a bare word means all its forms.

    Raises:
        UsageError: it is empty, or holds what the language does not have.

    >>> parse("take * into account")[1], parse("un*able")
    (Gap(least=0, most=5), (Literal(parts=('un', '\x00*', 'able'), keeps_borders=False),))
    >>> parse("[shall]")
    (WordCondition(groups=((WordTest(attribute='lemma', value='shall', is_negated=False, is_plain=True, ignores_case=False),),)),)
    """
    if not query.strip():
        raise UsageError("there is nothing to look for", where="QUERY", hint="give a word or a phrase")
    if len(query) > LONGEST:
        raise UsageError(f"is longer than {LONGEST:,} characters", where="QUERY")
    elements = _Reader(query.strip(), any_form=any_form).sequence()
    if all(isinstance(element, Gap) for element in elements):
        raise UsageError(f"'{query.strip()}' matches everything", where="QUERY", hint="give a word beside the gap")
    if isinstance(elements[0], Gap) or isinstance(elements[-1], Gap):
        raise UsageError("a gap needs a word on either side", where="QUERY", hint="take * into account")
    return elements


class _Reader:
    """Reads a query from left to right."""

    def __init__(self, query: str, *, any_form: bool) -> None:
        self._query, self._at, self._depth = query, 0, 0
        self._any_form = any_form

    def sequence(self, end: str = "") -> tuple[Element, ...]:
        """The elements up to a character of ``end``, or to the end of the query."""
        elements: list[Element] = []
        while self._skip_space() and self._next() not in end:
            options = [self._primary(end)]
            while "|" not in end and self._skip_space() and self._next() == "|":
                self._at += 1
                self._skip_space()
                options.append(self._primary(end))
            elements += options[0] if len(options) == 1 else [Choice(tuple(options))]
        return tuple(elements)

    def _next(self) -> str:
        return self._query[self._at : self._at + 1]

    def _skip_space(self) -> bool:
        """Go on to what is no space; False at the end of the query."""
        while self._next().isspace():
            self._at += 1
        return self._at < len(self._query)

    def _primary(self, end: str) -> tuple[Element, ...]:
        character, tail = self._next(), self._query[self._at :]
        if character in ("", "|"):
            raise UsageError("alternatives need a word on both sides of |", where="QUERY", hint="write \\| for the bar")
        if regex.match(r"</?\w+", tail):
            self._refuse("structures of CQL such as <s>")
        if regex.match(r"(?:within|containing)\s+<", tail):
            self._refuse("'within' and 'containing' of CQL")
        if character == "[":
            return tuple(self._bracket())
        if character == '"':
            return self._quoted()
        if character == "(" and self._is_choice():
            return (self._choice(),)
        if regex.match(r"\*(?:\s|\{|$)", tail):
            self._at += 1
            return (self._times(default=(0, GAP)),)
        return self._word(end)

    def _word(self, end: str) -> tuple[Element, ...]:
        """A run of characters up to a space, a bar or the end of a group: a literal, or a word in all its forms."""
        parts: list[str] = [""]
        while (character := self._next()) and not character.isspace() and character != "|" and character not in end:
            if character == "\\" and self._at + 1 < len(self._query):
                self._at += 1
                parts[-1] += self._next()
            elif character in "*?":
                parts += [f"\0{character}", ""]
            else:
                parts[-1] += character
            self._at += 1
        literal = Literal(tuple(part for part in parts if part))
        return (_any_form(literal.parts[0]) if self._any_form and not literal.has_wildcard else literal,)

    def _is_choice(self) -> bool:
        """Whether the parenthesis that opens here holds alternatives; any other is a character like the rest."""
        depth = bars = 0
        for character in regex.sub(r"\\.", "  ", self._query[self._at :]):
            depth += {"(": 1, ")": -1}.get(character, 0)
            bars += character == "|"
            if not depth:
                return bars > 0
        return False

    def _choice(self) -> Choice:
        options = []
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UsageError(f"alternatives are nested more than {_DEEPEST} deep", where="QUERY")
        while self._next() != ")":
            self._at += 1
            options.append(self.sequence(end="|)"))
            if not options[-1] or not self._next():
                raise UsageError("alternatives need a word on both sides of |", where="QUERY", hint="(may|shall)")
        self._at += 1
        self._depth -= 1
        return Choice(tuple(options))

    def _quoted(self) -> tuple[Element, ...]:
        """The exact forms between quotation marks; each may be a regular expression, as in CQL."""
        end = self._query.find('"', self._at + 1)
        if end < 0:
            raise UsageError(
                f"the quotation mark at character {self._at + 1} is never closed",
                where="QUERY",
                hint='"State" is exactly this form; write \\" for the mark itself, or use --exact',
            )
        text, self._at = self._query[self._at + 1 : end], end + 1
        if not text.strip():
            raise UsageError("there is nothing between the quotation marks", where="QUERY")
        return tuple(_exact(piece) for piece in text.split())

    def _bracket(self) -> Iterator[Element]:
        match = regex.match(r'\[((?:[^\]"]|"(?:[^"\\]|\\.)*")*)\]', self._query[self._at :])
        if not match:
            raise UsageError(
                f"the bracket at character {self._at + 1} is never closed",
                where="QUERY",
                hint="[shall] is a word in any of its forms; write \\[ for the bracket itself, or use --exact",
            )
        self._at += match.end()
        inside = match[1].strip()
        if not inside:
            yield self._times(default=(1, 1))
        elif regex.match(r"!?\s*\(|[\w-]+\s*!?=", inside):
            yield WordCondition(_groups(inside))
        else:
            yield from map(_any_form, inside.split())
        if self._query[self._at : self._at + 1] in tuple("*+?{"):
            self._refuse("repetition of a token of CQL other than []")

    def _times(self, default: tuple[int, int]) -> Gap:
        """The repetition behind a gap: ``{3}``, ``{1,3}``, ``?``, ``*``, ``+``."""
        tail = self._query[self._at :]
        match = regex.match(r"\{\s*(\d{1,6})\s*(?:(,)\s*(\d{1,6})?\s*)?\}|[*+?]", tail)
        if not match:
            if tail.startswith("{"):
                raise UsageError("a repetition is written {2} or {0,3}", where="QUERY")
            return Gap(*default)
        self._at += match.end()
        if match[0] in ("*", "+", "?"):
            return {"*": Gap(0, GAP), "+": Gap(1, GAP), "?": Gap(0, 1)}[match[0]]
        least = int(match[1])
        most = int(match[3]) if match[3] else max(least, GAP) if match[2] else least
        if most < least or most > _MOST_REPEATS:
            raise UsageError(f"{{{least},{most}}} is not a gap of up to {_MOST_REPEATS} words", where="QUERY")
        return Gap(least, most)

    def _refuse(self, what: str) -> NoReturn:
        raise UsageError(
            f"the query language does not have {what}", where="QUERY", hint="see docs/wording.md, or use --regex"
        )


def _any_form(text: str) -> Element:
    """A word in any of its forms; where it is no single word of a spaced script, the characters as they are."""
    if regex.search(f"[{UNSPACED}]", text) or not regex.fullmatch(r"[\p{L}\p{N}\p{M}\u200c\u200d'’‐‑-]+", text):
        return Literal((text,), keeps_borders=True)
    return WordCondition(((WordTest("lemma", text, is_plain=True),),))


def _exact(piece: str) -> Element:
    if regex.search(f"[{UNSPACED}]", piece):
        return Literal((piece,))
    if not regex.search(r"\w", piece) or regex.search(r"(?<!\\)[^\w\s*+?)\]}$|'’-]$|^[^\w\s(\[.^\\]", piece):
        raise UsageError(
            f"'{piece}' between quotation marks is not the form of a word",
            where="QUERY",
            hint="use --exact for characters that are not letters",
        )
    return WordCondition(((WordTest("word", piece),),))


def _groups(inside: str) -> tuple[tuple[WordTest, ...], ...]:
    """The tests of a token of CQL: alternatives of conjunctions."""
    alternatives = regex.split(r'\|(?=(?:[^"]*"[^"]*")*[^"]*$)', inside)
    groups = []
    for alternative in alternatives:
        tests = regex.split(r'&(?=(?:[^"]*"[^"]*")*[^"]*$)', alternative)
        groups.append(tuple(_test(test.strip()) for test in tests))
    return tuple(groups)


def _test(test: str) -> WordTest:
    match = regex.fullmatch(r'([\w-]+)\s*(!?)=\s*"((?:[^"\\]|\\.)*)"\s*(%[cd]+)?', test)
    if not match:
        raise UsageError(
            f"'{test}' is not a test of a word",
            where="QUERY",
            hint='[word="secur.*"], [lemma="be" & word!="been"]; parentheses inside brackets are not known',
        )
    attribute, negation, value, flags = match.groups()
    if attribute not in _ATTRIBUTES:
        raise UsageError(
            f"a word has no attribute '{attribute}' here",
            where="QUERY",
            hint=f"known: {', '.join(_ATTRIBUTES)}",
        )
    if attribute == "pos" and value not in CLASSES and value.isalnum():
        raise UsageError(f"no part of speech is called '{value}'", where="QUERY", hint=f"known: {', '.join(CLASSES)}")
    if attribute == "word" and regex.search(r"\s", value):
        raise UsageError(
            f"the value '{value}' reaches beyond one word",
            where="QUERY",
            hint="write the words one after the other, or use --regex",
        )
    return WordTest(attribute, value, is_negated=bool(negation), ignores_case="c" in (flags or ""))
