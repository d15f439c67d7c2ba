"""What is known of an entry beside its words, as names and values, for formats that have places for such pairs.

``role``, and per language ``label-en``, ``status-en``, ``occurrence-en``, ``attested-en``: columns of a table, comments
of a catalogue, metadata of an XLIFF unit. What is quoted for a wording is written in words, for people, and not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aligner.errors import InputError
from aligner.exchange.apparatus import in_words
from aligner.exchange.contents import Row, role_of
from aligner.exchange.entries import Entry
from aligner.model import Segment, Status

PER_LANGUAGE = ("label", "status", "occurrence", "attested")


def facts(entry: Entry) -> Iterator[tuple[str, str]]:
    """The facts of an entry: role, labels, status of every language, and which occurrence a phrase is."""
    yield "role", str(entry.unit.role)
    for tag, segment in entry.segments.items():
        if segment.label:
            yield f"label-{tag}", segment.label
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


def row(id_: str, texts: Mapping[str, str], known: Mapping[str, str], where: str, note: str = "", line: int = 0) -> Row:
    """An entry that was read: its words by language, and its facts by name.

    What has no status is unverified: a file does not make a wording official by saying nothing.

    Raises:
        InputError: a fact has a value that it cannot have.
    """
    where = f"{where}, {id_}" if id_ else where
    segments = {
        tag: Segment(text, known.get(f"label-{tag}", ""), status_of(known.get(f"status-{tag}", ""), where), line=line)
        for tag, text in texts.items()
        if text
    }
    return Row(
        id_, segments, role_of(known.get("role", "").strip(), where), note, _occurrences(known, segments, where), line
    )


def status_of(written: str, where: str) -> Status:
    """The status of that name; unverified where it is empty.

    Raises:
        InputError: there is no such status.
    """
    name = written.strip().lower()
    if name and name not in set(Status):
        raise InputError(f"unknown status '{written}'", where=where, hint=f"known: {', '.join(Status)}")
    return Status(name or Status.UNVERIFIED)


def _occurrences(known: Mapping[str, str], tags: Mapping[str, Segment], where: str) -> dict[str, int]:
    found = {}
    for tag in tags:
        written = known.get(f"occurrence-{tag}", "").strip()
        if written and not (written.isascii() and written.isdigit() and 0 < int(written) < 10_000):
            raise InputError(f"'{written}' is no occurrence", where=where, hint="write a whole number from 1")
        if written:
            found[tag] = int(written)
    return found
