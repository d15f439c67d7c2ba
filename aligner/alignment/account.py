"""What became of every character that was read: it is in a unit, or it is said where it went and why."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aligner.model import Unit
from aligner.text.english import counted

FOOTNOTES, HEADS, PAGE_NUMBERS = "footnote", "line of page furniture", "page number or the like"
"""Why a paragraph of a file is in no unit."""
GAPS, LABELS, SIGNS = "unit that lacks a language", "label", "bullet, or sign after a label"
"""Why characters of a unit are not in an output: the format has no place for them."""
_PLURALS = {
    HEADS: "lines of page furniture",
    PAGE_NUMBERS: "page numbers and the like",
    GAPS: "units that lack a language",
    SIGNS: "bullets and signs after labels",
}
_SHOWN, _LONGEST = 3, 40


def characters(texts: Sequence[str]) -> int:
    """How many characters some texts have, without the spaces between and in them."""
    return sum(len("".join(text.split())) for text in texts)


def reason_counted(reason: str, number: int) -> str:
    """A reason with how often it holds.

    >>> reason_counted(FOOTNOTES, 2), reason_counted(HEADS, 2)
    ('2 footnotes', '2 lines of page furniture')
    """
    return counted(number, reason, _PLURALS.get(reason, ""))


@dataclass(frozen=True, slots=True)
class Account:
    """One language of a text: what was read, and what of it is in no output.

    Attributes:
        language: tag.
        read: characters that were read, without spaces.
        missing: reason to the texts that are in no output.
        signs: characters between labels and words, such as bullets, that the output does without.
    """

    language: str
    read: int
    missing: Mapping[str, tuple[str, ...]]
    signs: int = 0

    @property
    def lost(self) -> int:
        """Characters that were read and are in no output."""
        return self.signs + sum(map(characters, self.missing.values()))

    def __str__(self) -> str:
        """Such as ``ru: 12 of 90 characters read are not in the output: 1 footnote (* A note.)``."""
        if not self.lost:
            return f"{self.language}: all {counted(self.read, 'character')} read are in the output"
        reasons = [f"{reason_counted(reason, len(texts))} ({_shown(texts)})" for reason, texts in self.missing.items()]
        reasons += [reason_counted(SIGNS, self.signs)] if self.signs else []
        subject = "character read is" if self.read == 1 else "characters read are"
        return f"{self.language}: {self.lost:,} of {self.read:,} {subject} not in the output: {', '.join(reasons)}"


def accounts(
    read: Mapping[str, int],
    left_out: Mapping[str, Mapping[str, tuple[str, ...]]],
    units: Sequence[Unit],
    *,
    unwritten: Collection[str] = (),
    has_labels: bool = True,
) -> Iterator[Account]:
    """An account of each language.

    Args:
        read: language to characters that were read.
        left_out: language to reason to paragraphs that are in no unit.
        units: what was made of the others.
        unwritten: ids of units that the output does not hold.
        has_labels: whether the output holds labels.
    """
    for tag, count in read.items():
        segments = [(unit.id, unit.segments[tag]) for unit in units if tag in unit.segments]
        texts = [f"{segment.label} {segment.text}" for _, segment in segments]
        texts += itertools.chain.from_iterable(left_out.get(tag, {}).values())
        missing = dict(left_out.get(tag, {}))
        gaps = [f"{segment.label} {segment.text}".strip() for id_, segment in segments if id_ in unwritten]
        labels = [segment.label for id_, segment in segments if segment.label and id_ not in unwritten]
        if gaps:
            missing[GAPS] = tuple(gaps)
        if labels and not has_labels:
            missing[LABELS] = tuple(labels)
        yield Account(tag, count, missing, signs=count - characters(texts))


def _shown(texts: Sequence[str]) -> str:
    excerpts = [text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..." for text in texts[:_SHOWN]]
    return " | ".join([*excerpts, "..."] if len(texts) > _SHOWN else excerpts)
