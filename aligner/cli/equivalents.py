"""`clausebank equivalents`: what a word becomes in the other languages, counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, TextsOption
from aligner.cli.search import named
from aligner.model import Unit


def equivalents(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A word, or several in a row, in any of their forms.")],
    language: Annotated[
        str | None, typer.Option("--language", "-l", metavar="TAG", help="Its language; found out when not given.")
    ] = None,
    texts: TextsOption = None,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Rank the counterparts of a word in every other language.

    Words are linked by the company they keep within aligned phrases (within whole units where a text has no phrases).
    The share is that of all occurrences of the word; what adds up to less than 1 has no counterpart that is known.

    Exit status: 0 found, 1 not found, 2 usage or unreadable input.

    Examples:
        clausebank equivalents security --language en
        clausebank equivalents 信息 --json
        clausebank equivalents угроза --text memory.tmx
    """
    from aligner.wording.equivalents import equivalents as count
    from aligner.wording.passages import unverified
    from aligner.wording.query import Query, QueryKind
    from aligner.wording.search import scope_of
    from aligner.wording.search import search as find
    from aligner.wording.texts import Texts

    query = Query(word, QueryKind.LEMMA)
    there = Texts(texts or [], Bank(bank), lambda number: terminal.progress(number, "indexing, once: units"))
    hits = list(find(there.candidates(query), query, scope_of([language] if language else [], [])))
    if not hits:
        terminal.note(f"'{word}' is not found in {named(there)}{f' in {language}' if language else ''}")
        raise typer.Exit(1)
    counts: dict[str, int] = {}
    for hit in hits:
        counts[hit.language] = counts.get(hit.language, 0) + len(hit.spans)
    own = max(counts, key=lambda tag: counts[tag])
    units = [hit.passage.unit for hit in hits if hit.language == own]
    found = count(units, query, own, _others(units, own))
    unsure = list(dict.fromkeys(tag for hit in hits for tag in unverified(hit.passage)))
    if as_json:
        terminal.print_json(
            [
                {"language": row.language, "equivalent": row.equivalent, "count": row.count, "share": row.share}
                | {"units": list(row.units), "unverified": [tag for tag in unsure if tag in (own, row.language)]}
                for row in found.rows
            ]
        )
    elif found.rows:
        head = ("language", "equivalent", "count", "share", "units")
        cells = [
            (row.language, row.equivalent, str(row.count), f"{row.share:.0%}", _few(row.units)) for row in found.rows
        ]
        print(terminal.table(cells, head))
    terminal.note_unverified(unsure)
    known = ", ".join(f"{number} in {tag}" for tag, number in found.linked.items())
    terminal.note(f"{found.occurrences} occurrences in {own}; counterpart known of {known or 'none'}")


def _others(units: Sequence[Unit], own: str) -> list[str]:
    return [tag for tag in dict.fromkeys(tag for unit in units for tag in unit.segments) if tag != own]


def _few(units: Sequence[str]) -> str:
    return ", ".join(units[:6]) + (f" and {len(units) - 6} more" if len(units) > 6 else "")
