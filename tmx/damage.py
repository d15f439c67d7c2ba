"""What is wrong where XML cannot be parsed, in words that help to fix it."""

from __future__ import annotations

import re
from pyexpat import ExpatError
from pyexpat import errors as expat_errors

from tmx import rules
from tmx.findings import TmxFinding, TmxRule
from tmx.parser import Parser

_CODES = expat_errors.codes
_CUT_OFF = frozenset(
    _CODES[message]
    for message in (
        expat_errors.XML_ERROR_NO_ELEMENTS,
        expat_errors.XML_ERROR_UNCLOSED_TOKEN,
        expat_errors.XML_ERROR_PARTIAL_CHAR,
        expat_errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat_errors.XML_ERROR_ASYNC_ENTITY,
    )
)
_ENTITY = frozenset(
    _CODES[message]
    for message in (
        expat_errors.XML_ERROR_UNDEFINED_ENTITY,
        expat_errors.XML_ERROR_RECURSIVE_ENTITY_REF,
        expat_errors.XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF,
        expat_errors.XML_ERROR_BINARY_ENTITY_REF,
    )
)
_AMPLIFIED = _CODES[expat_errors.XML_ERROR_AMPLIFICATION_LIMIT_BREACH]
_REFERENCE = re.compile(rb"&[^\s;<&]{0,40};?")
_BARE = re.compile(rb"&[^\s;<>&]{0,40}\Z")


def damage(error: ExpatError, data: bytes, position: int, parser: Parser, encoding: str) -> TmxFinding:
    """The finding for an error of the XML parser.

    Args:
        error: the error.
        data: the last bytes that were parsed.
        position: where in them the error is; it may be before them.
        parser: the parser, for the line and the unit.
        encoding: the encoding of the file.
    """
    if encoding != "utf-8" and position >= 0 and data[position : position + 1] == b"\xff":
        rule, message = rules.ENCODING, f"bytes that are not {encoding}; the text may be in another encoding"
    elif error.code == _AMPLIFIED:
        rule, message = rules.ENTITY, "entities that stand for too much text in all"
    else:
        rule, message = _explained(error.code, data, position)
    return TmxFinding(rule, message, parser.line_base + error.lineno, parser.tuid)


def _explained(code: int, data: bytes, position: int) -> tuple[TmxRule, str]:
    near = data[position : position + 48] if 0 <= position < len(data) else b""
    reference = _REFERENCE.match(near)
    name = reference[0].decode("utf-8", "replace") if reference else "an entity"
    if code in _ENTITY:
        return rules.ENTITY, f"{name} is not defined in this file; nothing is fetched from elsewhere"
    if code == _CODES[expat_errors.XML_ERROR_BAD_CHAR_REF]:
        return rules.NOT_WELL_FORMED, f"{name} is a character XML cannot carry"
    if code in _CUT_OFF:
        return rules.NOT_WELL_FORMED, "the file is cut off here: something that was begun is not ended"
    if code == _CODES[expat_errors.XML_ERROR_TAG_MISMATCH]:
        tag = near.removeprefix(b"</").split(b">")[0].decode("utf-8", "replace")
        return rules.NOT_WELL_FORMED, f"the end tag </{tag}> does not match the tag before it"
    if code == _CODES[expat_errors.XML_ERROR_INVALID_TOKEN] and near:
        return _invalid_token(near, data[max(position - 41, 0) : position])
    return rules.NOT_WELL_FORMED, expat_errors.messages.get(code, "cannot be parsed as XML")


def _invalid_token(near: bytes, before: bytes) -> tuple[TmxRule, str]:
    try:
        character = near[:4].decode("utf-8", "ignore")[:1]
        near[:1].decode("ascii") if near[0] < 0x80 else near[:2].decode("utf-8")
    except UnicodeDecodeError as error:
        if "unexpected end" not in error.reason:
            shown = " ".join(f"{byte:02X}" for byte in near[:4])
            return rules.ENCODING, f"the bytes {shown} ... are not UTF-8; the text may be in another encoding"
    if near[:1] == b"&" or _BARE.search(before):
        return rules.NOT_WELL_FORMED, "a bare & (written &amp; in XML)"
    if before.endswith(b"]]"):
        return rules.NOT_WELL_FORMED, "]]> in text (written ]]&gt; in XML)"
    if near[:1] == b"<" or before.endswith(b"<"):
        return rules.NOT_WELL_FORMED, "a bare < (written &lt; in XML), or a tag that is not ended"
    if character and (ord(character) < 0x20 or character in "\ufffe\uffff"):
        return rules.NOT_WELL_FORMED, f"the character U+{ord(character):04X}, which XML cannot carry"
    return rules.NOT_WELL_FORMED, f"not XML near {near[:24].decode('utf-8', 'replace')!r}"
