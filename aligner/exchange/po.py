"""Gettext catalogues: one per direction, as translators who work with PO files expect them.

``msgctxt`` is the entry's id, so that equal clauses stay apart; the reference is file and line of the unit; role,
label, status and note are extracted comments. A pair of which one side is not verified or reviewed is flagged ``fuzzy``:
gettext's own mark for wording a person has yet to confirm. msgfmt leaves such entries out unless told ``--use-fuzzy``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import polib

from aligner.errors import InputError
from aligner.exchange import plain
from aligner.exchange.contents import AS_WRITTEN, Contents, ReadOptions, Row, units_of
from aligner.exchange.entries import Entry, Selection
from aligner.exchange.facts import facts, is_fact, row
from aligner.exchange.locales import target_language
from aligner.exchange.plurals import Plurals
from aligner.model import Segment, TranslationState
from tmx import atomic

SOURCE_LANGUAGE = "en"
"""The language of the sources where a catalogue does not say: gettext's own convention (manual, section 11.2.3)."""

_BARE_COMMENT = re.compile(r"^#(?=[^\s.:,|~#=])", re.MULTILINE)
PRAGMA = "clausebank:"
"""How a comment begins that accepts findings of `check`; it is kept as a note, where other formats have it too."""
_LONGEST_ENTRY = 2000
"""How many lines of an entry are searched for its translation."""
_CHARSET = re.compile(rb"charset=([A-Za-z0-9._-]+)")
_MOST_LINES = 50_000
"""Lines of one message."""


def write(selection: Selection, destination: str) -> None:
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
    source, target = selection.pair("a PO catalogue")
    sources: set[str] = set()
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.header = _header(selection)
    catalogue.metadata = _metadata(selection, target)
    catalogue.metadata["X-Source-Language"] = source
    for entry, original, translation in selection.translations():
        # A context keeps equal sources apart; a number that a file only had as a place says nothing.
        context = None if entry.unit.is_numbered and original.text not in sources else entry.id
        sources.add(original.text)
        catalogue.append(_po_entry(entry, original, translation, context, selection.origin))
    return catalogue


def _header(selection: Selection) -> str:
    lines = [selection.heading]
    lines += [f"{tag} is {version.status}: {version.source}" for tag, version in selection.unverified().items()]
    return "\n".join(lines)


def _metadata(selection: Selection, target: str) -> dict[str, str]:
    document = selection.document
    # The date is the document's: the same text gives the same bytes.
    date = f"{document.date.isoformat()} 00:00+0000" if document.date else "1970-01-01 00:00+0000"
    return {
        "Project-Id-Version": f"{document.symbol}",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": date,
        "PO-Revision-Date": date,
        "Last-Translator": "none",
        "Language-Team": "none",
        "Language": target.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": f"clausebank {version('clausebank')}",
        **({"X-Status": str(selection.status())} if selection.has_status else {}),
    }


def _po_entry(entry: Entry, source: Segment, target: Segment | None, context: str | None, origin: str) -> polib.POEntry:
    comment = [f"{key}: {value}" for key, value in facts(entry)]
    if entry.note:
        comment += [f"note: {line}" for line in entry.note.split("\n")]
    return polib.POEntry(
        msgctxt=context,
        msgid=source.text,
        msgstr=target.text if target else "",
        comment="\n".join(comment),
        occurrences=[(origin, str(entry.unit.line or ""))],
        flags=[] if entry.is_confirmed or target is None else ["fuzzy"],
    )


def read(path: Path, options: ReadOptions = AS_WRITTEN) -> Contents:
    """Read a catalogue: each form of a plural is an entry of its own, obsolete entries are counted and left out.

    The language is that of the header, else that of the file's name or folder, else the last one asked for.

    Raises:
        InputError: it is not in the encoding it declares, or is not PO.
    """
    source_bytes = plain.read_bytes(path)
    declared = _CHARSET.search(source_bytes)
    text = plain.decoded(source_bytes, path, declared[1].decode("ascii") if declared else "UTF-8")
    # Older tools write a comment without the space that polib asks for.
    text = _BARE_COMMENT.sub("# ", text)
    _refuse_endless_message(text, path)
    try:
        # A trailing line end keeps polib from taking a short text for the name of a file.
        catalogue = polib.pofile(text + "\n", wrapwidth=0)
    except (OSError, ValueError, IndexError) as error:
        place = re.search(r"line (\d+)\)?:? ?(.*)", str(error))
        where = f"{path}:{place[1]}" if place else str(path)
        raise InputError("is not a PO catalogue", where=where, hint=f"msgfmt --check {path.name} says more") from error
    source = catalogue.metadata.get("X-Source-Language", "") or next(iter(options.languages), SOURCE_LANGUAGE)
    target = target_language(catalogue.metadata.get("Language", ""), path, source, options)
    left_out: Counter[str] = Counter()
    rows = _Catalogue(catalogue, text.split("\n"), path, source, target, left_out).rows()
    return Contents(units_of(rows), (source, target), left_out=left_out, in_order=False, source=source)


