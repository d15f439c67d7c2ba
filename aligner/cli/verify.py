"""`clausebank verify`: the stored wording of a language against an official file."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.cli.options import BankOption, JsonOption, TextArgument, own_bank

if TYPE_CHECKING:
    from aligner.verification import Adoption, Comparison, Deviation, UnitComparison

_COLOURS: dict[str, terminal.Colour] = {
    "identical": "green",
    "typographic": "cyan",
    "differs": "red",
    "missing": "red",
    "extra": "red",
}


def verify(
    text: TextArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The official file: PDF, docx, doc, HTML or text.")],
    language: Annotated[str, typer.Option("--language", "-l", metavar="TAG", help="The language of the file.")],
    bank: BankOption = None,
    *,
    update: Annotated[
        bool,
        typer.Option("--update", help="Adopt the official wording and mark it verified, after showing what differs."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Compare the stored wording of a language with the official file, unit by unit, character by character.

    The units are looked for in the whole file: a letter before them, running heads, footnotes do not matter.
    Differences of quotation marks, spaces, full width and kinds of hyphen are typographic, and named; all others are
    wording: [-stored-]{+official+}.

    Ends with 0 when nothing but typography differs, or after --update; with 1 when wording differs; with 2 when the
    file cannot be read or does not hold the text.

    Examples:
        clausebank verify a-66-359 --language zh A-66-359-zh.pdf
        clausebank verify a-66-359 --language zh A-66-359-zh.pdf --update --bank texts
    """
    from aligner.sources import read
    from aligner.verification import compare
    from aligner.verification.record import adopt_into

    source = read(file)
    home = own_bank(bank) if update else Bank(bank)
    document, adoption = home.load(text), None
    with home.holding(document.name) if update else contextlib.nullcontext() as held:
        comparison = compare((held and held.document) or document, language, source)
        if not as_json:
            _print(comparison)
        if held:
            adoption = adopt_into(held, comparison)
    if as_json:
        terminal.print_json(_entry(comparison, adoption))
    elif adoption:
        _print_adoption(comparison, adoption)
    is_whole = adoption is not None and not any(it.standing in ("missing", "extra") for it in comparison.units)
    if not comparison.is_clean and not is_whole:
        raise typer.Exit(1)


def _print(comparison: Comparison) -> None:
    for remark in comparison.source.remarks:
        terminal.note(f"{comparison.source.path}: {remark}")
    for unit in comparison.units:
        if unit.standing != "identical" or unit.emended:
            _print_unit(unit)
    counts = comparison.counts
    shown = ", ".join(f"{counts[finding]} {finding}" for finding in _COLOURS if counts[finding])  # type: ignore[index] # findings are their names
    print(f"{comparison.document.name} {comparison.language}: {shown}: {_summary(comparison)}")


def _summary(comparison: Comparison) -> str:
    if not comparison.is_clean:
        return terminal.coloured("wording differs", "red")
    same = not comparison.counts["typographic"]  # type: ignore[index] # findings are their names
    return terminal.coloured("identical" if same else "typographic only", "green")


def _print_unit(unit: UnitComparison) -> None:
    page = f"  page {unit.page}" if unit.page else ""
    folds = f" ({', '.join(unit.folds)})" if unit.folds else ""
    name = f"after {unit.unit}" if unit.standing == "extra" else unit.unit
    print(f"{terminal.safe(name)}  {terminal.coloured(unit.standing, _COLOURS[unit.standing])}{folds}{page}")
    for emendation in unit.emended:
        read = f"the file has “{emendation.found}”, read as “{emendation.read}” ({emendation.reason})"
        print(f"  recorded emendation: {terminal.safe(read)}")
    if unit.standing == "extra":
        print(f"  {_added(unit.official.printed)}")
    elif unit.standing == "missing":
        print(f"  {_taken(unit.stored.printed)}")
    elif unit.changes:
        print(f"  {_marked(unit)}")


def _marked(unit: UnitComparison) -> str:
    """The stored wording with the differences marked, far equal parts left out."""
    stored, parts, at = unit.stored.printed, list[str](), 0
    for change in unit.changes:
        parts += (terminal.safe(_shortened(stored[at : change.at], first=not parts)), _change(change))
        at = change.at + len(change.stored)
    parts.append(terminal.safe(_shortened(stored[at:], last=True)))
    return "".join(parts)


def _change(change: Deviation) -> str:
    return _taken(change.stored) + _added(change.official)


def _taken(text: str) -> str:
    if not text:
        return ""
    return terminal.coloured(f"[-{_visible(text)}-]", "red")


def _added(text: str) -> str:
    if not text:
        return ""
    return terminal.coloured(f"{{+{_visible(text)}+}}", "green")


def _visible(text: str) -> str:
    """Spaces that look like others, and what does not show at all, by their names."""
    shown = {
        "\u00a0": "<no-break space>",
        "\u00ad": "<soft hyphen>",
        "\u2011": "<no-break hyphen>",
        "\u3000": "<full-width space>",
    }
    return "".join(shown.get(char, char) for char in text)


def _shortened(text: str, *, first: bool = False, last: bool = False) -> str:
    room = 40
    if len(text) <= 2 * room + 5:
        return text
    return ("" if first else text[:room]) + " ... " + ("" if last else text[-room:])


def _print_adoption(comparison: Comparison, adoption: Adoption) -> None:
    version = adoption.document.languages[comparison.language]
    print(
        f"adopted: {len(adoption.reworded)} units reworded; {comparison.language} is {version.status}, sha256 {version.sha256}"
    )
    for lost in adoption.unanchored:
        print(f"  phrase no longer in the wording: {lost.unit}, {lost.language}: {terminal.safe(lost.text)}")
    terminal.note("comments and notes in the text's files are left as they are: mend what they say of this language")


def _entry(comparison: Comparison, adoption: Adoption | None) -> dict[str, object]:
    return {
        "name": comparison.document.name,
        "language": comparison.language,
        "file": str(comparison.source.path),
        "sha256": comparison.source.sha256,
        "status": "identical"
        if set(comparison.counts) == {"identical"}
        else "typographic"
        if comparison.is_clean
        else "differs",
        "counts": {str(finding): comparison.counts[finding] for finding in comparison.counts},
        "units": [_unit_entry(unit) for unit in comparison.units],
        "remarks": list(comparison.source.remarks),
        **(_adoption_entry(adoption) if adoption else {}),
    }


def _unit_entry(unit: UnitComparison) -> dict[str, object]:
    is_extra = unit.standing == "extra"
    return {
        "unit": None if is_extra else unit.unit,
        "status": str(unit.standing),
        **({"after": unit.unit} if is_extra else {}),
        **({"page": unit.page} if unit.page else {}),
        "stored": unit.stored.printed,
        "official": unit.official.printed,
        "diff": [
            {
                "at": change.at,
                "stored": change.stored,
                "official": change.official,
                "typography": [str(fold) for fold in change.folds],
            }
            for change in unit.changes
        ],
        **({"emendations": [{"found": it.found, "read": it.read} for it in unit.emended]} if unit.emended else {}),
    }


def _adoption_entry(adoption: Adoption) -> dict[str, object]:
    return {
        "updated": True,
        "reworded": list(adoption.reworded),
        "unanchored": [{"unit": it.unit, "language": it.language, "text": it.text} for it in adoption.unanchored],
    }
