"""`clausebank compare`: two versions of a text, or the languages of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, TextArgument, chosen_languages
from aligner.errors import NotFoundError, UsageError
from aligner.model import Document, Unit
from aligner.text.english import counted
from aligner.wording.passages import text_or_file

if TYPE_CHECKING:
    from aligner.wording.versions import Pair


def compare(
    text: TextArgument,
    other: Annotated[
        str | None, typer.Argument(metavar="[OTHER]", help="The newer version: a text of the bank or a TMX file.")
    ] = None,
    between: Annotated[
        bool, typer.Option("--languages", help="Compare the languages of TEXT instead of two versions.")
    ] = False,
    only: Annotated[
        str | None, typer.Option("--only", "-l", metavar="TAGS", help="These languages, such as en,zh.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show the clauses that stayed the same too.")] = False,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Compare two versions of a text clause by clause, or the languages of one text.

    Versions: clauses are matched by their words, also where they moved, were merged, split or renumbered. Words that
    were taken out are in [-such-] marks, words that were put in are in {+such+} marks.

    Languages: clauses that say more or less in one language, each with the reason to think so: length, words without
    a counterpart, a missing term, a negation. It helps to read; languages differ by right.

    Exit status: 0 no difference, 1 differences, 2 usage or unreadable input.

    Examples:
        clausebank compare a-66-359 a-69-723
        clausebank compare old.tmx new.tmx --only en,fr
        clausebank compare a-66-359 --languages
    """
    if between == (other is not None):
        raise UsageError("give a second text, or --languages", hint="clausebank compare TEXT OTHER | TEXT --languages")
    document = text_or_file(text, Bank(bank))
    if other is None:
        count = _between(document, chosen_languages(only, document.languages), as_json=as_json)
    else:
        count = _versions(document, text_or_file(other, Bank(bank)), only, every=every, as_json=as_json)
    raise typer.Exit(1 if count else 0)


def shared_languages(old: Document, new: Document, asked: str | None) -> tuple[str, ...]:
    """The languages in which two versions can be compared.

    Raises:
        NotFoundError: they share none.
    """
    shared = {tag: None for tag in old.languages if tag in new.languages}
    if not shared:
        raise NotFoundError(
            "the two texts have no language in common",
            where=f"{old.name}, {new.name}",
            hint=f"{', '.join(old.languages)} and {', '.join(new.languages)}",
        )
    return chosen_languages(asked, shared)


def _between(document: Document, tags: Sequence[str], *, as_json: bool) -> int:
    from aligner.wording.between import differences
    from aligner.wording.passages import unverified_in

    if len(tags) < 2:
        raise UsageError("one language has nothing to be compared with", where="--only", hint="give two or more")
    listed, unsure = differences(document, tags), unverified_in(document, tags)
    head = ("unit", "language", "says", "reason", "detail")
    rows = [(item.unit.id, item.language, item.says, item.reason, item.detail) for item in listed]
    if as_json:
        terminal.print_json([dict(zip(head, row, strict=True)) | {"unverified": unsure} for row in rows])
    elif rows:
        print(terminal.table(rows, head))
    terminal.note_unverified(unsure)
    units = len({item.unit.id for item in listed})
    reasons = counted(len(listed), "reason")
    terminal.note(f"{reasons} to look in {units} of {counted(len(document.units), 'unit')}")
    return len(listed)


def _versions(old: Document, new: Document, only: str | None, *, every: bool, as_json: bool) -> int:
    from aligner.wording.passages import unverified_in
    from aligner.wording.versions import compare as match
    from aligner.wording.versions import limited

    tags = shared_languages(old, new, only)
    pairs = match(limited(old, tags), limited(new, tags))
    different = [pair for pair in pairs if pair.kinds]
    shown = pairs if every else different
    unsure = list(dict.fromkeys(unverified_in(old, tags) + unverified_in(new, tags)))
    if as_json:
        terminal.print_json([{**_entry(pair, tags), "unverified": unsure} for pair in shown])
    else:
        for pair in shown:
            print("\n".join(_lines(pair, tags)))
    terminal.note_unverified(unsure)
    counts: dict[str, int] = {}
    for pair in different:
        for kind in pair.kinds:
            counts[kind] = counts.get(kind, 0) + 1
    differences = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    terminal.note(f"{old.name} to {new.name}: {differences or 'no difference'}, {len(pairs) - len(different)} the same")
    return len(different)


def _entry(pair: Pair, tags: Sequence[str]) -> Mapping[str, object]:
    from aligner.wording.difference import edits
    from aligner.wording.versions import joined

    edits_by_language = {}
    for tag in tags:
        of_tag = edits(joined(pair.old, tag), joined(pair.new, tag))
        edits_by_language[tag] = [{"kind": edit.kind or "same", "text": edit.text} for edit in of_tag]
    return {
        "old": [unit.id for unit in pair.old],
        "new": [unit.id for unit in pair.new],
        "kinds": list(pair.kinds),
        "edits": edits_by_language,
    }


def _lines(pair: Pair, tags: Sequence[str]) -> Iterator[str]:
    from aligner.wording.difference import edits
    from aligner.wording.versions import joined

    old, new = _ids(pair.old), _ids(pair.new)
    name = old if old == new else " -> ".join(filter(None, (old, new)))
    yield f"{terminal.coloured(name, 'cyan')}  {terminal.coloured(', '.join(pair.kinds) or 'same', 'dim')}"
    for tag in tags:
        is_whole = not pair.old or not pair.new
        changes = edits(joined(pair.old, tag), joined(pair.new, tag))
        text = "".join(_marked(edit.kind, terminal.safe(edit.text), whole=is_whole) for edit in changes)
        if text:
            yield f"  {terminal.padded(tag, 4)}{terminal.wrapped(text, indent=6)}"
    yield ""


def _ids(units: Sequence[Unit]) -> str:
    return " + ".join(terminal.safe(unit.id) for unit in units)


def _marked(kind: str, text: str, *, whole: bool) -> str:
    if not kind or whole:
        return text
    return f"[-{text}-]" if kind == "del" else f"{{+{text}+}}"
