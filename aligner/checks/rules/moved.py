"""ALN022: passages that stand at another place in one language, as `align` and `add` found them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Example, Located, Rule
from aligner.model import Role, Segment, Unit
from aligner.text.english import counted, listed
from aligner.text.remark import AlignmentRemark, remark_in

_TEXTS = (
    {"en": "Adherence to the code is voluntary", "ru": "присоединение к Правилам является добровольным"},
    {"en": "To cooperate in combating terrorism", "ru": "сотрудничать в борьбе с терроризмом"},
)


def _example(moved: tuple[str, ...]) -> Example:
    units = []
    for number, texts in enumerate(_TEXTS, start=1):
        segments = {tag: Segment(text) for tag, text in texts.items()}
        units.append(Unit(f"{number}", Role.PARAGRAPH, segments, note=str(AlignmentRemark(0.97, moved))))
    return Example(tuple(units))


class MovedUnits(Rule):
    code = "ALN022"
    name = "moved-passage"
    severity = Severity.WARNING
    what = (
        "A passage stands at another place in one language than in the others: `align` and `add` found it and say so in the "
        "notes of its units. It is reported once, at its first unit."
    )
    why = (
        "In a legal text the order carries meaning, and what follows a passage or refers to it may no longer fit. Either an "
        "editor moved it, or the alignment is wrong."
    )
    bad = _example(("ru",))
    good = _example(())

    def check_window(self, readings: Sequence[Reading]) -> Iterator[Located]:
        passage: list[Reading] = []
        passage_moved: tuple[str, ...] = ()
        for reading in readings:
            remark = remark_in(reading.unit.note) if "moved in" in reading.unit.note else None
            moved = remark.moved if remark else ()
            if moved != passage_moved:
                yield from _found(passage, passage_moved)
                passage, passage_moved = [], moved
            if moved:
                passage.append(reading)
        yield from _found(passage, passage_moved)


def _found(passage: Sequence[Reading], moved: tuple[str, ...]) -> Iterator[Located]:
    if passage:
        stand = "this unit stands" if len(passage) == 1 else f"{counted(len(passage), 'unit')} from here on stand"
        yield passage[0], Problem(f"{stand} at another place in {listed(moved)}", moved)
