"""What `clausebank verify` prints: a comparison with an official file, and its adoption, as text and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from aligner.cli import terminal
from aligner.text.english import counted

if TYPE_CHECKING:
    from aligner.verification import Adoption, Comparison, Deviation, UnitComparison

_COLOURS: dict[str, terminal.Colour] = {
    "identical": "green",
    "typographic": "cyan",
    "differs": "red",
    "missing": "red",
    "extra": "red",
}


def print_comparison(comparison: Comparison) -> None:
    """Print what differs, unit by unit, and a line that sums it up."""
    for remark in comparison.source.remarks:
        terminal.note(f"{comparison.source.path}: {remark}")
    for unit in comparison.units:
        if unit.standing != "identical" or unit.emended or unit.disputed:
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
        departure = f"the file has “{emendation.found}”, read as “{emendation.read}” ({emendation.reason})"
        print(f"  recorded emendation: {terminal.safe(departure)}")
    if unit.standing == "extra":
        print(f"  {_added(unit.official.printed)}")
    elif unit.standing == "missing":
        print(f"  {_taken(unit.stored.printed)}")
    elif unit.changes:
        print(f"  {_marked(unit)}")
    for attestation in unit.disputed:
        print(f"  the file disagrees with {terminal.safe(attestation.witness)} ({attestation.kind}): ", end="")
        print(terminal.safe(attestation.quotation))


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


def print_adoption(comparison: Comparison, adoption: Adoption) -> None:
    """Print what adopting a file changed, and the words that found no place in its wording."""
    version = adoption.document.languages[comparison.language]
    reworded = counted(len(adoption.reworded), "unit")
    print(f"adopted: {reworded} reworded; {comparison.language} is {version.status}, sha256 {version.sha256}")
    for gone in adoption.unanchored:
        print(f"  {gone.place} no longer in the wording: {gone.unit}, {gone.language}: {terminal.safe(gone.text)}")
    terminal.note("comments in the text's files are left as they are: correct what they say of this language")


def comparison_entry(comparison: Comparison, adoption: Adoption | None) -> dict[str, object]:
    """A comparison, and its adoption where there was one, as plain data."""
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
    emendations = [{"found": emendation.found, "read": emendation.read} for emendation in unit.emended]
    disputed = [{"witness": quoted.witness, "quotation": quoted.quotation} for quoted in unit.disputed]
    return {
        "unit": None if is_extra else unit.unit,
        "status": str(unit.standing),
        **({"after": unit.unit} if is_extra else {}),
        **({"page": unit.page} if unit.page else {}),
        "stored": unit.stored.printed,
        "official": unit.official.printed,
        "diff": [_change_entry(change) for change in unit.changes],
        **({"emendations": emendations} if emendations else {}),
        **({"disputed": disputed} if disputed else {}),
    }


def _adoption_entry(adoption: Adoption) -> dict[str, object]:
    return {
        "updated": True,
        "reworded": list(adoption.reworded),
        "unanchored": [asdict(gone) for gone in adoption.unanchored],
    }


def _change_entry(change: Deviation) -> dict[str, object]:
    return {
        "at": change.at,
        "stored": change.stored,
        "official": change.official,
        "typography": list(map(str, change.folds)),
    }
