"""A short cut for the units most memories consist of: those that keep every rule and are written in the usual way.

Regular expressions read such units several times faster than an XML parser calls back for each of their tags. A unit is
taken only when both would give the same value (``tests/tmx/test_properties.py`` holds this); any other, with a comment,
an unusual reference or something that breaks a rule, is left to :class:`tmx.parser.Parser`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from tmx.codes import unpaired
from tmx.dates import is_date
from tmx.inline import INLINE, Inline, Segment, new_inline
from tmx.languages import is_tag
from tmx.model import Note, Property, TranslationUnit, Variant, new_property, new_unit, new_variant
from tmx.schema import ATTRIBUTES, CODES, DATES, REQUIRED, SEGTYPES

_Value = TypeVar("_Value")
_Remarks = tuple[tuple[Property, ...], tuple[Note, ...]]

# Quantifiers are possessive: what has matched is never tried another way, so no input takes more than linear time.
_QUOTED = r"""(?:"[^"<&\t\n]*+"|'[^'<&\t\n]*+')"""
_PAIRS = rf"(?:\s++[a-z][a-z:-]*+={_QUOTED})*+\s*+"
_REMARKS = rf"(?:<(?:prop|note){_PAIRS}>[^<]*+</(?:prop|note)>\s*+)*+"
_CODE = rf"</?+(?:bpt|ept|it|ph|hi|sub|ut){_PAIRS}/?+>"
_SEGMENT = rf"[^<]*+(?:{_CODE}[^<]*+)*+"
_BEGINNING = re.compile(rf"(\s*+)<tu(?:\s++tuid=\"([^\"<&\t\n]*+)\")?+({_PAIRS})>\s*+({_REMARKS})", re.ASCII)
_VARIANT = re.compile(rf"<tuv({_PAIRS})>\s*+({_REMARKS})<seg>({_SEGMENT})</seg>\s*+</tuv>\s*+", re.ASCII)
_END = "</tu>"
_REMARK = re.compile(rf"<(prop|note)({_PAIRS})>([^<]*+)</(prop|note)>", re.ASCII)
_LEAF = re.compile(rf"(<(?:bpt|ept|it|ph|ut){_PAIRS}(?:/>|>[^<]*+</(?:bpt|ept|it|ph|ut)>))", re.ASCII)
_TOKEN = re.compile(rf"([^<]++)|<(/?)(bpt|ept|it|ph|hi|sub|ut)({_PAIRS})(/?)>", re.ASCII)
_ATTRIBUTE = re.compile(rf"([a-z:-]+)=({_QUOTED})")
_USUAL_ATTRIBUTE = re.compile(r'([a-z:-]+)="([^"]*+)"')
_USUAL_PROPERTIES = re.compile(r'<prop type="([^"<&\t\n]*+)">([^<&]*+)</prop>\s*+', re.ASCII)

_CONTROLS = bytes(set(range(0x20)) - {9, 10, 13})
_ODD_REFERENCE = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7}+);|#x([0-9a-fA-F]{1,6}+);|(lt|gt|amp|quot|apos);|)")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_BLANKS = frozenset((9, 10, 13))
_MAX_DEPTH = 20
_CACHED, _LONGEST_KEPT = 4096, 1000


class _NotPlainError(Exception):
    """A unit for the XML parser."""


