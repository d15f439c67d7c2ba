"""`clausebank add`: official files into the bank, as a new text or into one that is there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, own_bank
from aligner.text.english import counted

if TYPE_CHECKING:
    from aligner.alignment.account import Account


def add(
    files: Annotated[
        list[str],
        typer.Argument(metavar="DIR|FILE...", help="Files named by their language (A-69-723-zh.pdf), or zh=FILE."),
    ],
    name: Annotated[str, typer.Option("--as", metavar="TEXT", help="The text's name, such as a-69-723.")],
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Read official files, cut them into clauses, align them, and write them to the bank as a text.

    The files are PDF, docx, doc, HTML or text, one for each language; a folder that fetch has filled will do. They are
    kept in the text's folder. Every wording is unverified until `verify` has compared it.

    Repeated, with the same files or with new ones, it keeps what was edited by hand and says what changed. Decisions
    about the alignment (decisions.jsonl in the text's folder) hold as long as their words are in the files; the others
    are listed.

    Examples:
        clausebank add official --as a-69-723 --bank texts
        clausebank add en=code.en.pdf ru=code.ru.docx --as code --bank texts
    """
    from aligner.acquisition import add as add_files
    from aligner.alignment.answers import decisions_to_json

    home = own_bank(bank)
    done = add_files(home, name, files)
    document = done.document
    if as_json:
        terminal.print_json(
            {
                "name": document.name,
                "symbol": document.symbol,
                "new": done.is_new,
                "units": len(document.units),
                "languages": {tag: sum(tag in unit.segments for unit in document.units) for tag in document.languages},
                "changed": list(done.changed),
                "kept": list(done.kept),
                "decisions": decisions_to_json(done.resolution),
                "left_out": {account.language: _missing(account) for account in done.accounts if account.missing},
            }
        )
        return
    _print_changes("changed", done.changed)
    _print_changes("kept", done.kept)
    for line in (*done.remarks, *map(str, done.accounts)):
        terminal.note(line)
    if done.document.decisions:
        held = counted(len(done.resolution.held), "decision")
        terminal.note(f"{held} about the alignment {'holds' if len(done.resolution.held) == 1 else 'hold'}")
    _print_changes("lost", tuple(map(str, done.resolution.lost)))
    roles = Counter(str(unit.role) for unit in document.units)
    by_role = ", ".join(f"{count} {role}" for role, count in roles.most_common())
    verb = "added" if done.is_new else "unchanged" if not done.changed else "updated"
    print(f"{home.root / document.name}: {verb}, {counted(len(document.units), 'unit')} ({by_role})")
    for tag in document.languages:
        missing = [unit.id for unit in document.units if tag not in unit.segments]
        if missing:
            shown = ", ".join(missing[:8]) + (" ..." if len(missing) > 8 else "")
            have = "has" if len(missing) == 1 else "have"
            terminal.note(f"{tag}: {counted(len(missing), 'unit')} {have} no wording ({shown})")
    terminal.note(f"next: clausebank check {document.name}, then verify each language")


def _missing(account: Account) -> list[str]:
    return [text for texts in account.missing.values() for text in texts]


def _print_changes(verb: str, lines: tuple[str, ...]) -> None:
    for line in lines:
        print(f"{terminal.coloured(verb, 'green' if verb == 'changed' else 'yellow')} {terminal.safe(line)}")
