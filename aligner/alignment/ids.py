"""Ids one can cite: ``art.2.1.a``, ``ch.iii``, ``preamble.4``, ``definitions.p1``, from headings and labels.

A division is named by its kind and number, an item by the unit it belongs to and its label, a heading without a number
by its words, and a paragraph without a label by its heading and its place under it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aligner.model import Role
from aligner.segmentation import Part
from aligner.text import labels
from aligner.text.labels import Label

_STEMS: Mapping[Role, str] = {
    Role.TITLE: "title",
    Role.ENACTING_BODY: "enacting-body",
    Role.PREAMBULAR_PARAGRAPH: "preamble",
    Role.OPERATIVE_CLAUSE: "operative",
    Role.HEADING: "heading",
    Role.PARAGRAPH: "paragraph",
    Role.CHAPEAU: "chapeau",
    Role.ITEM: "item",
    Role.NOTE: "note",
    Role.SIGNATURE: "signature",
    Role.SENTENCE: "sentence",
}
_ALONE = frozenset((Role.TITLE, Role.ENACTING_BODY))  # there is one of each, as a rule, so that it needs no number
_OUTSIDE = frozenset((Role.PREAMBULAR_PARAGRAPH, Role.OPERATIVE_CLAUSE, Role.NOTE, Role.SIGNATURE))
"""What is counted through the document, whatever heading stands above it."""
_DIVISIONS = {"article": "art", "chapter": "ch", "section": "sec", "paragraph": "para"}
_NUMBER = re.compile(r"(?:[0-9]+|[IVXLC]+|[A-Z])(?: (?:bis|ter|quater))?\Z")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class _Open:
    """A labelled unit, or a heading (at depth 0 where it has no number), that following units can belong to."""

    depth: int
    id: str
    is_heading: bool = False
    is_division: bool = False


class UnitIds:
    """Ids of the units of a document, asked for in their order; all are different."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._used: set[str] = set()
        self._open: list[_Open] = []
        self._chapeau = ""  # id of the paragraph without a label that opened the list being read
        self._is_interrupted = False  # whether a paragraph came since, after which a first label begins another list
        self._sentence: tuple[str, int, str] = ("", -1, "")  # language, block and id of the last block that began

    def next(self, role: Role, parts: Mapping[str, Sequence[Part]]) -> str:
        """The id of the next unit, from its role and its parts in each language."""
        tag, first = next((tag, pieces[0]) for tag, pieces in parts.items())
        language, block, id_ = self._sentence
        if role is Role.SENTENCE and not first.label and (language, block) == (tag, first.block):
            return self._counted(f"{id_}.s", at_least=2)
        label = labels.parse(first.label or first.text, tag) if first.depth else None
        if label is not None and label.ordinal:
            id_ = self._labelled(role, label, first.depth)
        elif role is Role.HEADING:
            id_ = self._heading(parts)
        else:
            id_ = self._unlabelled(role)
        self._sentence = (tag, first.block, id_)
        return id_

    def _labelled(self, role: Role, label: Label, depth: int) -> str:
        begins_anew = role is Role.HEADING or (self._is_interrupted and label.ordinal == 1)
        if begins_anew:
            self._chapeau = ""
        self._open = [
            around for around in self._open if around.depth < depth and (around.is_heading or not begins_anew)
        ]
        self._is_interrupted = False
        parent = self._open[-1] if self._open else None
        if label.division:
            name = f"{_DIVISIONS.get(label.division, label.division)}.{_mark(label)}"
            id_ = self._free(name, f"{parent.id}.{name}" if parent else name)
        elif parent is None or (role is Role.OPERATIVE_CLAUSE and depth == 1):
            stem = _STEMS[Role.PARAGRAPH if role is Role.CHAPEAU else role]
            id_ = self._free(f"{self._chapeau or stem}.{_mark(label, self._chapeau)}")
        elif self._chapeau and parent.is_heading:
            # "Article 2: Each State shall: (a) ..." is cited as article 2 (a), if no other list there has an (a).
            by_list = f"{self._chapeau}.{_mark(label)}"
            id_ = self._free(f"{parent.id}.{_mark(label)}" if parent.is_division else by_list, by_list)
        else:
            id_ = self._free(f"{parent.id}.{_mark(label, parent.id)}")
        self._open.append(_Open(depth, id_, role is Role.HEADING, bool(label.division)))
        return id_

    def _heading(self, parts: Mapping[str, Sequence[Part]]) -> str:
        names = (_name(pieces[0].text) for pieces in parts.values())
        name = next(filter(None, names), "")
        id_ = self._free(name) if name else self._counted("heading.")
        self._open, self._chapeau = [_Open(0, id_, is_heading=True)], ""
        return id_

    def _unlabelled(self, role: Role) -> str:
        heading = next((around.id for around in reversed(self._open) if around.is_heading), "")
        if role in _ALONE:
            id_ = self._free(_STEMS[role])
        elif heading and role not in _OUTSIDE:
            id_ = self._counted(f"{heading}.p")
        else:
            id_ = self._counted(f"{_STEMS[role]}.")
        self._is_interrupted = role is not Role.CHAPEAU
        if role is Role.CHAPEAU:
            self._chapeau = id_
        return id_

    def _counted(self, stem: str, at_least: int = 1) -> str:
        self._counts[stem] = max(self._counts[stem] + 1, at_least)
        return self._free(f"{stem}{self._counts[stem]}")

    def _free(self, *candidates: str) -> str:
        """The first of some ids that no unit has; where all are used, the last with a number."""
        id_ = next((name for name in candidates if name not in self._used), "")
        last, count = candidates[-1], 1
        while not id_:
            count += 1
            id_ = f"{last}-{count}" if f"{last}-{count}" not in self._used else ""
        self._used.add(id_)
        return id_


def _mark(label: Label, parent: str = "") -> str:
    """The number or letter of a label as an id has it: ``a``, ``iii``, ``5bis``, ``3.2``; under ``x.3``, ``2``."""
    if label.path:
        numbers = ".".join(map(str, (*label.path, label.ordinal)))
        before = ".".join(map(str, label.path))
        return str(label.ordinal) if parent.endswith(f".{before}") else numbers
    bare = label.text.strip("()[]. ")
    number = _NUMBER.search(bare) if label.division else None
    written = number.group() if number else "" if label.division else bare
    return (
        written.replace(" ", "").lower()
        if written.isascii() and written.replace(" ", "").isalnum()
        else str(label.ordinal)
    )


def _name(heading: str) -> str:
    """The first words of a heading in small Latin letters; empty where it is in another script.

    >>> _name("Définitions et champ d'application"), _name("Определения")
    ('definitions-et-champ-d-application', '')
    """
    plain = unicodedata.normalize("NFKD", heading.lower())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    letters = sum(char.isalpha() for char in bare)
    words = re.findall(r"[a-z0-9]+", bare)
    if not words or not letters or sum(char.isascii() and char.isalpha() for char in bare) < 0.8 * letters:
        return ""
    name = "-".join(words)
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rpartition("-")[0] or name[:_LONGEST_NAME]