def plain_block(data: bytes) -> str | None:
    """The text of a run of whole units; None when it has characters that XML does not allow."""
    if b"]]>" in data or len(data.translate(None, _CONTROLS)) != len(data):
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if "\ufffe" in text or "\uffff" in text:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class PlainUnits:
    """Reads plain units of a text; remembers attributes and remarks, which most units have in common."""

    def __init__(self) -> None:
        self._unit_starts: dict[str, dict[str, str]] = {}
        self._variant_starts: dict[str, tuple[str, dict[str, str]]] = {}
        self._remarks: dict[str, _Remarks] = {"": ((), ())}
        self._leaves: dict[tuple[str, ...], tuple[Inline, ...]] = {}
        self._codes: dict[tuple[str, str], dict[str, str]] = {}

    def units(self, text: str, position: int, line: int) -> tuple[list[TranslationUnit], int, int]:
        """The units from a position on as far as they are plain, where they end and on which line.

        Args:
            text: units, as :func:`plain_block` gives them.
            position: where the first unit, or the white space before it, begins.
            line: the line of that position.
        """
        plain_units: list[TranslationUnit] = []
        starts, remarks_cache = self._unit_starts, self._remarks
        while match := _BEGINNING.match(text, position):
            blank, tuid, pairs, remarks = match.groups()
            try:
                attributes = {}
                if pairs:
                    start = starts.get(pairs)
                    attributes = (_kept(starts, pairs, _unit_start) if start is None else start).copy()
                    if "tuid" in attributes:
                        tuid = _only(tuid, attributes.pop("tuid"))
                props, notes = remarks_cache.get(remarks) or _kept(remarks_cache, remarks, _read_remarks)
                variants, end = self._variants(text, match.end())
            except _NotPlainError:
                break
            plain_units.append(new_unit(variants, tuid, attributes, props, notes, line + blank.count("\n")))
            line += text.count("\n", position, end)
            position = end
        return plain_units, position, line

    def _variants(self, text: str, position: int) -> tuple[tuple[Variant, ...], int]:
        """The variants from a position on, and where the unit ends that they are of."""
        variants = []
        starts, remarks_cache = self._variant_starts, self._remarks
        while match := _VARIANT.match(text, position):
            pairs, remarks, content = match.groups()
            position = match.end()
            language, attributes = starts.get(pairs) or _kept(starts, pairs, _variant_start)
            props, notes = remarks_cache.get(remarks) or _kept(remarks_cache, remarks, _read_remarks)
            if "<" in content:
                segment = self._segment(content)
            else:
                segment = (_unescaped(content) if "&" in content else content,) if content else ()
            variants.append(new_variant(language, segment, attributes.copy() if attributes else {}, props, notes))
        if not variants or not text.startswith(_END, position):
            raise _NotPlainError
        return tuple(variants), position + len(_END)

    def _segment(self, text: str) -> Segment:
        """A segment with inline elements; the same few elements come again and again."""
        parts = _LEAF.split(text)
        leaves = tuple(parts[1::2])
        words = parts[0::2]
        if "<" in "".join(words):
            return self._nested(text)
        inlines = self._leaves.get(leaves)
        if inlines is None:
            content = self._nested(text)
            if len(self._leaves) < _CACHED and len(text) < _LONGEST_KEPT:
                self._leaves[leaves] = tuple(part for part in content if not isinstance(part, str))
            return content
        between: list[str | Inline] = []
        for before, inline in zip(words, inlines, strict=False):  # the words after the last element are left
            if before:
                between.append(_unescaped(before) if "&" in before else before)
            between.append(inline)
        if words[-1]:
            between.append(_unescaped(words[-1]) if "&" in words[-1] else words[-1])
        return tuple(between)

    def _nested(self, text: str) -> Segment:
        """A segment with inline elements, element by element."""
        content: list[str | Inline] = []
        outer: list[tuple[str, dict[str, str], list[str | Inline]]] = []
        for words, ends, name, pairs, empty in _TOKEN.findall(text):
            if words:
                content.append(_unescaped(words) if "&" in words else words)
            elif ends:
                if not outer or outer[-1][0] != name or pairs.strip() or empty:
                    raise _NotPlainError
                _, attributes, before = outer.pop()
                before.append(new_inline(INLINE[name], tuple(content), attributes))
                content = before
            else:
                attributes = self._code(name, pairs, outer[-1][0] if outer else "seg").copy()
                if empty:
                    content.append(new_inline(INLINE[name], (), attributes))
                elif len(outer) == _MAX_DEPTH:
                    raise _NotPlainError
                else:
                    outer.append((name, attributes, content))
                    content = []
        if outer or unpaired(tuple(content)):
            raise _NotPlainError
        return tuple(content)

    def _code(self, name: str, pairs: str, parent: str) -> dict[str, str]:
        """The attributes of an inline element."""
        if (name == "sub") != (parent in CODES):
            raise _NotPlainError
        attributes = self._codes.get((name, pairs))
        if attributes is None:
            attributes = _attributes(pairs)
            _judge(name, attributes)
            if REQUIRED.get(name, "") not in {"", *attributes} or attributes.get("pos", "end") not in ("begin", "end"):
                raise _NotPlainError
            if len(self._codes) < _CACHED:
                self._codes[name, pairs] = attributes
        return attributes


