"""Memories as JSON Lines (https://jsonlines.org): a line for a unit, without loss."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, TextIO

from tmx import atomic
from tmx.errors import TmxInputError
from tmx.inline import INLINE, Inline, Segment, Unknown, segment
from tmx.model import Note, Property, TranslationUnit, Variant


def write_json_lines(destination: str | os.PathLike[str] | BinaryIO, units: Iterable[TranslationUnit]) -> int:
    """Write units as JSON Lines in UTF-8; returns how many."""
    count = 0
    with atomic.text(destination) as stream:
        for unit in units:
            stream.write(json.dumps(to_json(unit), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_json_lines(stream: TextIO, *, name: str = "lines") -> Iterator[TranslationUnit]:
    """The units of JSON Lines; empty lines are passed over.

    Raises:
        TmxInputError: naming the line that is not a unit.
    """
    line = 0
    try:
        for line, text in enumerate(stream, start=1):
            if text.strip():
                yield from_json(json.loads(text), line)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        problem = f"has no {error}" if isinstance(error, KeyError) else str(error)
        raise TmxInputError(
            f"is not a unit ({problem})",
            where=f"{name}:{line}",
            hint="see `clausebank tmx to jsonl` for what one looks like",
        ) from error


def to_json(unit: TranslationUnit) -> dict[str, Any]:
    """A unit as JSON values; what is empty is left out.

    >>> to_json(TranslationUnit([Variant("en", "Treaty")], tuid="1"))
    {'tuid': '1', 'variants': [{'language': 'en', 'segment': 'Treaty'}]}
    """
    tuid = {} if unit.tuid is None else {"tuid": unit.tuid}
    variants = [
        {"language": variant.language, **_extras(variant), "segment": _segment(variant.segment)}
        for variant in unit.variants
    ]
    return {**tuid, **_extras(unit), "variants": variants}


def from_json(value: Any, line: int = 0) -> TranslationUnit:
    """A unit from JSON values.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: when they are not a unit.
    """
    variants = [
        Variant(_string(variant["language"]), _content(variant["segment"]), **_read_extras(variant))
        for variant in value["variants"]
    ]
    if not variants:
        raise ValueError("no variant")
    tuid = value.get("tuid")
    return TranslationUnit(variants, None if tuid is None else _string(tuid), **_read_extras(value), line=line)


def _extras(part: TranslationUnit | Variant) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    if part.attributes:
        extras["attributes"] = dict(part.attributes)
    if part.props:
        extras["props"] = [{"type": prop.type, **_remark(prop)} for prop in part.props]
    if part.notes:
        extras["notes"] = [_remark(note) for note in part.notes]
    return extras


def _remark(remark: Note | Property) -> dict[str, Any]:
    language = {"language": remark.language} if remark.language else {}
    attributes = {"attributes": dict(remark.attributes)} if remark.attributes else {}
    return {"text": remark.text, **language, **attributes}


def _segment(content: Segment) -> Any:
    if not content:
        return ""
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    return [part if isinstance(part, str) else _inline(part) for part in content]


def _inline(inline: Inline) -> dict[str, Any]:
    name = inline.name if isinstance(inline, Unknown) else inline.element
    attributes = {"attributes": dict(inline.attributes)} if inline.attributes else {}
    return {"element": name, **attributes, "content": _segment(inline.content)}


def _read_extras(value: Any) -> dict[str, Any]:
    return {
        "attributes": _attributes(value),
        "props": [Property(_string(prop["type"]), *_read_remark(prop)) for prop in value.get("props", ())],
        "notes": [Note(*_read_remark(note)) for note in value.get("notes", ())],
    }


def _read_remark(value: Any) -> tuple[str, str, dict[str, str]]:
    return _string(value["text"]), _string(value.get("language", "")), _attributes(value)


def _attributes(value: Any) -> dict[str, str]:
    return {name: _string(text) for name, text in value.get("attributes", {}).items()}


def _content(value: Any) -> Segment:
    if isinstance(value, str):
        return segment(value)
    return segment([part if isinstance(part, str) else _read_inline(part) for part in value])


def _read_inline(value: Any) -> Inline:
    name, content, attributes = _string(value["element"]), _content(value["content"]), _attributes(value)
    kind = INLINE.get(name)
    return kind(content, attributes) if kind else Unknown(name, content, attributes)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} where text belongs")
    return value
