"""`clausebank evidence`: what published quotations say of a wording that is not official."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from aligner.attestation.quotations import used_witnesses
from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import (
    BankOption,
    JsonOption,
    LanguagesOption,
    TextArgument,
    chosen_languages,
    chosen_units,
    own_bank,
)
from aligner.coverage import attested_share
from aligner.errors import UsageError
from aligner.model import Attestation, Document, Revision, Unit, Verdict
from aligner.text.english import counted

VERDICT_COLOURS: dict[Verdict, terminal.Colour] = {
    Verdict.AGREES: "cyan",
    Verdict.DIFFERS: "red",
    Verdict.RELATED: "dim",
}


def evidence(
    text: TextArgument,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", "-u", metavar="ID", help="Only this unit; may be repeated.")
    ] = None,
    languages: LanguagesOption = None,
    bank: BankOption = None,
    *,
    add: Annotated[
        Path | None,
        typer.Option(
            "--add", metavar="FILE", help="Compare the quotations of a YAML file with the text, and add them."
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write a page (HTML); - is standard output.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Show what published quotations say of the wording of a text, and how it was changed after them.

    A quotation agrees with the wording, differs from it, or only bears on it. None of them makes a wording official:
    only `clausebank verify` against the official file does.

    Ends with 0, or with 1 when a quotation differs from the wording.

    Examples:
        clausebank evidence a-66-359
        clausebank evidence a-66-359 --unit preamble.4 --languages zh
        clausebank evidence a-66-359 -o evidence.html
        clausebank evidence a-66-359 --add quotations.yaml --bank texts
    """
    if add:
        if output or unit or languages:
            raise UsageError("--add goes with no other choice", hint="add first, then show")
        document = _added(text, add, bank, as_json=as_json)
        if not as_json:
            return
    else:
        document = Bank(bank).load(text)
    tags = chosen_languages(languages, document.languages)
    units = [shown for shown in chosen_units(document, unit or []) if any(_has_evidence(shown, tag) for tag in tags)]
    if output:
        _write_page(document, units, tags, output)
    elif as_json:
        terminal.print_json(_entry(document, units, tags))
    else:
        _print(document, units, tags)
    if any(attestation.verdict == Verdict.DIFFERS for _, _, attestation in _all_attestations(units, tags)):
        raise typer.Exit(1)


def _added(text: str, file: Path, bank: Path | None, *, as_json: bool) -> Document:
    from aligner.attestation.contribution import contributed_to, read_contribution

    home = own_bank(bank)
    name = home.load(text).name
    with home.holding(name) as held:
        document = held.document or home.load(name)
        contribution = read_contribution(file, document)
        document = contributed_to(document, contribution)
        held.save(document)
    if not as_json:
        for entry in contribution.attestations:
            print(f"{terminal.coloured(entry.unit, 'cyan')}  {entry.language}")
            print_attestation(entry.attestation)
        terminal.note(f"{name}: {counted(len(contribution.attestations), 'attestation')} added")
    return document


def _attestations(unit: Unit, tag: str) -> Sequence[Attestation]:
    return unit.segments[tag].attestations if tag in unit.segments else ()


def _all_attestations(units: Iterable[Unit], tags: Sequence[str]) -> Iterator[tuple[str, str, Attestation]]:
    """The attestations of some units, each with the unit's id and the language."""
    for unit in units:
        for tag in tags:
            for attestation in _attestations(unit, tag):
                yield unit.id, tag, attestation


def _revisions(unit: Unit, tag: str) -> Sequence[Revision]:
    return unit.segments[tag].revisions if tag in unit.segments else ()


def _has_evidence(unit: Unit, tag: str) -> bool:
    return bool(_attestations(unit, tag) or _revisions(unit, tag))


def _print(document: Document, units: Sequence[Unit], tags: Sequence[str]) -> None:
    for tag in tags:
        share = attested_share(document, tag)
        print(f"{tag} {document.languages[tag].status}, {share.in_words or 'nothing of it attested'}")
    for unit in units:
        print(f"\n{terminal.coloured(unit.id, 'cyan')}")
        for tag in tags:
            if _has_evidence(unit, tag):
                segment = unit.segments[tag]
                print(f"  {terminal.padded(tag, 4)}{terminal.wrapped(segment.text, indent=6)}")
                print_evidence(unit, tag)
    print()
    quoted = set(chain.from_iterable(map(used_witnesses, units)))
    for name, witness in document.witnesses.items():
        if name not in quoted:
            continue
        facts = ", ".join(filter(None, (witness.title, witness.date, witness.address, witness.obtained)))
        print(f"{terminal.coloured(name, 'bold')}: {terminal.wrapped(facts, indent=4)}")


def print_evidence(unit: Unit, tag: str) -> None:
    """Print what is quoted for the wording of a unit, and how it was changed."""
    for attestation in _attestations(unit, tag):
        print_attestation(attestation)
    for revision in _revisions(unit, tag):
        witnesses = f" ({', '.join(revision.witnesses)})" if revision.witnesses else ""
        head = f"changed on {revision.date}{witnesses}: {revision.reason}"
        print(f"    {terminal.wrapped(head, indent=6)}")
        print(f"      before: {terminal.wrapped(revision.before, indent=8)}")


def print_attestation(attestation: Attestation) -> None:
    """Print a quotation with its verdict and the stretches it bears on."""
    verdict = terminal.coloured(attestation.verdict, VERDICT_COLOURS[attestation.verdict])
    head = f"{attestation.witness} ({attestation.kind}): {attestation.quotation}"
    print(f"    {verdict}  {terminal.wrapped(head, indent=6)}")
    for label, stretches in (("has the words", attestation.supports), ("has other words", attestation.contradicts)):
        for stretch in stretches:
            print(f"      {label}: {terminal.wrapped(stretch.text, indent=8)}")
    if attestation.note:
        print(f"      note: {terminal.wrapped(attestation.note, indent=8)}")


def _entry(document: Document, units: Sequence[Unit], tags: Sequence[str]) -> dict[str, object]:
    return {
        "name": document.name,
        "symbol": document.symbol,
        "languages": {tag: _share_entry(document, tag) for tag in tags},
        "witnesses": {name: asdict(witness) for name, witness in document.witnesses.items()},
        "attestations": [_attestation_entry(*attested) for attested in _all_attestations(units, tags)],
        "revisions": list(_revision_entries(units, tags)),
    }


def _share_entry(document: Document, tag: str) -> dict[str, object]:
    share = attested_share(document, tag)
    return {
        "status": str(document.languages[tag].status),
        "characters": share.total,
        "attested": share.attested,
        "attested_by": {str(kind): count for kind, count in share.by_kind.items()},
    }


def _attestation_entry(unit: str, tag: str, attestation: Attestation) -> dict[str, object]:
    record = asdict(attestation)
    del record["line"]
    return {"unit": unit, "language": tag, **record}


def _revision_entries(units: Iterable[Unit], tags: Sequence[str]) -> Iterator[dict[str, object]]:
    for unit in units:
        for tag in tags:
            for revision in _revisions(unit, tag):
                record = asdict(revision) | {"date": revision.date.isoformat(), "after": unit.text(tag)}
                yield {"unit": unit.id, "language": tag, **record}


def _write_page(document: Document, units: Sequence[Unit], tags: Sequence[str], output: str) -> None:
    from aligner.reader.evidence import render_evidence
    from tmx import atomic

    html = render_evidence(document, units, tags)
    with atomic.text(output) as out:
        out.write(html)
