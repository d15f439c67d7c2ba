"""From the files of a text to a :class:`~aligner.model.Document`, with every problem named by file, line and unit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from aligner.bank.located import Located, read_yaml
from aligner.bank.transaction import place_of, settle, state
from aligner.errors import ClausebankError, InputError, SchemaError
from aligner.model import (
    Attestation,
    AttestationKind,
    Concept,
    Document,
    Emendation,
    LanguageVersion,
    Phrase,
    Revision,
    Role,
    Segment,
    Status,
    Stretch,
    Unit,
    Verdict,
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
_WITNESS_KEYS = ("title", "date", "address", "obtained")
_REVISION_KEYS = ("date", "before", "reason", "witnesses")
_DOCUMENT_KEYS = ("symbol", "title", "date", "units", "languages", "witnesses")

_Value = TypeVar("_Value")


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
    languages = _languages(_required(root, entries, "languages"))
    units_file = entries["units"].text() if "units" in entries else "units.yaml"
    if Path(units_file).name != units_file:
        raise entries["units"].fail(f"'{units_file}' is not in the text's own folder", "name a file, not a path")
    witnesses = read_witnesses(entries["witnesses"]) if "witnesses" in entries else {}
    units = _units(read_yaml(place(units_file)), languages, witnesses)
    terms = place(TERMS_FILE)
    return Document(
        name=folder.name,
        symbol=_required(root, entries, "symbol").text(),
        title=_texts_by_language(_required(root, entries, "title"), languages),
        languages=languages,
        units=units,
        date=_date(entries["date"]) if "date" in entries else None,
        concepts=_concepts(read_yaml(terms), languages, {unit.id for unit in units}) if terms.exists() else (),
        witnesses=witnesses,
        details={key: value.plain() for key, value in entries.items() if key not in _DOCUMENT_KEYS},
        path=folder,
        units_file=units_file,
    )


def _required(owner: Located, entries: Mapping[str, Located], key: str) -> Located:
    if key not in entries:
        raise owner.fail(f"'{key}' is missing", f"add '{key}: ...'")
    return entries[key]


def _known(entries: Mapping[str, Located], allowed: Iterable[str]) -> None:
    allowed = tuple(allowed)
    for key, value in entries.items():
        if key not in allowed:
            raise value.fail(f"unknown key '{key}'", f"known here: {', '.join(allowed)}")


def _collected(items: Iterable[Located], build: Callable[[Located], _Value]) -> tuple[_Value, ...]:
    """Build every item before complaining, so that one run shows all that is to be mended."""
    built: list[_Value] = []
    problems: list[ClausebankError] = []
    for item in items:
        try:
            built.append(build(item))
        except SchemaError as error:
            problems.extend(error.problems)
    if problems:
        raise SchemaError(problems)
    return tuple(built)


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


def _by_language(owner: Located, languages: Iterable[str]) -> dict[str, Located]:
    entries = owner.mapping()
    _known(entries, languages)
    return entries


def _texts_by_language(owner: Located, languages: Iterable[str]) -> dict[str, str]:
    return {language: value.text() for language, value in _by_language(owner, languages).items()}


def _lists_by_language(owner: Located, languages: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {language: value.texts() for language, value in _by_language(owner, languages).items()}


def _date(value: Located) -> dt.date:
    try:
        return dt.date.fromisoformat(value.text())
    except ValueError:
        raise value.fail(f"'{value.text()}' is not a date", "write it as 2011-09-14") from None


def _choice(value: Located, kind: type[Role | Status | AttestationKind | Verdict]) -> str:
    written = value.text()
    if written not in list(kind):
        noun = "kind" if kind is AttestationKind else kind.__name__.lower()
        raise value.fail(f"unknown {noun} '{written}'", f"known: {', '.join(kind)}")
    return written


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
    _known(entries, _VERSION_KEYS)
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
        status=Status(_choice(_required(owner, entries, "status"), Status)),
        emendations=tuple(_emendation(item) for item in entries["emendations"].sequence())
        if "emendations" in entries
        else (),
        **texts,
    )


def _emendation(owner: Located) -> Emendation:
    keys = ("unit", "found", "read", "reason")
    entries = owner.mapping()
    _known(entries, keys)
    return Emendation(**{key: _required(owner, entries, key).text() for key in keys})


def _units(
    root: Located, languages: Mapping[str, LanguageVersion], witnesses: Mapping[str, Witness]
) -> tuple[Unit, ...]:
    entries = root.mapping()
    _known(entries, ("units",))
    units = _collected(_required(root, entries, "units").sequence(), lambda item: _unit(item, languages, witnesses))
    _unique(((unit.id, unit.line) for unit in units), root.file, "unit")
    return units


def _unit(owner: Located, languages: Mapping[str, LanguageVersion], witnesses: Mapping[str, Witness]) -> Unit:
    owner = owner.inside(f"unit {owner.peek('id')}")
    entries = owner.mapping()
    id_ = _required(owner, entries, "id").text()
    if not UNIT_ID.match(id_):
        raise entries["id"].fail(f"'{id_}' cannot be a unit id", "use letters, digits, '.', '-' and '_'")
    _known(entries, (*UNIT_KEYS, *languages))
    labels, statuses, reviews, attestations, revisions = (
        _by_language(entries[key], languages) if key in entries else {}
        for key in ("label", "status", "reviewed", "attestations", "revisions")
    )
    segments = {}
    for language in [key for key in entries if key in languages]:
        segments[language] = Segment(
            text=entries[language].text(),
            label=labels[language].text() if language in labels else "",
            status=Status(_choice(statuses[language], Status)) if language in statuses else languages[language].status,
            attestations=_collected(
                attestations[language].sequence() if language in attestations else (),
                lambda item: read_attestation(item, witnesses),
            ),
            reviewed=reviews[language].text() if language in reviews else "",
            line=entries[language].line,
            revisions=_collected(
                revisions[language].sequence() if language in revisions else (),
                lambda item: _revision(item, witnesses),
            ),
        )
    return Unit(
        id=id_,
        role=Role(_choice(_required(owner, entries, "role"), Role)),
        segments=segments,
        phrases=_collected(entries["phrases"].sequence(), lambda item: _phrase(item, languages))
        if "phrases" in entries
        else (),
        unmatched=_lists_by_language(entries["unmatched"], languages) if "unmatched" in entries else {},
        ignore={code: reason.text() for code, reason in entries["ignore"].mapping().items()}
        if "ignore" in entries
        else {},
        note=entries["note"].text() if "note" in entries else "",
        line=owner.line,
    )


def read_witnesses(owner: Located) -> dict[str, Witness]:
    """Read the publications of a text, by name.

    Raises:
        SchemaError: one has no title, or an unknown key.
    """
    witnesses = {}
    for name, entry in owner.mapping().items():
        value = entry.inside(f"witness {name}")
        entries = value.mapping()
        _known(entries, _WITNESS_KEYS)
        texts = {key: fact.text() for key, fact in entries.items()}
        if not texts.get("title"):
            raise value.fail("'title' is missing", "say what publication it is")
        witnesses[name] = Witness(**texts)
    return witnesses


ATTESTATION_KEYS = ("witness", "kind", "quotation", "normalized", "verdict", "supports", "contradicts", "note")


def read_attestation(
    owner: Located, witnesses: Mapping[str, Witness], default: Verdict | None = None, others: tuple[str, ...] = ()
) -> Attestation:
    """Read an entry of the attestations of a language.

    Args:
        owner: the entry.
        witnesses: the publications that it may name.
        default: the verdict where the entry has none; it must have one where this is None.
        others: keys that the entry may have besides its own.

    Raises:
        SchemaError: a key is missing or unknown, or the witness is not described.
    """
    entries = owner.mapping()
    _known(entries, (*ATTESTATION_KEYS, *others))
    quotation = _required(owner, entries, "quotation").text()
    if not quotation.strip():
        raise entries["quotation"].fail("a quotation is empty", "give the words as they were found")
    return Attestation(
        witness=_named_witness(_required(owner, entries, "witness"), witnesses),
        kind=AttestationKind(_choice(_required(owner, entries, "kind"), AttestationKind)),
        quotation=quotation,
        verdict=default
        if default and "verdict" not in entries
        else Verdict(_choice(_required(owner, entries, "verdict"), Verdict)),
        supports=_stretches(entries["supports"]) if "supports" in entries else (),
        contradicts=_stretches(entries["contradicts"]) if "contradicts" in entries else (),
        normalized=entries["normalized"].text() if "normalized" in entries else "",
        note=entries["note"].text() if "note" in entries else "",
        line=owner.line,
    )


def _named_witness(value: Located, witnesses: Mapping[str, Witness]) -> str:
    name = value.text()
    if name not in witnesses:
        raise value.fail(f"'{name}' is not among the witnesses", f"describe it in {DOCUMENT_FILE}")
    return name


def _stretches(owner: Located) -> tuple[Stretch, ...]:
    """A list of stretches; one whose words occur before is a mapping with its occurrence."""
    stretches = []
    for item in owner.sequence():
        if item.is_mapping():
            entries = item.mapping()
            _known(entries, ("text", "occurrence"))
            occurrence = entries["occurrence"].integer() if "occurrence" in entries else 1
            stretches.append(Stretch(_required(item, entries, "text").text(), occurrence))
        else:
            stretches.append(Stretch(item.text()))
    if not all(stretch.text for stretch in stretches):
        raise owner.fail("a stretch is empty", "give its words")
    return tuple(stretches)


def _revision(owner: Located, witnesses: Mapping[str, Witness]) -> Revision:
    entries = owner.mapping()
    _known(entries, _REVISION_KEYS)
    names = entries["witnesses"].sequence() if "witnesses" in entries else ()
    return Revision(
        date=_date(_required(owner, entries, "date")),
        before=_required(owner, entries, "before").text(),
        reason=_required(owner, entries, "reason").text(),
        witnesses=tuple(_named_witness(name, witnesses) for name in names),
    )


def _phrase(owner: Located, languages: Mapping[str, LanguageVersion]) -> Phrase:
    entries = owner.mapping()
    _known(entries, (*languages, "occurrence"))
    nth = {}
    if "occurrence" in entries:
        nth = {key: value.integer() for key, value in _by_language(entries["occurrence"], languages).items()}
    stretches = {key: Stretch(value.text(), nth.get(key, 1)) for key, value in entries.items() if key != "occurrence"}
    if not all(stretch.text for stretch in stretches.values()):
        raise owner.fail("a stretch is empty", "give the words, or leave the language out")
    return Phrase(stretches, line=owner.line)


def _concepts(root: Located, languages: Mapping[str, LanguageVersion], units: set[str]) -> tuple[Concept, ...]:
    entries = root.mapping()
    _known(entries, ("concepts",))
    concepts = _collected(
        _required(root, entries, "concepts").sequence(), lambda item: _concept(item, languages, units)
    )
    _unique(((concept.id, concept.line) for concept in concepts), root.file, "concept")
    return concepts


def _concept(owner: Located, languages: Mapping[str, LanguageVersion], units: set[str]) -> Concept:
    owner = owner.inside(f"concept {owner.peek('id')}")
    entries = owner.mapping()
    id_ = _required(owner, entries, "id").text()
    _known(entries, (*_CONCEPT_KEYS, *languages))
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
