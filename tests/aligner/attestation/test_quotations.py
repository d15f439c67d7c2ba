"""What a quotation says of a wording."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.attestation.quotations import contradictions, find, judged, stretch_at, unused_witnesses
from aligner.coverage import attested, attested_share
from aligner.model import (
    Attestation,
    AttestationKind,
    Document,
    LanguageVersion,
    Revision,
    Role,
    Segment,
    Status,
    Stretch,
    Unit,
    Verdict,
    Witness,
)

TEXT = "Each State, recalling the rule, pledges to act."


def quoted(words: str, verdict: Verdict = Verdict.AGREES) -> Attestation:
    return Attestation("press", AttestationKind.DIRECT, words, verdict)


@pytest.mark.parametrize(
    ("quotation", "text", "words"),
    [
        ("recalling the rule", TEXT, "recalling the rule"),
        ("recalling the rule;", TEXT, "recalling the rule"),
        ("pledges to act", TEXT, "pledges to act"),
        ("各国,自愿遵守。", "准则，各国，自愿遵守，其他", "各国，自愿遵守"),
        ("各国自愿遵守", "各国，自愿遵守", None),
        ("«цифрового разрыва»", "о «цифрового разрыва» и", "«цифрового разрыва»"),
        ("\u0438\u0306 закон", "твой закон", "й закон"),
        ("Recalling the rule", TEXT, None),
        ("recalling all rules", TEXT, None),
        (";", TEXT, None),
    ],
)
def test_words_are_found_whatever_their_typography_and_no_other(quotation: str, text: str, words: str | None) -> None:
    span = find(quotation, text)
    assert (text[slice(*span)] if span else None) == words


def test_what_agrees_names_the_stretch_and_what_differs_the_words_that_are_otherwise() -> None:
    agreeing = judged(quoted("recalling the rule;"), TEXT)
    assert (agreeing.verdict, agreeing.supports) == (Verdict.AGREES, (Stretch("recalling the rule"),))
    differing = judged(quoted("recalling that rule, pledges"), TEXT)
    assert (differing.verdict, differing.supports, differing.contradicts) == (Verdict.DIFFERS, (), (Stretch("the"),))
    dropped = judged(quoted("各国协调和合作打击"), "加强各国协调和合作，打击滥用")
    assert dropped.contradicts == (Stretch("，"),)


def test_what_decides_nothing_stays_so_with_the_stretches_that_are_still_there() -> None:
    related = replace(quoted("other", Verdict.RELATED), supports=(Stretch("to act"), Stretch("to sleep")))
    assert judged(related, TEXT) == replace(related, supports=(Stretch("to act"),))


@pytest.mark.parametrize(
    ("attestation", "problem"),
    [
        (replace(quoted("to act"), supports=(Stretch("to act"),)), ""),
        (replace(quoted("to act"), supports=(Stretch("to sleep"),)), "no longer has “to sleep”"),
        (replace(quoted("to act"), supports=(Stretch("pledges"),)), "does not have “pledges”"),
        (quoted("to act"), "no stretch is named"),
        (quoted("to act", Verdict.DIFFERS), "the wording has its words"),
        (replace(quoted("to do", Verdict.DIFFERS), contradicts=(Stretch("to do"),)), "which the quotation contradicts"),
        (replace(quoted("to do", Verdict.DIFFERS), contradicts=(Stretch("act."),)), ""),
        (quoted("to act", Verdict.RELATED), ""),
    ],
)
def test_a_record_that_does_not_agree_with_the_wording_is_found(attestation: Attestation, problem: str) -> None:
    problems = list(contradictions(attestation, TEXT))
    assert bool(problems) == bool(problem)
    assert all(problem in it for it in problems)


@given(st.text("ab ，, «", min_size=1, max_size=30), st.integers(0, 29), st.integers(1, 30))
def test_every_part_of_a_text_agrees_with_it_and_is_found_where_it_is(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    attestation = judged(quoted(words), text)
    if any(character.isalnum() for character in words):
        assert attestation.verdict == Verdict.AGREES
        assert list(contradictions(attestation, text)) == []
    if words:
        assert stretch_at(text, start, start + len(words)).span(text) == (start, start + len(words))


def test_characters_are_counted_once_and_only_for_what_agrees() -> None:
    attestations = (
        replace(quoted("a"), supports=(Stretch("Each State"),)),
        replace(quoted("b"), kind=AttestationKind.TERM, supports=(Stretch("State, recalling"),)),
        replace(quoted("c", Verdict.RELATED), supports=(Stretch("to act"),)),
        replace(quoted("d", Verdict.DIFFERS), contradicts=(Stretch("pledges"),)),
    )
    unit = Unit("1", Role.PARAGRAPH, {"en": Segment(TEXT, attestations=attestations), "ru": Segment("Да")})
    languages = {tag: LanguageVersion(tag, Status.UNVERIFIED, "x") for tag in ("en", "ru")}
    document = Document("d", "A/1", {"en": "D"}, languages, (unit,))
    assert attested(unit, "en") == ((0, len("Each State, recalling")),)
    share = attested_share(document, "en")
    assert (share.attested, share.total) == (21, len(TEXT))
    assert share.by_kind == {AttestationKind.DIRECT: 10, AttestationKind.TERM: 16}
    assert attested_share(document, "ru").in_words == ""


def test_a_witness_is_used_by_a_quotation_or_a_change() -> None:
    import datetime as dt

    revision = Revision(dt.date(2020, 1, 2), "x", "y", ("law",))
    unit = Unit("1", Role.PARAGRAPH, {"en": Segment(TEXT, attestations=(quoted("to act"),), revisions=(revision,))})
    witnesses = {name: Witness(name) for name in ("press", "law", "nobody")}
    versions = {"en": LanguageVersion("en", Status.UNVERIFIED, "x")}
    document = Document("d", "A/1", {"en": "D"}, versions, (unit,), witnesses=witnesses)
    assert unused_witnesses(document) == ["nobody"]
