"""What a part, or a whole build, came to: counts that add up, and nothing that depends on when or where it ran."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

BINS = 10
"""Bins of the histogram of confidence, each a tenth wide; the last one includes 1."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be worked on, and why: the kind of error and its message."""

    document: str
    kind: str
    message: str


@dataclass(slots=True)
class Summary:
    """Counts of a part or of several; :meth:`add` puts them together.

    Attributes:
        documents: all of them, failed ones too.
        failures: the documents that failed.
        blocks: language to blocks of text.
        characters: language to characters of text.
        units: N-way units.
        confidence: links by tenth of their confidence, :data:`BINS` counts.
        findings: severity to findings of the rules.
        left_out: reason to paragraphs of the files that are in no unit, such as footnotes.
    """

    documents: int = 0
    failures: list[Failure] = field(default_factory=list)
    blocks: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    units: int = 0
    confidence: list[int] = field(default_factory=lambda: [0] * BINS)
    findings: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def links(self) -> int:
        """Links of two languages."""
        return sum(self.confidence)

    def add(self, other: Summary) -> None:
        """Count the other's as one's own."""
        self.documents += other.documents
        self.failures += other.failures
        self.blocks += other.blocks
        self.characters += other.characters
        self.units += other.units
        self.confidence = [one + two for one, two in zip(self.confidence, other.confidence, strict=True)]
        self.findings += other.findings
        self.left_out += other.left_out

    def count_link(self, confidence: float) -> None:
        """Count a link in the histogram."""
        self.confidence[min(int(confidence * BINS), BINS - 1)] += 1

    def kinds(self) -> dict[str, int]:
        """Kind of error to documents that failed with it, most frequent first."""
        return dict(Counter(failure.kind for failure in self.failures).most_common())

    def record(self) -> dict[str, object]:
        """As JSON knows it."""
        return {
            "documents": self.documents,
            "failures": [[failure.document, failure.kind, failure.message] for failure in self.failures],
            "blocks": dict(sorted(self.blocks.items())),
            "characters": dict(sorted(self.characters.items())),
            "units": self.units,
            "confidence": self.confidence,
            "findings": dict(sorted(self.findings.items())),
            "left_out": dict(sorted(self.left_out.items())),
        }

    def to_json(self) -> bytes:
        """In one line, the same for the same counts."""
        return json.dumps(self.record(), ensure_ascii=False).encode("utf-8", "backslashreplace")

    @classmethod
    def from_json(cls, data: bytes) -> Summary:
        """The counterpart of :meth:`to_json`."""
        record = json.loads(data)
        return cls(
            documents=record["documents"],
            failures=[Failure(*failure) for failure in record["failures"]],
            blocks=Counter(record["blocks"]),
            characters=Counter(record["characters"]),
            units=record["units"],
            confidence=record["confidence"],
            findings=Counter(record["findings"]),
            left_out=Counter(record["left_out"]),
        )
