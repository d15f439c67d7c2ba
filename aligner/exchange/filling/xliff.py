"""XLIFF 1.2 and 2: an empty target is filled where it stands, with a state that asks for a person to confirm it.

In XLIFF 1.2 the match itself stands beside it (``alt-trans`` with its quality), so that a tool can show what differs;
in XLIFF 2 the ``subState`` has the percentage. A source with inline codes only gets the match beside it, in 1.2, since
the words of a memory do not say where the codes go.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from aligner.exchange.editing import Replacement, edited, encoding
from aligner.exchange.editing.xml import TOKEN
from aligner.exchange.filling import Proposal, Propose
from aligner.exchange.xliff2 import MATCH
from tmx import atomic

_UNITS = frozenset(("trans-unit", "segment"))
_PARTS = frozenset(("source", "seg-source", "target"))
_APART = frozenset(("alt-trans", "matches"))
_STATE = re.compile(r"""\s+(?:state|state-qualifier|subState)\s*=\s*(?:"[^"]*"|'[^']*')""")
_TRANSLATE_NO = re.compile(r"""\btranslate\s*=\s*["']no["']""")
_NOT_BEGUN = re.compile(r"""\bstate\s*=\s*["'](?:new|needs-translation|initial)["']""")
_SEGMENT = re.compile(
    r"""(?P<tag><(?:[\w.-]+:)?mrk\b[^>]*\bmtype\s*=\s*["']seg["'][^>]*(?<!/)>)(?P<words>.*?)(?P<close></(?:[\w.-]+:)?mrk>)""",
    re.DOTALL,
)
_MID = re.compile(r"""\bmid\s*=\s*["']([^"']*)["']""")
_TAG = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class _Part:
    """A source or a target: its tag with what is before and after the words, as offsets.

    Attributes:
        tag: the start tag.
        start: where it begins.
        inner: where the words begin and end; both are the same in an empty element.
        end: where the element ends.
    """

    tag: str
    start: int
    inner: tuple[int, int] = (0, 0)
    end: int = 0


@dataclass(slots=True)
class _XliffUnit:
    """A unit of XLIFF 1.2, or a segment of XLIFF 2.

    Attributes:
        tag: its start tag.
        start: where that begins.
        end: where its end tag begins.
        is_locked: whether nobody may translate it.
        parts: ``source``, ``seg-source`` and ``target``, by name.
    """

    tag: str
    start: int
    is_locked: bool
    end: int = 0
    parts: dict[str, _Part] = field(default_factory=dict)


def fill(path: Path, output: str, _pair: tuple[str, str], propose: Propose) -> None:
    """Write a file with its empty targets filled; see :func:`aligner.exchange.filling.fill`."""
    file = encoding.read(path)
    changes: list[Replacement] = []
    for unit in _units(file.characters):
        if not unit.is_locked and "source" in unit.parts:
            changes += _filled(unit, file.characters, propose)
    with atomic.binary(output) as out:
        out.write(file.encoded(edited(file.characters, changes)))


def _units(raw: str) -> Iterator[_XliffUnit]:
    """The units of a file, which a parser has found to be well-formed."""
    unit: _XliffUnit | None = None
    part: _Part | None = None
    locks: list[bool] = []
    apart = 0
    for match in TOKEN.finditer(raw):
        name = (match["name"] or "").rpartition(":")[2]
        if not name:
            continue
        if match["end"]:
            locks.pop()
            apart -= name in _APART
            if part and name in _PARTS and not apart:
                part.inner, part.end, part = (part.inner[0], match.start()), match.end(), None
            elif unit and name in _UNITS:
                unit.end = match.start()
                yield unit
                unit = None
            continue
        if not match["empty"]:
            locks.append((bool(locks) and locks[-1]) or bool(_TRANSLATE_NO.search(match["attributes"])))
            apart += name in _APART
        if name in _UNITS and not match["empty"]:
            unit = _XliffUnit(match[0], match.start(), locks[-1])
        elif unit and name in _PARTS and not apart and not part:
            new_part = _Part(match[0], match.start(), (match.end(), match.end()), match.end())
            unit.parts[name] = new_part
            part = None if match["empty"] else new_part


