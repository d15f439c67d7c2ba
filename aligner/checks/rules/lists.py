"""LST: labels of list items count the same in every language, and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from aligner.checks.disagreement import grouped
from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Example, Located, Rule, Setting, example
from aligner.checks.traits import LABELS
from aligner.model import Role, Segment, Unit
from aligner.text import labels
from aligner.text.english import listed
from aligner.text.labels import Label, System

_NUMBERED = re.compile(r"[0-9]{1,3}\. (?=[^\W\d_])")
_BRACKETED = re.compile(r"\s*[(（]\w{1,3}[)）]")
"""What is a label in any script, also where it is not known as which it counts."""
_LOOKALIKES = str.maketrans("асеорхАСЕОРХВМНТ", "aceopxACEOPXBMHT")


def _items(*pairs: tuple[str, str]) -> Example:
    units = []
    for number, (en, ru) in enumerate(pairs, start=1):
        segments = {"en": Segment("To cooperate;", label=en), "ru": Segment("сотрудничать;", label=ru)}
        units.append(Unit(f"item.{number}", Role.ITEM, segments))
    return Example(tuple(units))


class LabelMismatch(Rule):
    code = "LST001"
    name = "label-mismatch"
    severity = Severity.ERROR
    what = (
        "The labels of a unit have different places in their lists. Their form does not matter: (c), c) and в) are "
        "all the third."
    )
    why = "Subparagraphs are cited by their labels, so a citation would lead to another one."
    needs = LABELS
    bad = _items(("(c)", "d)"))
    good = _items(("(c)", "в)"))

    def check(self, reading: Reading) -> Iterator[Problem]:
        labelled = {language: readings for language, readings in reading.once(_labels).items() if readings}
        if len(labelled) < 2:
            return
        ordinals = {language: _ordinals(readings) for language, readings in labelled.items()}
        if set.intersection(*ordinals.values()):
            return
        agreeing: dict[str, int] = {}
        for language, of_language in ordinals.items():
            agreeing[language] = sum(not of_language.isdisjoint(values) for values in ordinals.values())
        most = max(agreeing.values())
        alone = tuple(language for language, count in agreeing.items() if 2 * count <= len(labelled) or count < most)
        marks = tuple(_mark(language, readings[0], reading) for language, readings in labelled.items())
        shown = {language: readings[0].text for language, readings in labelled.items()}
        yield Problem(f"labels {grouped(shown)}", alone, tuple(filter(None, marks)))


class LabelOrder(Rule):
    code = "LST002"
    name = "label-order"
    severity = Severity.ERROR
    what = "A label does not follow the one before it in the same list."
    why = "An item is missing or in the wrong place, or two have the same label."
    bad = _items(("(a)", "a)"), ("(c)", "c)"))
    good = _items(("(a)", "a)"), ("(b)", "b)"))

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._before: dict[str, list[Label]] = {}

    def is_idle(self) -> bool:
        return not self.setting.in_order

    def check_window(self, readings: Sequence[Reading]) -> Iterator[Located]:
        """Only labels that the file gives apart from the text: those at the head of a sentence may be quoted ones."""
        for reading in readings:
            if reading.unit.role is not Role.ITEM:
                self._before.clear()
            elif problem := self._out_of_order(reading):
                yield reading, problem

    def _out_of_order(self, reading: Reading) -> Problem | None:
        wrong = []
        for language in reading.texts:
            now = [label for label in labels.readings(reading.unit.segments[language].label, language) if label.ordinal]
            before = self._before.get(language, [])
            if now and before and not _continues(now, before):
                wrong.append((language, before[0], now[0]))
            self._before[language] = now
        if not wrong:
            return None
        languages = tuple(language for language, _, _ in wrong)
        _, before_label, label = wrong[0]
        return Problem(f"{label.text} follows {before_label.text} in {listed(languages)}", languages)


class LabelMissing(Rule):
    code = "LST003"
    name = "label-missing"
    severity = Severity.INFO
    what = "Some languages have a label before the text, and others do not."
    why = "Usually the layout counted the items, and the number was lost when the text was taken out of the file."
    needs = LABELS
    bad = example({"en": "5. Takes note of the report;", "ru": "принимает к сведению доклад;"})
    good = example({"en": "5. Takes note of the report;", "ru": "5. принимает к сведению доклад;"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        labels_of = reading.once(_labels)
        missing = tuple(
            language
            for language, readings in labels_of.items()
            if not readings and not _BRACKETED.match(reading.texts.get(language, ""))
        )
        if missing and any(labels_of.values()):
            shown = {language: readings[0].text if readings else "" for language, readings in labels_of.items()}
            yield Problem(f"label {grouped(shown)}", missing)


def _ordinals(readings: Sequence[Label]) -> set[tuple[int, ...]]:
    """What a label counts, in each of its readings: the ordinals of the labels around it and its own."""
    return {(*label.path, label.ordinal) for label in readings}


def _labels(reading: Reading) -> dict[str, Sequence[Label]]:
    """The readings of each segment's label: the one given apart, or the one at the head of the text.

    Empty where all texts have the same plain number at their head.
    """
    segments = reading.unit.segments
    texts = reading.texts.values()
    if (
        (same := _NUMBERED.match(next(iter(texts))))
        and all(text.startswith(same.group()) and _NUMBERED.match(text) for text in texts)
        and not any(segments[tag].label for tag in reading.texts)
    ):
        return {}
    result: dict[str, Sequence[Label]] = {}
    for language in reading.texts:
        text, label = reading.prose(language), segments[language].label
        if label:
            result[language] = labels.readings(label, language) + labels.readings(
                label.translate(_LOOKALIKES), language
            )
        else:
            head = text[:12]
            opens = head[:1].isdigit() or ")" in head or "）" in head or "." in head or "、" in head
            result[language] = _at_head(text, language) if opens else ()
    return result


def _at_head(text: str, language: str) -> list[Label]:
    """The readings of a label at the head of a text; a Cyrillic с that means the Latin c is read both ways."""
    candidates = labels.find(text, language)
    if candidates and not text[: candidates[0].end].isascii():
        end = candidates[0].end
        candidates += labels.find(text[:end].translate(_LOOKALIKES) + text[end:], language)
    return [label for label in candidates if _is_label(label, text)]


def _is_label(label: Label, text: str) -> bool:
    """Whether what stands at the head of a text is surely its label: a number or one small letter, and words after."""
    if label.division or label.system in {System.UPPER_LATIN, System.BULLET}:
        return False
    words = text[label.end :]
    return bool(words.strip()) and (words[0].isspace() or not words[0].isdigit())


def _continues(now: Sequence[Label], before: Sequence[Label]) -> bool:
    """Whether a label can stand after another: the next one of its list, or one of a list inside or around it."""
    is_of_its_list = False
    for label, earlier in product(now, before):
        if (label.style, label.path) == (earlier.style, earlier.path):
            if label.ordinal == earlier.ordinal + 1:
                return True
            is_of_its_list = True
    return not is_of_its_list


def _mark(language: str, label: Label, reading: Reading) -> Highlight | None:
    """Where the label stands in the text; None where it is kept apart."""
    return None if reading.unit.segments[language].label else Highlight(language, label.start, label.end)