def _refuse_endless_message(text: str, path: Path) -> None:
    """Polib adds the lines of a message one by one to a text, which takes quadratic time."""
    length = 0
    for number, line in enumerate(text.split("\n"), start=1):
        length = length + 1 if line.lstrip().startswith('"') else 0
        if length > _MOST_LINES:
            raise InputError(
                f"a message of more than {_MOST_LINES:,} lines",
                where=f"{path}:{number}",
                hint="write it on longer lines",
            )


class _Catalogue:
    """The entries of a catalogue, with the lines of its file."""

    def __init__(
        self,
        catalogue: polib.POFile,
        lines: list[str],
        path: Path,
        source: str,
        target: str,
        left_out: Counter[str],
    ) -> None:
        self._entries = [entry for entry in catalogue if not entry.obsolete]
        left_out["obsolete entries"] = len(catalogue) - len(self._entries)
        self._plurals = Plurals.of(catalogue.metadata.get("Plural-Forms", ""))
        self._lines, self._path, self._source, self._target, self._left_out = lines, path, source, target, left_out

    def rows(self) -> Iterator[Row]:
        names = _Names(self._entries)
        for number, entry in enumerate(self._entries, start=1):
            facts_by_name, note, comments = _comments(entry, self._left_out)
            name, line = names.of(entry), entry.linenum or 0
            state = self._state(entry, facts_by_name)
            flags = frozenset(flag for flag in entry.flags if flag != "fuzzy")
            for form in self._plurals.forms(entry):
                id_ = f"{name or number}{form.suffix}" if form.suffix else name
                texts = {self._source: form.source, self._target: form.translation}
                target_line = self._line_of(form.keyword, line)
                entry_row = row(id_, texts, facts_by_name, f"{self._path}:{line}", note, line)
                missing = None if form.translation else TranslationState.UNTRANSLATED
                entry_row = entry_row.translated(self._target, missing or state, target_line, {})
                yield entry_row._replace(flags=flags, comments=comments) if flags or comments else entry_row

    def _state(self, entry: polib.POEntry, facts_by_name: Mapping[str, str]) -> TranslationState | None:
        # Our own export flags what is not verified, and says that in words too: for a bank it is the wording there is.
        status = facts_by_name.get(f"status-{self._target}", "")
        if entry.fuzzy:
            return None if status else TranslationState.FUZZY
        return TranslationState.APPROVED if status else None

    def _line_of(self, keyword: str, start: int) -> int:
        """The line of an entry that begins with a keyword; the entry's first line where there is none."""
        for number in range(start, min(start + _LONGEST_ENTRY, len(self._lines) + 1)):
            if self._lines[number - 1].startswith(keyword):
                return number
        return start


class _Names:
    """Ids of entries: the context where it is one, a number after it where several messages share the context.

    An entry without context has no id, and gets the number of its place.
    """

    def __init__(self, entries: list[polib.POEntry]) -> None:
        # The same message twice in one context is an error of the catalogue, and shows as an id that occurs twice.
        messages = {(entry.msgctxt, entry.msgid) for entry in entries if entry.msgctxt}
        messages_per_context = Counter(context for context, _ in messages)
        self._shared = {context for context, count in messages_per_context.items() if count > 1}
        self._counts: dict[str, dict[str, int]] = {}

    def of(self, entry: polib.POEntry) -> str:
        """The id of an entry; empty where it has no context."""
        context = entry.msgctxt or ""
        if context not in self._shared:
            return context
        numbers = self._counts.setdefault(context, {})
        return f"{context}.{numbers.setdefault(entry.msgid, len(numbers) + 1)}"


def _comments(entry: polib.POEntry, left_out: Counter[str]) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """The facts and the note that our own comments say, and the remarks of translators and those for `check`."""
    comment, _, note = f"\n{entry.comment}".partition("\nnote: ")
    written = [line for line in comment.splitlines() if line]
    pragmas = [line for line in written if line.startswith(PRAGMA)]
    pairs = [line.partition(": ") for line in written if line not in pragmas]
    facts_by_name = {key: value for key, _, value in pairs if is_fact(key)}
    left_out["comments of programmers"] += len(pairs) - len(facts_by_name)
    # Each line of a note is marked; a line that is not was broken off by a tool that wraps comments.
    lines = note.replace("\n", " ").split(" note: ") if note else []
    return facts_by_name, "\n".join(lines), (*filter(None, entry.tcomment.split("\n")), *pragmas)
