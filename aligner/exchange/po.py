"""Gettext catalogues: one per direction, as translators who work with PO files expect them.

``msgctxt`` is the entry's id, so that equal clauses stay apart; the reference is file and line of the unit; role,
label and status are extracted comments. A translation that is not verified is flagged ``fuzzy``: gettext's own mark
for wording a person has yet to confirm. msgfmt leaves such entries out unless told ``--use-fuzzy``.
"""

from __future__ import annotations

from importlib.metadata import version

import polib

from aligner.errors import UsageError
from aligner.exchange.entries import Entry, Selection
from aligner.model import Document, LanguageVersion, Status
from tmx import atomic


def write_po(selection: Selection, destination: str) -> None:
    """Write the catalogue of a selection to a file, or to standard output (``-``).

    Raises:
        UsageError: the selection has not exactly two languages.
        TmxOutputError: the file cannot be written.
    """
    text = str(catalogue(selection))
    with atomic.text(destination) as out:
        out.write(text + "\n")


def catalogue(selection: Selection) -> polib.POFile:
    """The catalogue of a selection in exactly two languages, source and target.

    Raises:
        UsageError: the selection has another number of languages.
    """
    if len(selection.languages) != 2:
        raise UsageError(
            f"a PO catalogue has one source and one target, not {len(selection.languages)} languages",
            hint="choose a direction, such as --pair en:ru",
        )
    source, target = selection.languages
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.header = _header(selection)
    catalogue.metadata = _metadata(selection.document, selection.document.languages[target])
    catalogue.metadata["X-Source-Language"] = source
    for entry in selection.entries():
        catalogue.append(_po_entry(entry, selection))
    return catalogue


def _header(selection: Selection) -> str:
    document = selection.document
    lines = [f"{document.symbol}: {document.title.get(selection.languages[0], document.name)}"]
    lines += [f"{tag} is {it.status}: {it.source}" for tag, it in selection.unverified().items()]
    return "\n".join(lines)


def _metadata(document: Document, target: LanguageVersion) -> dict[str, str]:
    # The date is the document's: the same text gives the same bytes.
    date = f"{document.date.isoformat()} 00:00+0000" if document.date else "1970-01-01 00:00+0000"
    return {
        "Project-Id-Version": f"{document.symbol}",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": date,
        "PO-Revision-Date": date,
        "Last-Translator": "none",
        "Language-Team": "none",
        "Language": target.language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": f"clausebank {version('clausebank')}",
        "X-Status": str(target.status),
    }


def _po_entry(entry: Entry, selection: Selection) -> polib.POEntry:
    source, target = selection.languages
    document, segments = selection.document, entry.segments
    remarks = [f"{entry.unit.role}{' (phrase)' if entry.is_phrase else ''}"]
    remarks += [f"label: {it.label} ({tag})" for tag, it in segments.items() if it.label]
    remarks += [f"status: {tag} {it.status}" for tag, it in segments.items() if it.status != Status.VERIFIED]
    if entry.unit.note:
        remarks.append(f"note: {entry.unit.note}")
    return polib.POEntry(
        msgctxt=entry.id,
        msgid=segments[source].text,
        msgstr=segments[target].text,
        comment="\n".join(remarks),
        occurrences=[(f"texts/{document.name}/{document.units_file}", str(entry.unit.line or ""))],
        flags=["fuzzy"] if segments[target].status != Status.VERIFIED else [],
    )
