"""LST: labels of list items count the same in every language, and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    return Example(
        tuple(
            Unit(
                f"item.{number}",
                Role.ITEM,
                {"en": Segment("To cooperate;", label=en), "ru": Segment("сотрудничать;", label=ru)},
            )
            for number, (en, ru) in enumerate(pairs, start=1)
        )
    )


class LabelMismatch(Rule):
    code = "LST001"
    name = "label-mismatch"
    severity = Severity.ERROR
    what = "The labels of a unit count differently; their shape does not matter: (c), c) and в) are all the third."
    why = "Subparagraphs are cited by their labels; a citation would lead to another one."
    needs = LABELS
    bad = _items(("(c)", "d)"))
    good = _items(("(c)", "в)"))

    def check(self, reading: Reading) -> Iterator[Problem]:
        found = {language: those for language, those in reading.once(_labels).items() if those}
        if len(found) < 2:
            return
        ordinals = {language: {(*label.path, label.ordinal) for label in those} for language, those in found.items()}
        if set.intersection(*ordinals.values()):
            return
        agreeing = {
            language: sum(not values.isdisjoint(other) for other in ordinals.values())
            for language, values in ordinals.items()
        }
        most = max(agreeing.values())
        alone = tuple(language for language, count in agreeing.items() if 2 * count <= len(found) or count < most)
        marks = tuple(_mark(language, those[0], reading) for language, those in found.items())
        shown = {language: those[0].text for language, those in found.items()}
        yield Problem(f"labels {grouped(shown)}", alone, tuple(filter(None, marks)))


class LabelOrder(Rule):
    code = "LST002"
    name = "label-order"
    severity = Severity.ERROR
    what = "A label does not follow the one before it in the same list."
    why = "An item is missing, stands in the wrong place, or two have the same label."
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
    what = "A label stands before the text in some languages only."
    why = "Usually the layout counted the items, and the number was lost when the text was taken out of the file."
    needs = LABELS
    bad = example({"en": "5. Takes note of the report;", "ru": "принимает к сведению доклад;"})
    good = example({"en": "5. Takes note of the report;", "ru": "5. принимает к сведению доклад;"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        found = reading.once(_labels)
        missing = tuple(
            language
            for language, those in found.items()
            if not those and not _BRACKETED.match(reading.texts.get(language, ""))
        )
        if missing and any(found.values()):
            shown = {language: those[0].text if those else "" for language, those in found.items()}
            yield Problem(f"label {grouped(shown)}", missing)


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
    found: dict[str, Sequence[Label]] = {}
    for language in reading.texts:
        text, label = reading.prose(language), segments[language].label
        if label:
            found[language] = labels.readings(label, language) + labels.readings(label.translate(_LOOKALIKES), language)
        else:
            head = text[:12]
            opens = head[:1].isdigit() or ")" in head or "）" in head or "." in head or "、" in head
            found[language] = _at_head(text, language) if opens else ()
    return found


def _at_head(text: str, language: str) -> list[Label]:
    """The readings of a label at the head of a text; a Cyrillic с that means the Latin c is read both ways."""
    found = labels.find(text, language)
    if found and not text[: found[0].end].isascii():
        found += labels.find(text[: found[0].end].translate(_LOOKALIKES) + text[found[0].end :], language)
    return [label for label in found if _is_label(label, text)]


def _is_label(label: Label, text: str) -> bool:
    """Whether what stands at the head of a text is surely its label: a number or one small letter, and words after."""
    if label.division or label.system in {System.UPPER_LATIN, System.BULLET}:
        return False
    rest = text[label.end :]
    return bool(rest.strip()) and (rest[0].isspace() or not rest[0].isdigit())


def _continues(now: Sequence[Label], before: Sequence[Label]) -> bool:
    """Whether a label can stand after another: the next one of its list, or one of a list inside or around it."""
    same = [
        (label, other) for label in now for other in before if (label.style, label.path) == (other.style, other.path)
    ]
    return not same or any(label.ordinal == other.ordinal + 1 for label, other in same)


def _mark(language: str, label: Label, reading: Reading) -> Highlight | None:
    """Where the label stands in the text; None where it is kept apart."""
    return None if reading.unit.segments[language].label else Highlight(language, label.start, label.end)
