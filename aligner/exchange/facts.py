"""What is known of an entry beside its words, as names and values, for formats that have places for such pairs.

``role``, and per language ``label-en``, ``status-en``, ``occurrence-en``, ``attested-en``: columns of a table, comments
of a catalogue, metadata of an XLIFF unit. What is quoted for a wording is written in words, for people, and not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from aligner.errors import InputError
from aligner.exchange.apparatus import in_words
from aligner.exchange.contents import DEFAULT_ROLE, Row, phrase_of, role_of
from aligner.exchange.entries import Entry
from aligner.model import Segment, Status

PER_LANGUAGE = ("label", "status", "occurrence", "attested")


def facts(entry: Entry) -> Iterator[tuple[str, str]]:
    """The facts of an entry: role, labels, status of every language, and which occurrence a phrase is."""
    if entry.has_status or entry.unit.role != DEFAULT_ROLE:
        yield "role", str(entry.unit.role)
    for tag, segment in entry.segments.items():
        if segment.label:
            yield f"label-{tag}", segment.label
        if entry.has_status:
            yield f"status-{tag}", str(segment.status)
        if segment.attestations:
            yield f"attested-{tag}", "; ".join(map(in_words, segment.attestations))
    for tag, number in entry.occurrences.items():
        yield f"occurrence-{tag}", str(number)


def is_fact(name: str) -> bool:
    """Whether a name is that of a fact.

    >>> is_fact("role"), is_fact("status-zh"), is_fact("translators")
    (True, True, False)
    """
    return name == "role" or name.partition("-")[0] in PER_LANGUAGE


def row(
    id_: str, texts: Mapping[str, str], facts_by_name: Mapping[str, str], where: str, note: str = "", line: int = 0
) -> Row:
    """An entry that was read: its words by language, and its facts by name.

    What has no status is unverified: a file does not make a wording official by saying nothing.

    Raises:
        InputError: a fact has a value that it cannot have.
    """
    where = f"{where}, {id_}" if id_ else where
    segments, occurrences = dict[str, Segment](), dict[str, int]()
    for tag, text in texts.items():
        if not text:
            continue
        label, status, nth = (fact(facts_by_name, kind, tag, texts) for kind in ("label", "status", "occurrence"))
        segments[tag] = Segment(text, label, status_of(status, where), line=line)
        if nth.strip():
            occurrences[tag] = _occurrence(nth.strip(), where)
    role = role_of(facts_by_name.get("role", "").strip(), where)
    # A file that says a role or a status was made from a text of the bank, where an id of this shape is a phrase's.
    is_ours = "role" in facts_by_name or any(name.startswith("status-") for name in facts_by_name)
    clause = phrase_of(id_) if is_ours else ""
    return Row(id_, segments, role, note, occurrences, line, clause)


def fact(facts_by_name: Mapping[str, str], kind: str, tag: str, tags: Iterable[str]) -> str:
    """A fact about one language; a tool that writes zh-CN for zh leaves the name ``status-zh`` as it was.

    >>> fact({"status-zh": "verified"}, "status", "zh-CN", ["en", "zh-CN"])
    'verified'
    """
    exact = facts_by_name.get(f"{kind}-{tag}")
    if exact is not None:
        return exact
    prefix = f"{kind}-"
    named_languages = [name for name in facts_by_name if name.startswith(prefix)]
    # Most files have no such facts, and most of the time would go into comparing tags for nothing.
    if not named_languages:
        return ""
    base = _base(tag)
    if sum(_base(name) == base for name in tags) > 1:
        return ""
    names = [name for name in named_languages if _base(name.removeprefix(prefix)) == base]
    return facts_by_name[names[0]] if len(names) == 1 else ""


def _base(tag: str) -> str:
    return tag.partition("-")[0].lower()


def status_of(written: str, where: str) -> Status:
    """The status of that name; unverified where it is empty.

    Raises:
        InputError: there is no such status.
    """
    name = written.strip().lower()
    if name and name not in set(Status):
        raise InputError(f"unknown status '{written}'", where=where, hint=f"known: {', '.join(Status)}")
    return Status(name or Status.UNVERIFIED)


def _occurrence(written: str, where: str) -> int:
    if not (written.isascii() and written.isdigit() and 0 < int(written) < 10_000):
        raise InputError(f"'{written}' is not an occurrence", where=where, hint="write a whole number from 1")
    return int(written)
