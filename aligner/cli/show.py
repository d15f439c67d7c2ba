"""`clausebank show`: a text, clause by clause, its languages one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.evidence import print_evidence
from aligner.cli.options import BankOption, JsonOption, LanguagesOption, TextArgument, chosen_languages
from aligner.coverage import attested_share
from aligner.errors import NotFoundError
from aligner.model import Document, Segment, Status, Unit


def show(
    text: TextArgument,
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", "-u", metavar="ID", help="Only this unit, with its phrases; may be repeated."),
    ] = None,
    languages: LanguagesOption = None,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Show a text clause by clause in its languages.

    Every segment that is not verified is marked.
    A unit that is asked for by its id is shown with its phrases.

    Examples:
        clausebank show a-66-359 --languages en,ru
        clausebank show a-66-359 --unit pledge.h
    """
    document = Bank(bank).load(text)
    tags = chosen_languages(languages, document.languages)
    units = _chosen_units(document, unit or [])
    if as_json:
        terminal.print_json(
            {
                "name": document.name,
                "symbol": document.symbol,
                "languages": {tag: str(document.languages[tag].status) for tag in tags},
                "units": [_entry(it, tags) for it in units],
            }
        )
        return
    _print_head(document, tags)
    for it in units:
        _print_unit(it, tags, with_phrases=bool(unit))


def _chosen_units(document: Document, ids: Sequence[str]) -> Sequence[Unit]:
    known = {unit.id: unit for unit in document.units}
    for id_ in ids:
        if id_ not in known:
            raise NotFoundError(
                f"no unit '{id_}'", where=document.name, hint=f"the ids are listed by `clausebank show {document.name}`"
            )
    return [known[id_] for id_ in ids] or document.units


def _print_head(document: Document, tags: Sequence[str]) -> None:
    print(terminal.coloured(f"{document.symbol}  {next(iter(document.title.values()), '')}", "bold"))
    for tag in tags:
        version = document.languages[tag]
        trusted = version.status == Status.VERIFIED
        print(f"{tag}  {terminal.coloured(version.status, 'green' if trusted else 'yellow')}: ", end="")
        print(terminal.wrapped(version.source, indent=4))
        if not trusted and (words := attested_share(document, tag).in_words):
            print(f"    {words}; see `clausebank evidence {document.name}`")


def _print_unit(unit: Unit, tags: Sequence[str], *, with_phrases: bool) -> None:
    print(f"\n{terminal.coloured(unit.id, 'cyan')}  {terminal.coloured(unit.role, 'dim')}")
    for tag in tags:
        print(f"  {terminal.padded(tag, 4)}{_line(unit.segments.get(tag))}")
        if with_phrases and tag in unit.segments:
            print_evidence(unit, tag)
    if unit.note:
        print(f"  {terminal.coloured('note', 'dim')}  {terminal.wrapped(unit.note, indent=8)}")
    if not with_phrases:
        return
    for number, phrase in enumerate(unit.phrases, start=1):
        print(f"  {terminal.coloured(f'phrase {number}', 'dim')}")
        for tag in tags:
            if tag in phrase.stretches:
                print(f"    {terminal.padded(tag, 4)}{terminal.wrapped(phrase.stretches[tag].text, indent=8)}")
    for tag in tags:
        if unit.unmatched.get(tag):
            print(
                f"  {terminal.coloured('no counterpart', 'dim')}  {tag}: {terminal.safe(' | '.join(unit.unmatched[tag]))}"
            )


def _line(segment: Segment | None) -> str:
    if segment is None or not segment.text:
        return terminal.coloured("(missing)", "red")
    label = f"{segment.label} " if segment.label else ""
    if segment.status == Status.VERIFIED:
        return terminal.wrapped(label + segment.text, indent=6)
    mark = f"[{segment.status}] "
    return terminal.coloured(mark, "yellow") + terminal.wrapped(label + segment.text, indent=6 + len(mark))


def _entry(unit: Unit, tags: Sequence[str]) -> dict[str, object]:
    return {
        "id": unit.id,
        "role": str(unit.role),
        "segments": {
            tag: {
                "text": it.text,
                "label": it.label,
                "status": str(it.status),
                "attestations": len(it.attestations),
                "revisions": len(it.revisions),
            }
            for tag in tags
            if (it := unit.segments.get(tag))
        },
        "phrases": [
            {tag: phrase.stretches[tag].text for tag in tags if tag in phrase.stretches} for phrase in unit.phrases
        ],
        "unmatched": {tag: list(unit.unmatched[tag]) for tag in tags if unit.unmatched.get(tag)},
        "note": unit.note,
    }
