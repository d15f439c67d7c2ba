"""`clausebank list`: the texts of the bank."""

from __future__ import annotations

import typer

from aligner.bank import Bank
from aligner.bank.summaries import LanguageSummary, TextSummary, summaries
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption
from aligner.errors import ClausebankError


def list_texts(bank: BankOption = None, *, as_json: JsonOption = False) -> None:
    """List the texts of the bank with the status of each language, and how much of it published quotations attest.

    A text that cannot be read is named on standard error; the status is then 2, and the others are listed.

    Example:
        clausebank list
    """
    problems: list[ClausebankError] = []
    texts = list(summaries(Bank(bank), lambda _, problem: problems.append(problem)))
    for problem in problems:
        terminal.note(f"clausebank: {problem}")
    if as_json:
        terminal.print_json([_entry(text) for text in texts])
    elif texts:
        head = ("text", "symbol", "date", "units", "phrases", "languages", "title")
        print(terminal.table([_row(text) for text in texts], head))
        for text in texts:
            _print_attested(text)
    elif not problems:
        terminal.note("The bank is empty.")
    if problems:
        raise typer.Exit(2)


def _row(text: TextSummary) -> tuple[str, ...]:
    statuses = [f"{tag} ({language.status})" for tag, language in text.languages.items()]
    title = next(iter(text.title.values()), "")
    return (text.name, text.symbol, text.date, str(text.units), str(text.phrases), ", ".join(statuses), title)


def _print_attested(text: TextSummary) -> None:
    """Say of each language that is not verified how much of it is attested."""
    for tag, language in text.languages.items():
        if language.attested.attested and language.status != "verified":
            print(terminal.safe(f"{text.name}: {tag} {language.status}, {language.attested.in_words}"))


def _entry(text: TextSummary) -> dict[str, object]:
    return {
        "name": text.name,
        "symbol": text.symbol,
        "date": text.date or None,
        "title": dict(text.title),
        "units": text.units,
        "phrases": text.phrases,
        "concepts": text.concepts,
        "languages": {tag: _language_entry(language) for tag, language in text.languages.items()},
    }


def _language_entry(language: LanguageSummary) -> dict[str, object]:
    return {
        "status": language.status,
        "source": language.source,
        "sha256": language.sha256 or None,
        "unverified": language.unverified,
        "characters": language.attested.total,
        "attested": language.attested.attested,
        "attested_by": {str(kind): count for kind, count in language.attested.by_kind.items()},
    }
