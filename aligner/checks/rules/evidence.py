"""EVD: what is quoted for a wording, against the wording."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.attestation.quotations import contradictions, used_witnesses
from aligner.checks.finding import Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Example, Rule, Setting
from aligner.model import Attestation, AttestationKind, Role, Segment, Stretch, Unit, Verdict, Witness

_QUOTED = Attestation("press", AttestationKind.DIRECT, "open to all", Verdict.AGREES, (Stretch("open to all"),))
_PRESS = {"press": Witness("A newspaper of the day")}


def _example(text: str, attestations: tuple[Attestation, ...] = (_QUOTED,)) -> Example:
    segments = {"en": Segment(text, attestations=attestations), "ru": Segment("Открыто для всех")}
    return Example((Unit("1", Role.PARAGRAPH, segments),), witnesses=_PRESS)


class StaleQuotation(Rule):
    code = "EVD001"
    name = "stale-quotation"
    severity = Severity.ERROR
    what = "A quotation that is recorded for a wording no longer agrees with it, or not in the way that is recorded."
    why = "The wording was edited, or the record is wrong: it would claim more for the wording than is known."
    bad = _example("Open to every State")
    good = _example("It is open to all")

    def is_idle(self) -> bool:
        return not self.setting.witnesses

    def check(self, reading: Reading) -> Iterator[Problem]:
        for language, segment in reading.unit.segments.items():
            for attestation in segment.attestations:
                for problem in contradictions(attestation, segment.text):
                    message = f"the quotation from {attestation.witness} no longer agrees with the {language} wording"
                    yield Problem(f"{message}: {problem}", (language,), line=attestation.line)


class UnusedWitness(Rule):
    code = "EVD002"
    name = "unused-witness"
    severity = Severity.WARNING
    what = "A publication is listed among the witnesses of a text, and no unit quotes it or was changed after it."
    why = "A source that supports nothing looks like support."
    bad = _example("It is open to all", ())
    good = StaleQuotation.good

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._unused = dict.fromkeys(setting.witnesses)

    def is_idle(self) -> bool:
        return not self.setting.witnesses

    def check(self, reading: Reading) -> Iterator[Problem]:
        for name in used_witnesses(reading.unit):
            self._unused.pop(name, None)
        yield from ()

    def finish(self) -> Iterator[Problem]:
        for name in self._unused:
            yield Problem(f"no unit quotes the witness {name}; quote it, or take it out of document.yaml", ())
