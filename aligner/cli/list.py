"""`clausebank list`: the texts of the bank."""

from __future__ import annotations

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption
from aligner.model import Document, Status


def list_texts(bank: BankOption = None, *, as_json: JsonOption = False) -> None:
    """List the texts of the bank with the status of each language.

    Example:
        clausebank list
    """
    documents = Bank(bank).load_all()
    if as_json:
        terminal.print_json([_entry(document) for document in documents])
    elif not documents:
        terminal.note("The bank is empty.")
    else:
        head = ("text", "symbol", "date", "units", "phrases", "languages", "title")
        print(terminal.table([_row(document) for document in documents], head))


def _row(document: Document) -> tuple[str, ...]:
    statuses = [f"{tag} ({version.status})" for tag, version in document.languages.items()]
    return (
        document.name,
        document.symbol,
        str(document.date or ""),
        str(len(document.units)),
        str(sum(len(unit.phrases) for unit in document.units)),
        ", ".join(statuses),
        next(iter(document.title.values()), ""),
    )


def _entry(document: Document) -> dict[str, object]:
    return {
        "name": document.name,
        "symbol": document.symbol,
        "date": document.date.isoformat() if document.date else None,
        "title": dict(document.title),
        "units": len(document.units),
        "phrases": sum(len(unit.phrases) for unit in document.units),
        "concepts": len(document.concepts),
        "languages": {
            tag: {
                "status": str(version.status),
                "source": version.source,
                "sha256": version.sha256 or None,
                "unverified": sum(
                    unit.segments[tag].status == Status.UNVERIFIED for unit in document.units if tag in unit.segments
                ),
            }
            for tag, version in document.languages.items()
        },
    }
