"""From the files of a text to a :class:`~aligner.model.Document`, with every problem named by file, line and unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from aligner.bank import decisions
from aligner.bank.fields import by_language, choice_of, collected, date_of, refuse_unknown, required
from aligner.bank.located import Located, read_yaml
from aligner.bank.transaction import place_of, settle, state
from aligner.bank.witnesses import read_attestation, read_revision, read_witnesses
from aligner.errors import ClausebankError, InputError, SchemaError
from aligner.model import (
    Concept,
    Document,
    Emendation,
    LanguageVersion,
    Phrase,
    Role,
    Segment,
    Status,
    Stretch,
    Unit,
    Witness,
)

DOCUMENT_FILE = "document.yaml"
TERMS_FILE = "terms.yaml"
UNIT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
UNIT_KEYS = (
    *("id", "role", "label", "status", "reviewed", "attestations", "revisions"),
    *("note", "ignore", "phrases", "unmatched"),
)
_CONCEPT_KEYS = ("id", "definition", "note", "units", "superseded")
_VERSION_KEYS = ("status", "source", "file", "sha256", "emendations")
_DOCUMENT_KEYS = ("symbol", "title", "date", "units", "languages", "witnesses")


def read_document(folder: Path) -> Document:
    """Read the text that a folder holds, as it was before or after any change that is made meanwhile.

    Raises:
        InputError: a file is missing or is not YAML.
        SchemaError: the files do not say what a text needs; all problems are in ``problems``.
    """
    settle(folder)
    while True:
        before = state(folder)
        try:
            document = read_files(folder, lambda name: place_of(folder, name))
        except ClausebankError:
            if state(folder) == before:
                raise
        else:
            if state(folder) == before:
                return document


def read_files(folder: Path, place: Callable[[str], Path]) -> Document:
    """Read a text whose files may be in several places.

    Args:
        folder: the folder of the text.
        place: where a file of some name is.

    Raises:
        InputError, SchemaError: as :func:`read_document`.
    """
    root = read_yaml(place(DOCUMENT_FILE))
    entries = root.mapping()
    languages = _languages(required(root, entries, "languages"))
    units_file = entries["units"].text() if "units" in entries else "units.yaml"
    if Path(units_file).name != units_file:
        raise entries["units"].fail(f"'{units_file}' is not in the text's own folder", "name a file, not a path")
    witnesses = read_witnesses(entries["witnesses"]) if "witnesses" in entries else {}
    units = _units(read_yaml(place(units_file)), languages, witnesses)
    terms, decisions_file = place(TERMS_FILE), place(decisions.FILE)
    return Document(
        name=folder.name,
        symbol=required(root, entries, "symbol").text(),
        title=_texts_by_language(required(root, entries, "title"), languages),
        languages=languages,
        units=units,
        date=date_of(entries["date"]) if "date" in entries else None,
        concepts=_concepts(read_yaml(terms), languages, {unit.id for unit in units}) if terms.exists() else (),
        witnesses=witnesses,
        details={key: value.plain() for key, value in entries.items() if key not in _DOCUMENT_KEYS},
        path=folder,
        units_file=units_file,
        decisions=decisions.read(decisions_file) if decisions_file.exists() else (),
    )


def _unique(items: Iterable[tuple[str, int]], file: Path, kind: str) -> None:
    first: dict[str, int] = {}
    problems: list[ClausebankError] = []
    for id_, line in items:
        if id_ in first:
            where = f"{file}:{line}, {kind} {id_}"
            problems.append(InputError(f"the id stands already on line {first[id_]}", where=where, hint="rename one"))
        first.setdefault(id_, line)
    if problems:
        raise SchemaError(problems)


def _texts_by_language(owner: Located, languages: Iterable[str]) -> dict[str, str]:
    return {language: value.text() for language, value in by_language(owner, languages).items()}


def _lists_by_language(owner: Located, languages: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {language: value.texts() for language, value in by_language(owner, languages).items()}


def _languages(owner: Located) -> dict[str, LanguageVersion]:
    versions = {language: _version(language, value) for language, value in owner.mapping().items()}
    for language in versions:
        if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language) or language in UNIT_KEYS:
            raise owner.fail(f"'{language}' is not a language tag", "use BCP 47: en, zh, zh-Hant, pt-BR")
    if not versions:
        raise owner.fail("no language is given", "add at least one")
    return versions


def _version(language: str, owner: Located) -> LanguageVersion:
    owner = owner.inside(f"language {language}")
    entries = owner.mapping()
    refuse_unknown(entries, _VERSION_KEYS)
    texts = {key: entries[key].text() for key in ("source", "file", "sha256") if key in entries}
    if not texts.get("source"):
        raise owner.fail("'source' is missing", "say where the wording comes from")
    if bool(texts.get("file")) != bool(texts.get("sha256")):
        raise owner.fail("'file' and 'sha256' go together", "give both, or none where no file was at hand")
    file = Path(texts.get("file", ""))
    if file.is_absolute() or ".." in file.parts:
        raise owner.fail(f"'{file}' is outside the text's folder", "keep source files inside it")
    return LanguageVersion(
        language=language,
        status=Status(choice_of(required(owner, entries, "status"), Status)),
        emendations=tuple(_emendation(item) for item in entries["emendations"].sequence())
        if "emendations" in entries
        else (),
        **texts,
    )


def _emendation(owner: Located) -> Emendation:
    keys = ("unit", "found", "read", "reason")
    entries = owner.mapping()
    refuse_unknown(entries, keys)
    return Emendation(**{key: required(owner, entries, key).text() for key in keys})


def _units(
    root: Located, languages: Mapping[str, LanguageVersion], witnesses: Mapping[str, Witness]
) -> tuple[Unit, ...]:
    entries = root.mapping()
    refuse_unknown(entries, ("units",))
    units = collected(required(root, entries, "units").sequence(), lambda item: _unit(item, languages, witnesses))
    _unique(((unit.id, unit.line) for unit in units), root.file, "unit")
    return units


def _unit(owner: Located, languages: Mapping[str, LanguageVersion], witnesses: Mapping[str, Witness]) -> Unit:
    owner = owner.inside(f"unit {owner.peek('id')}")
    entries = owner.mapping()
    id_ = required(owner, entries, "id").text()
    if not UNIT_ID.match(id_):
        raise entries["id"].fail(f"'{id_}' cannot be a unit id", "use letters, digits, '.', '-' and '_'")
    refuse_unknown(entries, (*UNIT_KEYS, *languages))
    labels, statuses, reviews, attestations, revisions = (
        by_language(entries[key], languages) if key in entries else {}
        for key in ("label", "status", "reviewed", "attestations", "revisions")
    )
    segments = {}
    for language in [key for key in entries if key in languages]:
        segments[language] = Segment(
            text=entries[language].text(),
            label=labels[language].text() if language in labels else "",
            status=Status(choice_of(statuses[language], Status))
            if language in statuses
            else languages[language].status,
            attestations=collected(
                attestations[language].sequence() if language in attestations else (),
                lambda item: read_attestation(item, witnesses),
            ),
            reviewed=reviews[language].text() if language in reviews else "",
            line=entries[language].line,
            revisions=collected(
                revisions[language].sequence() if language in revisions else (),
                lambda item: read_revision(item, witnesses),
            ),
        )
    return Unit(
        id=id_,
        role=Role(choice_of(required(owner, entries, "role"), Role)),
        segments=segments,
        phrases=collected(entries["phrases"].sequence(), lambda item: _phrase(item, languages))
        if "phrases" in entries
        else (),
        unmatched=_lists_by_language(entries["unmatched"], languages) if "unmatched" in entries else {},
        ignore={code: reason.text() for code, reason in entries["ignore"].mapping().items()}
        if "ignore" in entries
        else {},
        note=entries["note"].text() if "note" in entries else "",
        line=owner.line,
    )


def _phrase(owner: Located, languages: Mapping[str, LanguageVersion]) -> Phrase:
    entries = owner.mapping()
    refuse_unknown(entries, (*languages, "occurrence"))
    nth = {}
    if "occurrence" in entries:
        nth = {key: value.integer() for key, value in by_language(entries["occurrence"], languages).items()}
    stretches = {key: Stretch(value.text(), nth.get(key, 1)) for key, value in entries.items() if key != "occurrence"}
    if not all(stretch.text for stretch in stretches.values()):
        raise owner.fail("a stretch is empty", "give the words, or leave the language out")
    return Phrase(stretches, line=owner.line)


def _concepts(root: Located, languages: Mapping[str, LanguageVersion], units: set[str]) -> tuple[Concept, ...]:
    entries = root.mapping()
    refuse_unknown(entries, ("concepts",))
    concepts = collected(required(root, entries, "concepts").sequence(), lambda item: _concept(item, languages, units))
    _unique(((concept.id, concept.line) for concept in concepts), root.file, "concept")
    return concepts


def _concept(owner: Located, languages: Mapping[str, LanguageVersion], units: set[str]) -> Concept:
    owner = owner.inside(f"concept {owner.peek('id')}")
    entries = owner.mapping()
    id_ = required(owner, entries, "id").text()
    refuse_unknown(entries, (*_CONCEPT_KEYS, *languages))
    occurs_in = entries["units"].texts() if "units" in entries else ()
    for unit in occurs_in:
        if unit not in units:
            raise entries["units"].fail(f"there is no unit '{unit}'", "see the ids in the text")
    return Concept(
        id=id_,
        terms={key: value.texts() for key, value in entries.items() if key in languages},
        definition=entries["definition"].text() if "definition" in entries else "",
        note=entries["note"].text() if "note" in entries else "",
        units=occurs_in,
        superseded=_lists_by_language(entries["superseded"], languages) if "superseded" in entries else {},
        line=owner.line,
    )
