"""SPC: spaces where they belong, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import EDGES, ODD_SPACES, SPACING

_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_EDGE = re.compile(r"\A\s+|\s+\Z")
_BEFORE = re.compile(r"(?<=[\w)\]»”])[ \u00a0]+(?=[,;:!?](?:\s|\Z)|\.(?:\s|\Z)|[，。；：！？、])")
_ODD = re.compile(r"[\t\n\r\u2000-\u2008\u2028\u2029\u205f]+|(?<![一-鿿，。；：、！？”）》])\u3000|\u3000(?=[ \u3000])")
_TYPOGRAPHIC = re.compile(r"[\u2000-\u2008\u205f]+|(?<![一-鿿，。；：、！？”）》])\u3000|\u3000(?=[ \u3000])")
_BREAK = re.compile(r"[\n\t]")
_BETWEEN_HAN = re.compile(r"(?<=[一-鿿，。；：、！？”）》])[ \u00a0]+(?=[一-鿿“（《])")


class DoubleSpace(Rule):
    code = "SPC001"
    name = "double-space"
    severity = Severity.INFO
    what = "Two or more spaces in a row inside a segment."
    why = "Exact matches of a translation memory fail because of them."
    needs = SPACING
    bad = example({"en": "States  shall cooperate", "ru": "государства сотрудничают"})
    good = example({"en": "States shall cooperate", "ru": "государства сотрудничают"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        for language, text in reading.texts.items():
            if reading.traits_of[language] & SPACING:
                yield from _problems(_DOUBLE, "double space", language, text)

    def fix(self, text: str, language: str) -> str:  # noqa: ARG002 - the same in every language
        """One space; the no-break one where there was one."""
        return _DOUBLE.sub(lambda match: "\u00a0" if "\u00a0" in match.group() else " ", text)


class EdgeSpace(Rule):
    code = "SPC002"
    name = "edge-space"
    severity = Severity.INFO
    joint_fix = True
    what = "A space at the beginning or the end of a segment, unless all languages have it there."
    why = "It doubles the space when segments are put together, and exact matches fail on it."
    needs = EDGES
    bad = example({"en": "States ", "ru": "государства"})
    good = example({"en": "States", "ru": "государства"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        texts = reading.texts
        edges = {tag: (text[0].isspace(), text[-1].isspace()) for tag, text in texts.items()}
        if len(texts) > 1 and len(set(edges.values())) == 1:
            return
        for language, text in texts.items():
            if any(edges[language]):
                yield from _problems(_EDGE, "space at the edge", language, text)

    def fix(self, text: str, language: str) -> str:  # noqa: ARG002 - the same in every language
        """The text without them; line breaks may be meant, and stay."""
        return text.strip(" \u00a0\u3000")


class SpaceBeforePunctuation(Rule):
    code = "SPC003"
    name = "space-before-punctuation"
    severity = Severity.INFO
    what = "A space before a comma, stop, colon, semicolon, question or exclamation mark; French is left alone."
    why = "A typing slip that breaks exact matches and puts the mark on the next line."
    needs = SPACING
    bad = example({"en": "rights , freedoms", "zh": "权利和自由"})
    good = example({"en": "rights, freedoms", "zh": "权利和自由"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        for language, text in reading.texts.items():
            if reading.traits_of[language] & SPACING and not language.startswith("fr"):
                yield from _problems(_BEFORE, "space before punctuation", language, text)

    def fix(self, text: str, language: str) -> str:
        """The text without it."""
        return text if language.startswith("fr") else _BEFORE.sub("", text)


class OddSpace(Rule):
    code = "SPC004"
    name = "odd-space"
    severity = Severity.INFO
    what = (
        "A tab, line break or typographic space inside a segment, unless all languages break their lines, or a space "
        "between two Chinese characters."
    )
    why = "Left over from a layout: the words on both sides of it are not found together."
    needs = ODD_SPACES
    bad = example({"en": "code of conduct", "zh": "行为 准则"})
    good = example({"en": "code of conduct", "zh": "行为准则"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        in_lines = len(reading.texts) > 1 and all(_BREAK.search(text.strip()) for text in reading.texts.values())
        for language, text in reading.texts.items():
            if not text.isprintable() and not in_lines:
                yield from _problems(_ODD, "odd space", language, text.rstrip())
            if language.startswith("zh") and (" " in text or "\u00a0" in text):
                yield from _problems(_BETWEEN_HAN, "space between Chinese characters", language, text)

    def fix(self, text: str, language: str) -> str:
        """A plain space, or none between Chinese characters; tabs and line breaks may be meant, and stay."""
        text = _TYPOGRAPHIC.sub(" ", text)
        return _BETWEEN_HAN.sub("", text) if language.startswith("zh") else text


def _problems(pattern: re.Pattern[str], what: str, language: str, text: str) -> Iterator[Problem]:
    for match in pattern.finditer(text):
        yield Problem(f"{what} in {language}", (language,), (Highlight(language, match.start(), match.end()),))