def _filled(unit: _XliffUnit, raw: str, propose: Propose) -> Iterator[Replacement]:
    source, target = unit.parts["source"], unit.parts.get("target")
    written = raw[slice(*source.inner)]
    words = html.unescape(_TAG.sub("", written))
    if not words.strip() or (target and not _is_empty(target, unit, raw, words)):
        return
    segmented = unit.parts.get("seg-source")
    segments = list(_SEGMENT.finditer(raw, *segmented.inner)) if segmented else []
    if segments:
        content, matches = _of_segments(segments, raw, propose)
    else:
        proposal = propose(words)
        matches = [("", proposal)] if proposal else []
        content = escape(proposal.target) if proposal and "<" not in written else ""
    if not matches:
        return
    prefix = source.tag[1 : source.tag.index("source")]
    place = target.end if target else (segmented or source).end
    indent = _indent(raw, source.start)
    is_segment = unit.tag.lstrip("<").partition(" ")[0].rpartition(":")[2].startswith("segment")
    if content:
        least = min(proposal.percent for _, proposal in matches)
        qualifier = "exact-match" if least == 100 else "fuzzy-match"
        state = "" if is_segment else f' state="needs-review-translation" state-qualifier="{qualifier}"'
        attributes = _STATE.sub("", target.tag.rstrip("/>").partition("target")[2]).rstrip() if target else ""
        element = f"<{prefix}target{attributes}{state}>{content}</{prefix}target>"
        yield Replacement(target.start, target.end, element) if target else Replacement(place, place, indent + element)
        if is_segment:
            tag = f'{_STATE.sub("", unit.tag)[:-1].rstrip()} state="translated" subState="{MATCH}{least}">'
            yield Replacement(unit.start, unit.start + len(unit.tag), tag)
    if not is_segment:
        offers = [_beside(prefix, mid, proposal, indent) for mid, proposal in matches]
        new_offers = [indent + offer for offer in offers if offer not in raw[unit.start : unit.end]]
        yield Replacement(place, place, "".join(new_offers))


def _of_segments(segments: list[re.Match[str]], raw: str, propose: Propose) -> tuple[str, list[tuple[str, Proposal]]]:
    """A target cut into segments as its source is, and the match of each segment by its number.

    One without a match stays empty; where none can be filled, there is no target.
    """
    parts: list[str] = []
    matches: list[tuple[str, Proposal]] = []
    is_filled, end = False, segments[0].start()
    for segment in segments:
        proposal = propose(html.unescape(_TAG.sub("", segment["words"])))
        text = escape(proposal.target) if proposal and "<" not in segment["words"] else ""
        is_filled = is_filled or bool(text)
        # What stands between two segments is white space, and the same in the translation.
        parts += (_TAG.sub("", raw[end : segment.start()]), segment["tag"], text, segment["close"])
        end = segment.end()
        if proposal:
            number = _MID.search(segment["tag"])
            matches.append((number[1] if number else "", proposal))
    return "".join(parts) if is_filled else "", matches


def _is_empty(target: _Part, unit: _XliffUnit, raw: str, source: str) -> bool:
    """Whether a target has no words, or still those of the source in a state that says so."""
    words = html.unescape(_TAG.sub("", raw[slice(*target.inner)]))
    return not words.strip() or (words == source and bool(_NOT_BEGUN.search(target.tag + unit.tag)))


def _beside(prefix: str, mid: str, proposal: Proposal, indent: str) -> str:
    """The match as an ``alt-trans``, of a segment where it has a number."""
    number = f" mid={quoteattr(mid)}" if mid else ""
    inner = indent + "  " if indent else ""
    source, target = escape(proposal.source), escape(proposal.target)
    return (
        f'<{prefix}alt-trans{number} match-quality="{proposal.percent}%" origin={quoteattr(proposal.origin)}>'
        f"{inner}<{prefix}source>{source}</{prefix}source>{inner}<{prefix}target>{target}</{prefix}target>"
        f"{indent}</{prefix}alt-trans>"
    )


def _indent(raw: str, start: int) -> str:
    """The line end and white space before an element; empty where it stands behind something else."""
    before = raw[:start]
    line = before[len(before.rstrip(" \t")) :]
    bare = before[: len(before) - len(line)]
    return (("\r\n" if bare.endswith("\r\n") else "\n") + line) if bare.endswith("\n") else ""
