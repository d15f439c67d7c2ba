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
        terminal.print_json([_entry(file_format) for file_format in FORMATS.values()])
        return
    head = ("format", "export", "import", "languages", "extension", "extra", "what it is")
    print(terminal.table([_row(file_format) for file_format in FORMATS.values()], head))
    for file_format in FORMATS.values():
        features = ", ".join(feature for feature in Feature if feature in file_format.keeps)
        print(f"\n{terminal.coloured(file_format.name, 'bold')} keeps {features}")


def _row(file_format: Format) -> tuple[str, ...]:
    return (
        file_format.name,
        "yes" if file_format.writable else "no",
        "yes" if file_format.readable else "no",
        "two" if file_format.languages else "any",
        file_format.extensions[0] if file_format.extensions else "",
        file_format.extra,
        file_format.title,
    )


def _entry(file_format: Format) -> dict[str, object]:
    return {
        "name": file_format.name,
        "title": file_format.title,
        "extensions": list(file_format.extensions),
        "library": file_format.library,
        "extra": file_format.extra or None,
        "export": file_format.writable,
        "import": file_format.readable,
        "languages": file_format.languages or None,
        "grains": [str(grain) for grain in file_format.grains],
        "keeps": [str(feature) for feature in Feature if feature in file_format.keeps],
        "loses": {str(feature): meaning(feature) for feature in Feature if feature not in file_format.keeps},
    }
