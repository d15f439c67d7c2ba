"""The texts that exports are tested with: the annex, and one that has every feature a text can have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from aligner.bank import Bank
from aligner.cli.app import app
from aligner.model import (
    Attestation,
    AttestationKind,
    Concept,
    Document,
    Emendation,
    LanguageVersion,
    Phrase,
    Revision,
    Role,
    Segment,
    Status,
    Stretch,
    Unit,
    Verdict,
    Witness,
)

QUOTED = (
    Attestation(
        "A/1 (copy)",
        AttestationKind.SOURCE,
        "QUOTATIONWORDS",
        Verdict.DIFFERS,
        contradicts=(Stretch("the law", 2),),
        normalized="the sea is the rule",
        note="for 'law'",
    ),
    Attestation("press", AttestationKind.TERM, "The sea", Verdict.RELATED, (Stretch("the sea"),)),
)


@pytest.fixture(scope="session")
def annex() -> Document:
    return Bank().load("a-66-359")


@pytest.fixture(scope="session")
def full() -> Document:
    """Two languages and every feature; each value that only one feature has is a word in capitals."""
    en = LanguageVersion(
        "en",
        Status.VERIFIED,
        "VERSIONSOURCE",
        "sources/en.txt",
        "0" * 64,
        (Emendation("a", "x", "y", "a misprint"),),
    )
    ru = LanguageVersion("ru", Status.UNVERIFIED, "a rendering")
    units = (
        Unit(
            "TITLEID",
            Role.TITLE,
            {
                "en": Segment("A <title> & more", status=Status.VERIFIED),
                "ru": Segment(
                    "Заголовок", revisions=(Revision(dt.date(2020, 1, 2), "REVISEDWORDS", "a reason", ("press",)),)
                ),
            },
        ),
        Unit("lacks", Role.HEADING, {"en": Segment("GAPTEXT", status=Status.VERIFIED)}),
        Unit("only-ru", Role.ITEM, {"ru": Segment("только по-русски", "б)")}),
        Unit(
            "before",
            Role.CHAPEAU,
            {
                "en": Segment("Each State\tpledges:\n to act", status=Status.SUPERSEDED),
                "ru": Segment("Каждое «государство»"),
            },
        ),
        Unit(
            "a",
            Role.ITEM,
            {
                "en": Segment("the law of the sea is the law; = «yes» | 'no' \"q\"", "LABELA", Status.VERIFIED, QUOTED),
                "ru": Segment("право моря — право", "а)"),
            },
            phrases=(
                Phrase({"en": Stretch("the law", 2), "ru": Stretch("право", 2)}),
                Phrase({"en": Stretch("the sea"), "ru": Stretch("моря")}),
                Phrase({"en": Stretch("of")}),
            ),
            unmatched={"en": ("UNMATCHEDWORD",)},
            ignore={"NUM001": "EXCEPTIONREASON"},
            note="NOTETEXT with <angles>\nand a second line",
        ),
        Unit("x.1", Role.NOTE, {"en": Segment("=cmd|'/c calc'!A0"), "ru": Segment("'- пункт")}),
    )
    concepts = (
        Concept(
            "law",
            {"en": ("TERMLAW", "right"), "ru": ("право",)},
            "DEFINITIONOFLAW",
            "TERMNOTE",
            ("a",),
            {"en": ("OLDTERM",)},
        ),
        Concept("sea", {"en": ("sea",), "ru": ("море",)}),
    )
    return Document(
        "full",
        "SYMBOL/1",
        {"en": "TITLEWORDS", "ru": "Заглавие"},
        {"en": en, "ru": ru},
        units,
        dt.date(2011, 9, 14),
        concepts,
        {"session": 66, "letter": "DETAILWORD"},
        witnesses={
            "A/1 (copy)": Witness("WITNESSTITLE", "2015", "https://example.org/a", "by hand"),
            "press": Witness("A newspaper"),
        },
    )


@pytest.fixture
def in_process(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command here rather than in a process of its own: exit status, standard output, standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            app([str(argument) for argument in arguments])
        status = end.value.code
        out, err = capfd.readouterr()
        return int(status or 0), out, err

    return run
