"""`clausebank show`: a text, clause by clause, its languages one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.evidence import print_evidence
from aligner.cli.options import BankOption, JsonOption, LanguagesOption, TextArgument, chosen_languages, chosen_units
from aligner.coverage import attested_share
from aligner.model import Document, Phrase, Segment, Status, Unit


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
    units = chosen_units(document, unit or [])
    if as_json:
        terminal.print_json(
            {
                "name": document.name,
                "symbol": document.symbol,
                "languages": {tag: str(document.languages[tag].status) for tag in tags},
                "units": [_entry(shown, tags) for shown in units],
            }
        )
        return
    _print_head(document, tags)
    for shown in units:
        _print_unit(shown, tags, with_phrases=bool(unit))


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
        "segments": {tag: _segment_entry(unit.segments[tag]) for tag in tags if tag in unit.segments},
        "phrases": [_words_by_language(phrase, tags) for phrase in unit.phrases],
        "unmatched": {tag: list(unit.unmatched[tag]) for tag in tags if unit.unmatched.get(tag)},
        "note": unit.note,
    }


def _segment_entry(segment: Segment) -> dict[str, object]:
    return {
        "text": segment.text,
        "label": segment.label,
        "status": str(segment.status),
        "attestations": len(segment.attestations),
        "revisions": len(segment.revisions),
    }


def _words_by_language(phrase: Phrase, tags: Sequence[str]) -> dict[str, str]:
    return {tag: phrase.stretches[tag].text for tag in tags if tag in phrase.stretches}
