"""Whatever a text says, it comes back letter for letter from every format that can be read."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.exchange.contents import contents_of
from aligner.exchange.entries import EntryGrain, Selection
from aligner.exchange.features import Feature, without
from aligner.exchange.formats import FORMATS, Format
from aligner.model import Document, LanguageVersion, Phrase, Role, Segment, Status, Stretch, Unit

TEXT_FORMATS = [it for it in FORMATS.values() if it.readable and it.writable and Feature.TEXT in it.keeps]

# What formats give a meaning of their own, among letters of several scripts.
_PARTS = [
    *"abя大ﬁ😀  \u00a0\u3000\t\n'\"`=+-@,;|\\/<>&#%{}[]()~_*:$^0",
    "]]>",
    "&amp;",
    "<b>",
    "\\n",
    "\nnote: ",
    "_x0041_",
]
words = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=12).map("".join).filter(str.strip)
labels = st.sampled_from(["", "(a)", "1.", "а)", "（一）", "=1", "-"])


@st.composite
def units(draw: st.DrawFn) -> tuple[Unit, ...]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        segments = {
            tag: Segment(draw(words), draw(labels), draw(st.sampled_from(Status)))
            for tag in draw(st.sampled_from([("en", "ru"), ("en",), ("ru",)]))
        }
        phrases = [Phrase({tag: Stretch(it.text[:2]) for tag, it in segments.items()})] if draw(st.booleans()) else []
        phrases = [it for it in phrases if all(part.text.strip() for part in it.stretches.values())]
        note = draw(st.sampled_from(["", "a note", "two\nlines: of it", "note: <x>"]))
        made.append(Unit(f"u{number}", draw(st.sampled_from(Role)), segments, tuple(phrases), note=note))
    return tuple(made)


@pytest.mark.parametrize("it", TEXT_FORMATS, ids=lambda it: it.name)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(made=units())
def test_any_text_comes_back(it: Format, made: tuple[Unit, ...], tmp_path_factory: pytest.TempPathFactory) -> None:
    languages = {tag: LanguageVersion(tag, Status.UNVERIFIED, "x") for tag in ("en", "ru")}
    document = Document("any", "ANY", {"en": "Any"}, languages, made)
    chosen = Selection(
        document, ("en", "ru"), EntryGrain.BOTH if Feature.PHRASES in it.keeps else it.default_grain(None)
    )
    path = tmp_path_factory.mktemp("any") / "text"
    it.write(chosen, str(path))
    kept = without(contents_of(chosen), set(Feature) - it.keeps)
    back = it.read(path) if kept.units else kept
    assert tuple(back.units) == kept.units
