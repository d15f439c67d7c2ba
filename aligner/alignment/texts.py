"""Texts to align, read from files: one language a file, or many texts in one file of JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from aligner import segmentation, sources, untrusted
from aligner.alignment.composition import printed
from aligner.errors import InputError, UsageError
from aligner.model import Role
from aligner.segmentation import Grain, Part, segment
from aligner.text.languages import canonical

MAX_BYTES = 1 << 30
"""Larger files are refused: a text of that size has a hundred thousand pages."""


@dataclass(frozen=True)
class Text:
    """One text to align.

    Attributes:
        id: its name.
        parts: language to what is aligned, in order.
        left_out: language to what was read and is in no part: page numbers and the like.
    """

    id: str
    parts: Mapping[str, tuple[Part, ...]]
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def blocks(self) -> dict[str, tuple[str, ...]]:
        """What the aligner sees: per language the parts with their labels, which are evidence."""
        return {tag: tuple(printed(part.label, part.text) for part in parts) for tag, parts in self.parts.items()}


def cut(id_: str, blocks: Mapping[str, Sequence[str]], grain: Grain | None = Grain.CLAUSE) -> Text:
    """A text from its paragraphs, per language; a part that is only a label, such as "Article 1", has it as its words.

    Args:
        id_: its name.
        blocks: language to paragraphs.
        grain: how finely they are cut; None leaves each as it is.

    >>> text = cut("x", {"en": ["Article 1", "Peace.", "11-49656"]})
    >>> [part.text for part in text.parts["en"]], text.left_out["en"]
    (['Article 1', 'Peace.'], ('11-49656',))
    """
    parts, left_out = {}, {}
    for tag, paragraphs in blocks.items():
        if grain is None:
            parts[tag] = _given(paragraphs)
            continue
        parts[tag] = tuple(map(_worded, segment(paragraphs, tag, grain)))
        used = {part.block for part in parts[tag]}
        left_out[tag] = tuple(text for number, text in enumerate(paragraphs) if number not in used)
    return Text(id_, parts, left_out)


def _given(blocks: Sequence[str]) -> tuple[Part, ...]:
    return tuple(Part(Role.PARAGRAPH, block, block=number, end=len(block)) for number, block in enumerate(blocks))


def _worded(part: Part) -> Part:
    return part if part.text else replace(part, text=part.label, label="")


def read_text(name: str, files: Mapping[str, str], grain: Grain | None = Grain.CLAUSE) -> Text:
    """A text, from one file per language.

    Args:
        name: its id.
        files: language tag to path; ``-`` is standard input.
        grain: how finely it is cut; None takes each line of plain text as it is.

    Raises:
        InputError: a file cannot be read, is binary, or has no text.
    """
    blocks = {tag: read_blocks(path, tag, given=grain is None) for tag, path in files.items()}
    text = cut(name, blocks, grain)
    for tag, parts in text.parts.items():
        if not parts:
            raise InputError("there is no text in it", where=files[tag], hint="try --grain given")
    return text


def read_blocks(path: str, language: str, *, given: bool = False) -> tuple[str, ...]:
    """The blocks of one language in a file.

    Plain text: separated by empty lines where there are any, else one a line; always one a line where `given`. A table (.tsv): the column headed by the
    language. JSON Lines (.jsonl): on each line a string, or an object with the language or "text". Anything else that
    `aligner.sources` reads (PDF, docx, HTML): its paragraphs.

    Raises:
        InputError: the file cannot be read, is binary, or has no text.
    """
    data = _read(path)
    name = path.lower()
    if name.endswith((".tsv", ".tab")):
        found = _column(_decoded(data, path), path, language)
    elif name.endswith((".jsonl", ".ndjson")):
        found = [_entry(value, f"{path}:{k}", language) for k, value in _json_lines(_decoded(data, path), path)]
    elif sources.format_of(data, path).name != "text":
        found = list(sources.read_data(Path(path), data).printed)
    else:
        text = _decoded(data, path)
        found = text.splitlines() if given else segmentation.blocks(text)
    blocks = tuple(block.strip() for block in found if block.strip())
    if not blocks:
        raise InputError("there is no text in it", where=path, hint="name a file with the text of that language")
    return blocks


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
        yield cut(str(value.get("id", number)), text, grain=None)


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
    found = value.get(language, value.get("text")) if isinstance(value, dict) else value
    if not isinstance(found, str):
        raise InputError(
            "is neither a string nor an object with one", where=where, hint=f'write {{"{language}": "..."}}'
        )
    return found


def _is_blocks(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(block, str) for block in value)
