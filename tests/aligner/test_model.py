from __future__ import annotations

from aligner.model import Role, Segment, Unit, plain_segment, plain_unit


def test_plain_segments_and_units_are_what_the_constructors_make() -> None:
    segment = plain_segment("Purpose", 3)
    unit = plain_unit("1", Role.HEADING, {"en": segment}, "a note", 2)
    assert (segment, segment.line) == (Segment("Purpose"), 3)
    assert (unit, unit.line) == (Unit("1", Role.HEADING, {"en": Segment("Purpose")}, note="a note"), 2)
