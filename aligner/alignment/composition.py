"""From beads to units: what `align`, `add` and `corpus` make of an alignment, decided once for all of them.

Every word that was cut is in exactly one segment. The label of a unit's first part stands apart from the words; the
label of a part inside the unit is kept as text, since it has no other place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from aligner.alignment.beads import Bead
from aligner.alignment.ids import UnitIds
from aligner.model import Role, Segment, Unit
from aligner.segmentation import Part
from aligner.text.languages import language

PartsByLanguage = Mapping[str, Sequence[Part]]


def parts_of(bead: Bead, parts: PartsByLanguage) -> dict[str, list[Part]]:
    """The parts of each language that a bead joins, in the order of the text's languages."""
    joined = {}
    for tag, of_language in parts.items():
        if blocks := bead.blocks.get(tag):
            joined[tag] = [of_language[block] for block in blocks]
    return joined


def compose_units(parts: PartsByLanguage, beads: Iterable[Bead], note: Callable[[Bead], str]) -> tuple[Unit, ...]:
    """The units of a text, each with an id one can cite.

    Args:
        parts: language to the parts of the text.
        beads: the alignment, in reading order.
        note: what is to be remarked on a bead.
    """
    ids, units = UnitIds(), []
    for bead in beads:
        joined = parts_of(bead, parts)
        units.append(unit(ids.next(role(joined), joined), joined, note(bead)))
    return tuple(units)


def titles(units: Sequence[Unit], languages: Iterable[str], name: str) -> dict[str, str]:
    """The title in each language: the unit that is one, else the first heading, else a name."""
    ranked = sorted(units, key=lambda unit: (unit.role is not Role.TITLE, unit.role is not Role.HEADING))
    first = ranked[0] if ranked and ranked[0].role in (Role.TITLE, Role.HEADING) else None
    return {tag: (first.text(tag) if first else "") or name for tag in languages}


def unit(id_: str, parts: PartsByLanguage, note: str = "") -> Unit:
    """The unit of parts that belong together, a segment per language.

    >>> from aligner.segmentation import segment as cut
    >>> parts = {"en": cut(["(a) To comply;", "(b) To report."], "en"), "zh": cut(["（一）遵守，并报告。"], "zh")}
    >>> composed = unit("u1", parts)
    >>> composed.segments["en"].label, composed.text("en"), composed.segments["zh"].label
    ('(a)', 'To comply; (b) To report.', '（一）')
    """
    segments = {}
    for tag, pieces in parts.items():
        segments[tag] = segment([(part.label, part.text) for part in pieces], tag)
    return Unit(id_, role(parts), segments, note=note)


def role(parts: PartsByLanguage) -> Role:
    """The role that most languages see in their first part; the first language breaks a tie."""
    votes = Counter(pieces[0].role for pieces in parts.values())
    return votes.most_common(1)[0][0]  # of equal counts, `most_common` gives the one met first


def segment(pieces: Sequence[tuple[str, str]], tag: str) -> Segment:
    """Neighbouring pieces of a text, each a label and its words, as one segment.

    >>> segment([("", "Article 1"), ("1.", "Peace.")], "en").text
    'Article 1 1. Peace.'
    """
    (label, words), *following = pieces
    texts = [words, *(printed(*piece) for piece in following)]
    return Segment(language(tag).joiner.join(filter(None, texts)), label)


def printed(label: str, words: str) -> str:
    """A label and words as the page has them."""
    return f"{label} {words}".strip()
