"""The texts that exports are tested with: the annex, and one that has every feature a text can have."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

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


OMEGAT = Path("/usr/share/omegat/OmegaT.jar")


@pytest.fixture
def omegat(tmp_path: Path) -> Callable[[Path, str, str, str], str]:
    """Asks the real OmegaT: a memory, two languages and a text give the text as OmegaT translates it."""
    if not OMEGAT.exists():
        pytest.skip("OmegaT is not installed (Debian: omegat)")
    return lambda memory, source, target, text: _translated(memory, source, target, text, tmp_path)


def _translated(memory: Path, source: str, target: str, text: str, folder: Path) -> str:
    """What a headless OmegaT makes of a text with a memory in tm/auto: full matches come out translated."""
    project = folder / "project"
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (project / name).mkdir(parents=True)
    shutil.copy(memory, project / "tm/auto/memory.tmx")
    (project / "source/text.txt").write_text(text, encoding="utf-8")
    folders = ("source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir")
    settings = "".join(f"<{name}>__DEFAULT__</{name}>" for name in folders)
    (project / "omegat.project").write_text(
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><omegat><project version="1.0">'
        f"{settings}<source_dir_excludes/><source_lang>{source}</source_lang><target_lang>{target}</target_lang>"
        "<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>"
        "<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok><sentence_seg>false</sentence_seg>"
        "<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>"
        "</project></omegat>",
        encoding="utf-8",
    )
    command = ["java", "-Djava.awt.headless=true", "-jar", str(OMEGAT), str(project), "--mode=console-translate"]
    run = subprocess.run(
        [*command, f"--config-dir={folder / 'config'}"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "HOME": str(folder)},
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return (project / "target/text.txt").read_text(encoding="utf-8")
