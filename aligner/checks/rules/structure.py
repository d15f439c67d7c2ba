"""ALN: every unit stands once, with words in every language."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Example, Located, Rule, Setting, example
from aligner.checks.traits import EDGES, GAPS, SAME
from aligner.model import Role, Segment, Unit
from aligner.text import labels
from aligner.text.english import listed
from aligner.text.languages import language

REMEMBERED = 100_000
"""Ids held to find a repeated one: enough for a memory of any usual size, and a bound for the rest."""


class MissingSegment(Rule):
    code = "ALN001"
    name = "missing-segment"
    severity = Severity.ERROR
    what = (
        "A unit lacks one of the languages of the text, or its segment there is empty. A memory whose units have some "
        "of its languages lacks those that most of its units have."
    )
    why = (
        "A translation memory with a hole gives no match, or, in some tools, a match in the wrong language; in a legal "
        "text a clause that exists in some languages only is a divergence that has to be explained."
    )
    needs = GAPS | EDGES
    bad = example({"en": "Purpose and scope", "ru": "Цель и сфера применения"}, {"en": "Code of conduct", "ru": ""})
    good = example(
        {"en": "Purpose and scope", "ru": "Цель и сфера применения"},
        {"en": "Code of conduct", "ru": "Правила поведения"},
    )

    def check(self, reading: Reading) -> Iterator[Problem]:
        expected = dict.fromkeys((*self.setting.expected, *reading.unit.segments))
        missing = tuple(tag for tag in expected if not reading.unit.text(tag).strip() and tag in self.setting.languages)
        if not missing:
            return
        if not reading.texts:
            yield Problem("the unit has no words in any language", missing)
        else:
            yield Problem(f"no words in {listed(missing)}", missing)


class ExtraSegment(Rule):
    code = "ALN002"
    name = "extra-segment"
    severity = Severity.ERROR
    what = "A unit has a segment in a language that the text does not have."
    why = "Usually a wrong language tag: the words are there, and no one who asks for the right language finds them."
    needs = GAPS
    bad = example(
        {"en": "Signed", "ru": "Подписано"}, {"en": "Purpose", "ru": "Цель", "rus": "Цель"}, languages=("en", "ru")
    )
    good = example({"en": "Signed", "ru": "Подписано"}, {"en": "Purpose", "ru": "Цель"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        extra = tuple(language for language in reading.unit.segments if language not in self.setting.languages)
        if extra:
            are = "is" if len(extra) == 1 else "are"
            languages = ", ".join(self.setting.languages)
            yield Problem(f"{listed(extra)} {are} not among the languages of this text ({languages})", extra)


class DuplicateUnit(Rule):
    code = "ALN003"
    name = "duplicate-unit"
    severity = Severity.ERROR
    what = "Two units have the same id."
    why = (
        "Ids are how tools, comments and later versions name a unit. With two of one name, an update changes the "
        "wrong one."
    )
    bad = Example(
        (
            Unit("pledge.a", Role.ITEM, {"en": Segment("To comply"), "ru": Segment("соблюдать")}),
            Unit("pledge.a", Role.ITEM, {"en": Segment("To cooperate"), "ru": Segment("сотрудничать")}),
        )
    )
    good = Example(
        (
            Unit("pledge.a", Role.ITEM, {"en": Segment("To comply"), "ru": Segment("соблюдать")}),
            Unit("pledge.b", Role.ITEM, {"en": Segment("To cooperate"), "ru": Segment("сотрудничать")}),
        )
    )

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._lines: OrderedDict[str, int] = OrderedDict()

    def check_window(self, readings: Sequence[Reading]) -> Iterator[Located]:
        ids = [reading.unit.id for reading in readings]
        repeats = len(set(ids)) < len(ids) or not self._lines.keys().isdisjoint(ids)
        for reading, id_ in zip(readings, ids, strict=True):
            if repeats and id_ in self._lines:
                first = self._lines[id_]
                yield reading, Problem(f"a unit '{id_}' stands already{f' on line {first}' if first else ''}", ())
            else:
                self._lines[id_] = reading.unit.line
                if len(self._lines) > REMEMBERED:
                    self._lines.popitem(last=False)


class SameText(Rule):
    code = "ALN004"
    name = "same-text"
    severity = Severity.WARNING
    what = (
        "Two languages have the same text, and it has words to translate. Varieties of one language may share a text, "
        "close relatives a short one, and languages of one script a single word."
    )
    why = "A segment that was copied and never translated passes every check of numbers and punctuation."
    needs = SAME
    bad = example({"en": "Code of conduct", "ru": "Code of conduct"})
    good = example({"en": "Code of conduct", "ru": "Правила поведения"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        texts = reading.texts
        languages: dict[str, list[str]] = {}
        for tag, text in texts.items():
            languages.setdefault(text, []).append(tag)
        for text, same in languages.items():
            if len(same) < 2 or _may_be_alike(text, same):
                continue
            prose = reading.prose(same[0])
            different_texts = [counterpart for tag, counterpart in texts.items() if tag not in same]
            words = _LETTERS.findall(_INSERTED.sub(" ", prose))
            scripts = {language(tag).scripts for tag in same if language(tag).scripts}
            if len(words) == 1 and len(scripts) < 2:
                continue
            if _has_words(prose) or (words and any(map(_HAN_ONLY, different_texts))):
                highlights = tuple(Highlight(tag, 0, len(text)) for tag in same)
                yield Problem(f"{listed(tuple(same))} have the same text", tuple(same), highlights)


_LETTERS = re.compile(r"[^\W\d_]{3,}")
_INSERTED = re.compile(r"\b(?:bis|ter|quater)\b")
_HAN_ONLY = re.compile(r"[^A-Za-z]*[\u4e00-\u9fff]{2}[^A-Za-z]*").fullmatch
"""Chinese without a Latin letter: a name that even Chinese writes in its own characters stays in no other script."""


_RELATED = (
    frozenset({"hr", "bs", "sr", "sh", "cnr"}),
    frozenset({"nb", "nn", "no", "da"}),
    frozenset({"id", "ms"}),
    frozenset({"cs", "sk"}),
)
"""Languages so near to each other that a short text may be the same."""
_SHORT = 40
"""Characters of such a text."""
_NO_KANA_NOR_HANGUL = re.compile(
    "[^\u3041-\u30ff\uac00-\ud7a3A-Za-z]*[\u4e00-\u9fff][^\u3041-\u30ff\uac00-\ud7a3A-Za-z]*"
).fullmatch


def _may_be_alike(text: str, tags: Sequence[str]) -> bool:
    """Whether a text may be the same: in varieties of one language, near relatives, or as a label of all of them.

    Chinese characters alone may be the same in Japanese, "Article 1" in English and French.
    """
    if text.startswith("$ "):
        return True  # a command as it is typed
    label = labels.parse(text)
    if label and label.division and all(text.lower().startswith(tuple(language(tag).divisions)) for tag in tags):
        return True
    bases = {tag.partition("-")[0] for tag in tags}
    if len(bases) == 1:
        return True
    if bases <= {"zh", "yue", "ja", "ko"} and _NO_KANA_NOR_HANGUL(text):
        return True
    return len(text) <= _SHORT and any(bases <= related for related in _RELATED)


_AROUND = ".,;:!?()[]\"'“”„«»…。，；：！？（）「」"


def _has_words(text: str) -> bool:
    """Whether a text has more to translate than names, codes and numbers: a word of four letters in lower case."""
    words = (word.strip(_AROUND) for word in text.split())
    return any(len(word) > 3 and word.isalpha() and word == word.lower() for word in words)
