"""What a rule is: a small class that says what it looks for, why, and shows one bad and one good text."""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import Reading
from aligner.model import Concept, Role, Segment, Unit, Witness

_Made = TypeVar("_Made")

Located = tuple[Reading, Problem]
"""A problem and the unit it was found in."""


@dataclass(frozen=True)
class Example:
    """A short text that shows a rule at work; tests run every one."""

    units: tuple[Unit, ...]
    concepts: tuple[Concept, ...] = ()
    languages: tuple[str, ...] = ()
    witnesses: Mapping[str, Witness] = field(default_factory=dict)


def example(*texts: dict[str, str], concepts: tuple[Concept, ...] = (), languages: tuple[str, ...] = ()) -> Example:
    """An example of units made of plain texts, one mapping of languages to texts per unit."""
    units = []
    for number, by_language in enumerate(texts, start=1):
        segments = {language: Segment(text) for language, text in by_language.items()}
        units.append(Unit(f"{number}", Role.PARAGRAPH, segments))
    return Example(tuple(units), concepts, languages)


@dataclass(frozen=True)
class Setting:
    """What a rule may know of the text before the first unit."""

    languages: tuple[str, ...]
    concepts: tuple[Concept, ...] = ()
    has_status: bool = False
    in_order: bool = True
    expected: tuple[str, ...] = ()
    """The languages that every unit should have: not all those of a memory whose units have some of them."""
    meaning: bool = False
    """Whether rules that need the sentence encoder run, so that others may ask it too."""
    witnesses: Mapping[str, Witness] = field(default_factory=dict)
    _kept: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Setting], _Made]) -> _Made:
        """What rules share about the text; it is made once, however many rules ask."""
        if make not in self._kept:
            self._kept[make] = make(self)
        result: _Made = self._kept[make]
        return result


class Rule(ABC):
    """Base of all rules. One instance sees one text, so it may remember what it saw (within bounds).

    A rule overrides the hooks it needs: :meth:`check` for a unit by itself, :meth:`check_window` for units beside
    their neighbours, :meth:`finish` for what only the whole text shows.
    """

    code: ClassVar[str]
    """Three letters of the family and three digits; never used again for something else."""
    name: ClassVar[str]
    """The code in words, such as ``number-mismatch``."""
    severity: ClassVar[Severity]
    what: ClassVar[str]
    """What it looks for."""
    why: ClassVar[str]
    """Why that matters to someone who uses the text."""
    bad: ClassVar[Example]
    """A text it reports."""
    good: ClassVar[Example]
    """The same text put right."""
    languages: ClassVar[tuple[str, ...]] = ()
    """The languages it knows; empty for all."""
    opt_in: ClassVar[bool] = False
    """Whether it runs only when selected by five characters of its code or more, its name or ``ALL``: slow rules, and
    rules of style that report much that is right."""
    needs: ClassVar[int] = 0
    """The traits (:mod:`aligner.checks.traits`) without any of which :meth:`check` finds nothing and remembers nothing;
    0 for a rule that has to see every unit."""
    unsafe_fix: ClassVar[bool] = False
    """Whether its fix may be wrong where the rule is right, so that it is made only with ``--unsafe-fixes``."""
    joint_fix: ClassVar[bool] = False
    """Whether its fix is right only where it leaves no finding in any language, as it makes languages alike."""
    needs_encoder: ClassVar[bool] = False
    """Whether it compares meanings with the sentence encoder, or is as slow: it runs in short texts, or with --meaning."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def is_idle(self) -> bool:
        """Whether this text gives it nothing to do at all."""
        return False

    def check(self, reading: Reading) -> Iterable[Problem]:  # noqa: ARG002 - a hook that does nothing by default
        """Problems of one unit."""
        return ()

    def check_window(self, readings: Sequence[Reading]) -> Iterable[Located]:  # noqa: ARG002 - as check
        """Problems that show beside the neighbours; called with runs of units, in order, each unit once."""
        return ()

    def finish(self) -> Iterable[Problem]:
        """Problems of the text as a whole; called after the last unit."""
        return ()

    def fix(self, text: str, language: str) -> str:  # noqa: ARG002 - as check
        """The text of a segment put right; unchanged where the rule cannot tell how."""
        return text

    @classmethod
    def is_fixable(cls) -> bool:
        """Whether findings of this rule can be fixed without a person."""
        return cls.fix is not Rule.fix