def _kept(cache: dict[str, _Value], text: str, make: Callable[[str], _Value]) -> _Value:
    """A value made from a text, and remembered unless too much is remembered already."""
    value = make(text)
    if len(cache) < _CACHED and len(text) < _LONGEST_KEPT:
        cache[text] = value
    return value


def _attributes(pairs: str) -> dict[str, str]:
    if "'" not in pairs:
        values: list[tuple[str, str]] = _USUAL_ATTRIBUTE.findall(pairs)
    else:
        values = [(name, quoted[1:-1]) for name, quoted in _ATTRIBUTE.findall(pairs)]
    attributes = dict(values)
    if len(attributes) < len(values):
        raise _NotPlainError
    return attributes


def _only(one: str | None, other: str) -> str:
    if one is not None:
        raise _NotPlainError  # an attribute given twice
    return other


def _unit_start(pairs: str) -> dict[str, str]:
    attributes = _attributes(pairs)
    if attributes:
        _judge("tu", attributes, "tuid")
        if "segtype" in attributes and attributes["segtype"] not in SEGTYPES:
            raise _NotPlainError
        if "srclang" in attributes and not is_tag(attributes["srclang"]):
            raise _NotPlainError
    return attributes


def _variant_start(pairs: str) -> tuple[str, dict[str, str]]:
    attributes = _attributes(pairs)
    language = attributes.pop("xml:lang", "")
    if not is_tag(language):
        raise _NotPlainError
    _judge("tuv", attributes)
    return language, attributes


def _judge(element: str, attributes: dict[str, str], known: str = "") -> None:
    allowed = ATTRIBUTES[element]
    for name, value in attributes.items():
        if name not in allowed and name != known:
            raise _NotPlainError
        if name in DATES and not is_date(value):
            raise _NotPlainError


def _read_remarks(text: str) -> _Remarks:
    # Nearly all remarks are properties with a type and nothing else.
    usual: list[Property] = []
    position = 0
    while match := _USUAL_PROPERTIES.match(text, position):
        usual.append(new_property(match[1], match[2]))
        position = match.end()
    if position == len(text):
        return tuple(usual), ()
    props, notes = [], []
    for name, pairs, raw, end in _REMARK.findall(text):
        attributes = _attributes(pairs)
        language = attributes.pop("xml:lang", "")
        kind = attributes.pop("type", None)
        if name != end or (kind is None) == (name == "prop") or (language and not is_tag(language)):
            raise _NotPlainError
        _judge(name, attributes)
        words = _unescaped(raw) if "&" in raw else raw
        if kind is None:
            notes.append(Note(words, language, attributes))
        else:
            props.append(Property(kind, words, language, attributes))
    return tuple(props), tuple(notes)


def _unescaped(text: str) -> str:
    if "&#" in text:
        return _REFERENCE.sub(_character, text)
    if _ODD_REFERENCE.search(text):
        raise _NotPlainError
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return text.replace("&amp;", "&")


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for, where it is one and XML allows the character."""
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _NAMED[name]
    code = int(decimal or hexadecimal or "0", 10 if decimal else 16)
    if code in _BLANKS or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code)
    raise _NotPlainError
