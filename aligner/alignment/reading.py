"""Texts to align, read from files: one language a file, or many texts in one file of JSON Lines."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from aligner import segmentation, sources, untrusted
from aligner.alignment.srx import Cutter
from aligner.alignment.texts import Paragraphs, Text, cut
from aligner.errors import InputError, UsageError
from aligner.exchange import formats
from aligner.exchange.contents import ReadOptions
from aligner.segmentation import Grain
from aligner.text.english import counted
from aligner.text.iso639 import is_assigned
from aligner.text.languages import canonical
from tmx.languages import matches

MAX_BYTES = 256 << 20
"""Larger files are refused: a text of that size has fifty thousand pages."""
_TABLES = (".csv", ".xlsx", ".ods")
_MOST_UNLIKE = 20
"""How many times as long as another a language can be. Between Chinese and German it is four."""
_LONG = 20_000
"""Characters from which on lengths are compared."""


def read_text(
    name: str, files: Mapping[str, str], grain: Grain | None = Grain.CLAUSE, sentences: Cutter | None = None
) -> Text:
    """A text, from one file per language.

    Args:
        name: its id.
        files: language tag to path; ``-`` is standard input.
        grain: how finely it is cut; None takes each line of plain text as it is.
        sentences: cuts paragraphs into sentences, whatever the grain.

    Raises:
        InputError: a file cannot be read, is binary, or has no text.
        UsageError: two languages are one text, or far too unlike in length.
    """
    paragraphs = {tag: read_paragraphs(path, tag, given=grain is None) for tag, path in files.items()}
    _check_are_versions(paragraphs, files)
    text = cut(name, paragraphs, grain, sentences)
    for tag, parts in text.parts.items():
        if not parts:
            raise InputError("there is no text in it", where=files[tag], hint="try --grain given")
    return text


def _check_are_versions(paragraphs: Mapping[str, Paragraphs], files: Mapping[str, str]) -> None:
    """Refuse what cannot be one text in several languages."""
    for one, other in itertools.combinations(paragraphs, 2):
        texts, other_texts = paragraphs[one].texts, paragraphs[other].texts
        if texts == other_texts:
            raise UsageError(f"{one} and {other} are the same text", where=files[other], hint="name another file")
        lengths = [sum(map(len, texts)), sum(map(len, other_texts))]
        if max(lengths) > _LONG and max(lengths) > _MOST_UNLIKE * min(lengths):
            sizes = f"{_size(texts)} in {one}, {_size(other_texts)} in {other}"
            raise UsageError(
                f"too unlike in length to be one text: {sizes}", where=files[other], hint="check the files"
            )


def _size(texts: Sequence[str]) -> str:
    return f"{counted(len(texts), 'paragraph')} of {counted(sum(map(len, texts)), 'character')}"


def read_paragraphs(path: str, language: str, *, given: bool = False) -> Paragraphs:
    """The paragraphs of one language in a file.

    Plain text: separated by empty lines where there are any, else one a line; always one a line where `given`. A table
    (.tsv, .csv, .xlsx, .ods): the column headed by the language. JSON Lines (.jsonl): on each line a string, or an object with the language or "text". Anything else that
    `aligner.sources` reads (PDF, docx, HTML): its paragraphs.

    Raises:
        InputError: the file cannot be read, is binary, or has no text.
    """
    data = _read(path)
    name = path.lower()
    if name.endswith((".tsv", ".tab")):
        texts = _column(_decoded(data, path), path, language)
    elif name.endswith(_TABLES):
        units = formats.read(Path(path), "", ReadOptions((language,))).units
        texts = [segment.text for unit in units for tag, segment in unit.segments.items() if matches(tag, language)]
    elif name.endswith((".jsonl", ".ndjson")):
        lines = _json_lines(_decoded(data, path), path)
        texts = [_entry(value, f"{path}:{number}", language) for number, value in lines]
    elif sources.format_of(data, path).name != "text":
        return Paragraphs.of(sources.read_data(Path(path), data))
    else:
        text = _decoded(data, path)
        texts = text.splitlines() if given else segmentation.blocks(text)
    paragraphs = Paragraphs(tuple(text.strip() for text in texts if text.strip()))
    if not paragraphs.texts:
        raise InputError("there is no text in it", where=path, hint="name a file with the text of that language")
    return paragraphs


def read_texts(path: str) -> Iterator[Text]:
    """The texts of a file of JSON Lines: ``{"id": ..., "text": {language: [block, ...]}}``, blocks taken as given.

    Raises:
        InputError: the file cannot be read, or a line is not such an object.
    """
    for number, value in _json_lines(_decoded(_read(path), path), path):
        where = f"{path}:{number}"
        text = value.get("text") if isinstance(value, dict) else None
        if not isinstance(text, dict) or not all(_is_blocks(blocks) for blocks in text.values()):
            raise InputError(
                "this line is not a text",
                where=where,
                hint='write {"id": "x", "text": {"en": ["first block", ...], "zh": [...]}}',
            )
        paragraphs = {tag: Paragraphs(tuple(blocks)) for tag, blocks in text.items()}
        yield cut(str(value.get("id", number)), paragraphs, grain=None)


def chosen_files(arguments: list[str]) -> dict[str, str]:
    """Language tag to file, from arguments such as ``en=code.en.txt``.

    Raises:
        UsageError: an argument is not of that form, or a language is named twice.
    """
    files: dict[str, str] = {}
    for argument in arguments:
        tag, equals, path = argument.partition("=")
        if not equals or not path or not tag.replace("-", "").isalnum():
            raise UsageError("is not LANGUAGE=FILE", where=argument, hint="write it as en=code.en.txt")
        tag = canonical(tag)
        if not is_assigned(tag):
            raise UsageError(
                f"'{tag}' is not the tag of a language", where=argument, hint="write en, zh-Hant or sr-Latn"
            )
        if tag in files:
            raise UsageError(f"the language {tag} is named twice", where=argument, hint="give each language once")
        files[tag] = path
    if len(files) < 2:
        raise UsageError("one language cannot be aligned", hint="name two files or more, such as en=A.txt ru=B.txt")
    return files


def _read(path: str) -> bytes:
    return untrusted.read_bytes(path, MAX_BYTES)


def _decoded(data: bytes, path: str) -> str:
    if b"\0" in data[:8192]:
        raise InputError("is binary, not text", where=path, hint="give text in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {error.start})", where=path, hint="convert it to UTF-8") from error


def _column(text: str, path: str, language: str) -> list[str]:
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    head = [canonical(cell.strip()) if cell.strip() else "" for cell in rows[0]] if rows else []
    if language not in head:
        raise InputError(
            f"no column is headed {language}", where=f"{path}:1", hint="name the languages in the first line"
        )
    at = head.index(language)
    return [row[at] for row in rows[1:] if len(row) > at]


def _json_lines(text: str, path: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(
                    f"is not JSON ({error})", where=f"{path}:{number}", hint="write one value a line"
                ) from error


def _entry(value: Any, where: str, language: str) -> str:
    text = value.get(language, value.get("text")) if isinstance(value, dict) else value
    if not isinstance(text, str):
        raise InputError(
            "is neither a string nor an object with one", where=where, hint=f'write {{"{language}": "..."}}'
        )
    return text


def _is_blocks(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(block, str) for block in value)
