"""A short cut for the units most memories consist of: no inline codes, nothing that breaks a rule.

A regular expression reads such units some times faster than an XML parser calls back for each of their tags. It takes
a unit only when both would give the same value (``tests/tmx/test_plain.py`` holds this); every other one is left to
:class:`tmx.parser.Parser`.
"""

from __future__ import annotations

import re

from tmx.dates import is_date
from tmx.languages import is_tag
from tmx.model import Note, Property, TranslationUnit, Variant, new_unit, new_variant
from tmx.schema import ATTRIBUTES, DATES, SEGTYPES

# Quantifiers are possessive: what has matched is never tried another way, so no input takes more than linear time.
_PAIRS = r'(?:\s++[a-z][a-z:-]*+="[^"<&\t\n]*+")*+\s*+'
_REMARKS = rf"(?:<(?:prop|note){_PAIRS}>[^<]*+</(?:prop|note)>\s*+)*+"
_VARIANT = rf"<tuv({_PAIRS})>\s*+({_REMARKS})<seg>([^<]*+)</seg>\s*+</tuv>\s*+"
_PLAIN_VARIANT = _VARIANT.replace("(", "(?:").replace("(?:?:", "(?:")
_UNIT = re.compile(rf"\s*+<tu({_PAIRS})>\s*+({_REMARKS})((?:{_PLAIN_VARIANT})++)</tu>", re.ASCII)
_VARIANTS = re.compile(_VARIANT, re.ASCII)
_REMARK = re.compile(rf"<(prop|note)({_PAIRS})>([^<]*+)</(prop|note)>", re.ASCII)
_ATTRIBUTE = re.compile(r'([a-z:-]+)="([^"]*)"')

_CONTROLS = bytes(set(range(0x20)) - {9, 10, 13})
_ODD_REFERENCE = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)")
_CACHED = 4096


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
    """Reads plain units of a text; remembers the attributes of variants, which most units have in common."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, dict[str, str]]] = {}

    def unit(self, text: str, position: int, line: int) -> tuple[TranslationUnit, int, int] | None:
        """The unit at a position, where it ends and on which line; None when it is not plain.

        Args:
            text: units, as :func:`plain_block` gives them.
            position: where the unit, or the white space before it, begins.
            line: the line of that position.
        """
        match = _UNIT.match(text, position)
        if not match:
            return None
        pairs, remarks, variants = match.groups()
        start, end = match.span(1)[0], match.end()
        line += text.count("\n", position, start)
        try:
            tuid, attributes = _unit_attributes(pairs) if pairs else (None, {})
            props, notes = _remarks(remarks) if remarks else ((), ())
            unit = new_unit(self._variants(variants), tuid, attributes, props, notes, line)
        except _NotPlainError:
            return None
        return unit, end, line + text.count("\n", start, end)

    def _variants(self, text: str) -> tuple[Variant, ...]:
        variants = []
        known = self._known
        for pairs, remarks, words in _VARIANTS.findall(text):
            language, attributes = known[pairs] if pairs in known else self._learn(pairs)
            segment = (_unescaped(words) if "&" in words else words,) if words else ()
            props, notes = _remarks(remarks) if remarks else ((), ())
            variants.append(new_variant(language, segment, attributes.copy() if attributes else {}, props, notes))
        return tuple(variants)

    def _learn(self, pairs: str) -> tuple[str, dict[str, str]]:
        attributes = _attributes(pairs)
        language = attributes.pop("xml:lang", "")
        if not is_tag(language):
            raise _NotPlainError
        _judge("tuv", attributes)
        if len(self._known) < _CACHED:
            self._known[pairs] = language, attributes
        return language, attributes


def _attributes(pairs: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(pairs)
    attributes = dict(found)
    if len(attributes) < len(found):
        raise _NotPlainError
    return attributes


def _unit_attributes(pairs: str) -> tuple[str | None, dict[str, str]]:
    attributes = _attributes(pairs)
    tuid = attributes.pop("tuid", None)
    if attributes:
        _judge("tu", attributes)
        if attributes.get("segtype", "block") not in SEGTYPES or not is_tag(attributes.get("srclang", "en")):
            raise _NotPlainError
    return tuid, attributes


def _judge(element: str, attributes: dict[str, str]) -> None:
    if not attributes.keys() <= ATTRIBUTES[element]:
        raise _NotPlainError
    for name in DATES:
        if name in attributes and not is_date(attributes[name]):
            raise _NotPlainError


def _remarks(text: str) -> tuple[tuple[Property, ...], tuple[Note, ...]]:
    props, notes = [], []
    for name, pairs, raw, end in _REMARK.findall(text):
        attributes = _attributes(pairs)
        language = attributes.pop("xml:lang", "")
        kind = attributes.pop("type", None)
        if (
            name != end
            or (kind is None) == (name == "prop")
            or "lang" in attributes
            or (language and not is_tag(language))
        ):
            raise _NotPlainError
        _judge(name, attributes)
        words = _unescaped(raw) if "&" in raw else raw
        if kind is None:
            notes.append(Note(words, language, attributes))
        else:
            props.append(Property(kind, words, language, attributes))
    return tuple(props), tuple(notes)


def _unescaped(text: str) -> str:
    if _ODD_REFERENCE.search(text):
        raise _NotPlainError
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return text.replace("&amp;", "&")
