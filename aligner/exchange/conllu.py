"""CoNLL-U (universaldependencies.org/format.html): every segment as a sentence of words, for annotation.

The name of a sentence is ``unit/language``, as the format's rules have it for parallel treebanks. Lemmas and parts of speech
are those of dictionaries, where there is one (:mod:`aligner.text.tokens`); all other columns are left to annotators.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import conllu

from aligner.errors import InputError
from aligner.exchange import plain
from aligner.exchange.contents import Contents, contents_of, one_line, role_of
from aligner.exchange.entries import Selection
from aligner.exchange.facts import status_of
from aligner.model import Segment, Unit
from aligner.text.tokens import tokens as tokens_of
from tmx import atomic
from tmx.languages import is_tag

_SPACES = str.maketrans({" ": "\\s", "\t": "\\t", "\u00a0": "\\u00A0"})


def write(selection: Selection, destination: str) -> None:
    """Write the segments of a selection, language after language for each unit; a line break becomes a space.

    Raises:
        TmxOutputError: the file cannot be written.
    """
    with atomic.text(destination) as out:
        for unit in contents_of(selection).units:
            for tag, segment in unit.segments.items():
                out.write(_sentence(unit, tag, segment).serialize())


def _sentence(unit: Unit, tag: str, segment: Segment) -> conllu.TokenList:
    text = one_line(segment.text)
    metadata = {"sent_id": f"{unit.id}/{tag}", "text": text, "lang": tag, "role": str(unit.role)}
    if segment.label:
        metadata["label"] = segment.label
    metadata["status"] = str(segment.status)
    tokens = [
        conllu.Token(
            id=number,
            form=token.form,
            **dict.fromkeys(_EMPTY) | {"lemma": token.lemma or None, "upos": token.word_class or None},
            misc=_spacing(token.space),
        )
        for number, token in enumerate(tokens_of(text, tag), start=1)
    ]
    if tokens and tokens[-1]["misc"]:
        tokens[-1]["misc"] = None  # no space after the last word of a sentence says nothing
    return conllu.TokenList(tokens, metadata=conllu.Metadata(metadata))


_EMPTY = ("lemma", "upos", "xpos", "feats", "head", "deprel", "deps")


def _spacing(space: str) -> dict[str, str] | None:
    if space == " ":
        return None
    return {"SpacesAfter": space.translate(_SPACES)} if space else {"SpaceAfter": "No"}


def read(path: Path) -> Contents:
    """Read the sentences of a file; those of the same unit are one after the other.

    Raises:
        InputError: it is not in UTF-8, is not CoNLL-U, or a sentence does not name its language; from the units too.
    """
    text = plain.read_text(path)
    left_out: Counter[str] = Counter()
    first = next(_units(text, path, Counter()), None)
    return Contents(_units(text, path, left_out), tuple(first.segments) if first else (), left_out=left_out)


def _units(text: str, path: Path, left_out: Counter[str]) -> Iterator[Unit]:
    unit: Unit | None = None
    for number, sentence in enumerate(_sentences(text, path), start=1):
        where = f"{path}, sentence {number}"
        name, _, tag = sentence.metadata.get("sent_id", str(number)).rpartition("/")
        tag = sentence.metadata.get("lang", tag)
        if not name or not is_tag(tag):
            raise InputError("does not say its language", where=where, hint="write it as: # sent_id = a/en")
        if unit and unit.id != name:
            yield unit
        if unit is None or unit.id != name:
            unit = Unit(name, role_of(sentence.metadata.get("role", ""), where), {})
        metadata = sentence.metadata
        segment = Segment(_text(sentence), metadata.get("label", ""), status_of(metadata.get("status", ""), where))
        unit = Unit(unit.id, unit.role, {**unit.segments, tag: segment})
        left_out["annotated words"] += sum(_is_annotated(token, tag) for token in sentence)
    if unit:
        yield unit


def _is_annotated(token: conllu.Token, language: str) -> bool:
    """Whether somebody said more of a word than its dictionary does."""
    noted = {key: token[key] for key in _EMPTY if token.get(key) not in (None, "_")}
    if not noted:
        return False
    by_dictionary = tokens_of(token["form"], language)
    return len(by_dictionary) != 1 or any(
        value != {"lemma": by_dictionary[0].lemma, "upos": by_dictionary[0].word_class}.get(key)
        for key, value in noted.items()
    )


def _sentences(text: str, path: Path) -> Iterator[conllu.TokenList]:
    try:
        yield from conllu.parse_incr(io.StringIO(text))
    except (conllu.exceptions.ParseException, ValueError, KeyError) as error:
        raise InputError(f"is not CoNLL-U: {error}", where=str(path), hint="ten columns separated by tabs") from error


def _text(sentence: conllu.TokenList) -> str:
    if "text" in sentence.metadata:
        return str(sentence.metadata["text"])
    parts = []
    for token in sentence:
        spaced = (token.get("misc") or {}).get("SpaceAfter") != "No"
        parts.append(token["form"] + (" " if spaced else ""))
    return "".join(parts).rstrip()
