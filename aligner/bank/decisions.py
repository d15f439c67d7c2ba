"""The file of decisions: what people decided about the alignment of a text, one decision a line.

JSON Lines, in the order of the text, so that two versions of it compare well::

    {"format": "clausebank decisions", "version": 1}
    {"kind": "linked", "blocks": {"en": [{"words": "Peace.", "near": "e3b0c442"}], "ru": [...]}, "by": "Li Wei"}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from aligner import untrusted
from aligner.errors import InputError
from aligner.model import BlockName, Decision, DecisionKind
from tmx import atomic
from tmx.languages import canonical, is_tag

FILE = "decisions.jsonl"
"""Its name in the folder of a text."""
FORMAT, VERSION = "clausebank decisions", 1
MAX_BYTES = 64 << 20
_KEYS = ("kind", "blocks", "by", "when", "reason")
_BLOCK_KEYS = ("words", "near", "place", "among")


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file.

    Raises:
        InputError: it cannot be read, is of another version, or a line is not a decision.
    """
    data = untrusted.read_bytes(str(path), MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {error.start})", where=str(path), hint="save it as UTF-8") from error
    return parsed(text, str(path))


def write(path: Path, decisions: Iterable[Decision]) -> None:
    """Write a file of decisions, as a whole or not at all.

    Raises:
        TmxOutputError: it cannot be written.
    """
    with atomic.text(str(path)) as out:
        out.write(formatted(decisions))


def formatted(decisions: Iterable[Decision]) -> str:
    r"""The text of a file of decisions; one that is there twice is written once.

    >>> print(formatted([Decision(DecisionKind.LEFT_OUT, {"en": (BlockName("Peace."),)}, by="Li Wei")]), end="")
    {"format": "clausebank decisions", "version": 1}
    {"kind": "left-out", "blocks": {"en": [{"words": "Peace."}]}, "by": "Li Wei"}
    """
    lines = [{"format": FORMAT, "version": VERSION}]
    lines += [_entry(decision) for decision in decisions]
    return "".join(f"{line}\n" for line in dict.fromkeys(json.dumps(line, ensure_ascii=False) for line in lines))


def parsed(text: str, where: str) -> tuple[Decision, ...]:
    """The decisions of the text of a file.

    Args:
        text: what it says.
        where: its name, for errors.

    Raises:
        InputError: as :func:`read`.
    """
    values = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                values.append((number, json.loads(line)))
            except (ValueError, RecursionError) as error:
                raise InputError("is not JSON", where=f"{where}:{number}", hint="write one decision a line") from error
    number, header = values[0] if values else (1, None)
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        hint = f'the first line is {{"format": "{FORMAT}", "version": {VERSION}}}'
        raise InputError("is not a file of decisions", where=f"{where}:{number}", hint=hint)
    if header.get("version") != VERSION:
        raise InputError(
            f"version {header.get('version')!r} of decisions is not known",
            where=f"{where}:{number}",
            hint=f"this program reads version {VERSION}; a newer one may be needed",
        )
    return tuple(_decision(value, f"{where}:{number}") for number, value in values[1:])


def _entry(decision: Decision) -> dict[str, Any]:
    blocks = {tag: [_block_entry(name) for name in names] for tag, names in decision.blocks.items()}
    entry = {"kind": str(decision.kind), "blocks": blocks}
    remarks = {"by": decision.by, "when": decision.when, "reason": decision.reason}
    return entry | {key: remark for key, remark in remarks.items() if remark}


def _block_entry(name: BlockName) -> dict[str, Any]:
    entry: dict[str, Any] = {"words": name.words}
    if name.near:
        entry["near"] = name.near
    if name.among > 1:
        entry |= {"place": name.place, "among": name.among}
    return entry


def _decision(value: Any, where: str) -> Decision:
    if not isinstance(value, dict):
        raise _bad("is not a decision", where)
    if unknown := [key for key in value if key not in _KEYS]:
        raise _bad(f"'{unknown[0]}' is not known", where)
    kind, blocks = value.get("kind"), value.get("blocks")
    if kind not in list(DecisionKind):
        raise _bad(f"{kind!r} is not a kind of decision", where)
    if not isinstance(blocks, dict) or not blocks:
        raise _bad("names no blocks", where)
    remarks = {key: value.get(key, "") for key in ("by", "when", "reason")}
    for key, remark in remarks.items():
        if not isinstance(remark, str):
            raise _bad(f"'{key}' is not text", where)
    names = {_tag(tag, where): _names(listed, where) for tag, listed in blocks.items()}
    decision = Decision(DecisionKind(kind), names, **remarks)
    _check_size(decision, where)
    return decision


def _check_size(decision: Decision, where: str) -> None:
    count = sum(map(len, decision.blocks.values()))
    if decision.kind is DecisionKind.APART and count < 2:
        raise _bad("two blocks or more can be apart, not one", where)
    if decision.kind in (DecisionKind.LINKED, DecisionKind.MOVED) and count < 2:
        raise _bad("two blocks or more can be linked, not one", where)


def _tag(tag: str, where: str) -> str:
    if not is_tag(tag):
        raise _bad(f"'{tag}' is not a language tag", where)
    return canonical(tag)


def _names(listed: Any, where: str) -> tuple[BlockName, ...]:
    if not isinstance(listed, list) or not listed:
        raise _bad("a language has a list of blocks", where)
    return tuple(_name(value, where) for value in listed)


def _name(value: Any, where: str) -> BlockName:
    entry: Mapping[str, Any] = {"words": value} if isinstance(value, str) else value
    if not isinstance(entry, dict) or any(key not in _BLOCK_KEYS for key in entry):
        raise _bad('a block is written {"words": "..."}', where)
    words, near = entry.get("words"), entry.get("near", "")
    place, among = entry.get("place", 1), entry.get("among", 1)
    if not isinstance(words, str) or not words.strip() or not isinstance(near, str):
        raise _bad("a block has no words", where)
    if not isinstance(place, int) or not isinstance(among, int) or not 1 <= place <= among:
        raise _bad("the place of a block is a number from 1 to 'among'", where)
    return BlockName(words, near, place, among)


def _bad(problem: str, where: str) -> InputError:
    kinds = ", ".join(DecisionKind)
    return InputError(problem, where=where, hint=f"a decision has a kind ({kinds}) and the blocks of each language")
