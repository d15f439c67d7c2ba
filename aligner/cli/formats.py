"""`clausebank formats`: what can be exported to and imported from, and what each format keeps."""

from __future__ import annotations

from aligner.cli import terminal
from aligner.cli.options import JsonOption
from aligner.exchange.features import Feature, meaning
from aligner.exchange.formats import FORMATS, Format


def formats(*, as_json: JsonOption = False) -> None:
    """List the formats of export and import with what each keeps of a text.

    What a format does not keep of a text is said at every export.

    Examples:
        clausebank formats
        clausebank formats --json
    """
    if as_json:
        terminal.print_json([_entry(it) for it in FORMATS.values()])
        return
    head = ("format", "import", "languages", "extension", "extra", "what it is")
    print(terminal.table([_row(it) for it in FORMATS.values()], head))
    for it in FORMATS.values():
        print(
            f"\n{terminal.coloured(it.name, 'bold')} keeps {', '.join(feature for feature in Feature if feature in it.keeps)}"
        )


def _row(it: Format) -> tuple[str, ...]:
    return (
        it.name,
        "yes" if it.readable else "no",
        "two" if it.languages else "any",
        it.extensions[0] if it.extensions else "",
        it.extra,
        it.title,
    )


def _entry(it: Format) -> dict[str, object]:
    return {
        "name": it.name,
        "title": it.title,
        "extensions": list(it.extensions),
        "library": it.library,
        "extra": it.extra or None,
        "export": True,
        "import": it.readable,
        "languages": it.languages or None,
        "grains": [str(grain) for grain in it.grains],
        "keeps": [str(feature) for feature in Feature if feature in it.keeps],
        "loses": {str(feature): meaning(feature) for feature in Feature if feature not in it.keeps},
    }
