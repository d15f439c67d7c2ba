"""PRV: how far the wording can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Example, Rule, Setting
from aligner.model import Role, Segment, Status, Unit


def _example(status: Status) -> Example:
    segments = {"en": Segment("Purpose", status=Status.VERIFIED), "ru": Segment("Цель", status=status)}
    return Example((Unit("purpose", Role.HEADING, segments),))


class Unverified(Rule):
    code = "PRV001"
    name = "unverified"
    severity = Severity.INFO
    what = "Segments of a language have not been compared with an official source; one note per language."
    why = "Such wording may be right, but nobody may quote it as official before it is verified."
    bad = _example(Status.UNVERIFIED)
    good = _example(Status.VERIFIED)

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._unverified: Counter[str] = Counter()
        self._all: Counter[str] = Counter()

    def is_idle(self) -> bool:
        return not self.setting.has_status

    def check(self, reading: Reading) -> Iterable[Problem]:
        for language in reading.texts:
            self._all[language] += 1
            self._unverified[language] += reading.unit.segments[language].status is Status.UNVERIFIED
        return ()

    def finish(self) -> Iterator[Problem]:
        for language, count in self._unverified.items():
            if count:
                how_many = "all" if count == self._all[language] else f"{count} of"
                yield Problem(
                    f"{how_many} {self._all[language]} segments in {language} are unverified: "
                    "not compared with the official text",
                    (language,),
                )


class Superseded(Rule):
    code = "PRV002"
    name = "superseded"
    severity = Severity.WARNING
    what = "A segment has been replaced by a later official wording."
    why = "A memory that still offers it spreads wording that is no longer in force."
    bad = _example(Status.SUPERSEDED)
    good = _example(Status.VERIFIED)

    def is_idle(self) -> bool:
        return not self.setting.has_status

    def check(self, reading: Reading) -> Iterator[Problem]:
        for language in reading.texts:
            if reading.unit.segments[language].status is Status.SUPERSEDED:
                yield Problem(f"the {language} wording has been superseded", (language,))
