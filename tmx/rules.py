"""The rules, from the document type of TMX 1.4, the prose of its specification, and what programs stumble over."""

from __future__ import annotations

from collections.abc import Mapping

from tmx.findings import TmxRule, TmxSeverity

_FOUND: dict[str, TmxRule] = {}


def _error(code: str, name: str, explanation: str) -> TmxRule:
    return _FOUND.setdefault(code, TmxRule(code, name, TmxSeverity.ERROR, explanation))


def _odd(code: str, name: str, explanation: str) -> TmxRule:
    """What the standard forbids, and nothing is lost by."""
    return _warning(code, name, explanation)


def _warning(code: str, name: str, explanation: str) -> TmxRule:
    return _FOUND.setdefault(code, TmxRule(code, name, TmxSeverity.WARNING, explanation))


NOT_WELL_FORMED = _error(
    "T001",
    "not-well-formed",
    "The file is not XML at this place: a bare & or <, a control character, tags that do not match, or a cut-off end. "
    "The unit it is in cannot be read.",
)
ENCODING = _error(
    "T002",
    "encoding",
    "The bytes are not text in the encoding that the byte order mark or the XML declaration names.",
)
ENTITY = _error(
    "T003",
    "entity",
    "An entity that is undefined, external, nested, long or used too often. No entity is fetched from anywhere, and only short plain "
    "ones are expanded; what cannot be expanded would be missing from the text.",
)
ARCHIVE = _error(
    "T004",
    "damaged-archive",
    "The compressed file is damaged or cut off, or something follows it; what was unpacked before is read.",
)
VERSION = _odd("T005", "version", "The version is none of 1.1, 1.2, 1.3 and 1.4 (1.4a and 1.4b write 1.4).")
UNKNOWN_ELEMENT = _odd(
    "T006",
    "unknown-element",
    "An element TMX does not have. Inside a segment it is kept, of one in a note or a property the text; in the header "
    'it is passed over. Own data belongs in <prop type="x-...">.',
)
MISPLACED_ELEMENT = _odd(
    "T007",
    "misplaced-element",
    "An element TMX has, but not here or not in this order: notes and properties come before the variants of a unit "
    "and before the segment of a variant.",
)
MISSING_ELEMENT = _odd(
    "T008",
    "missing-element",
    "A header, a body, at least one variant in a unit and one segment in a variant are required.",
)
MISSING_ATTRIBUTE = _odd("T009", "missing-attribute", "An attribute the standard requires.")
UNKNOWN_ATTRIBUTE = _odd(
    "T010",
    "unknown-attribute",
    'An attribute TMX does not have; it is kept. Own data belongs in <prop type="x-...">.',
)
BAD_VALUE = _odd("T011", "bad-value", "segtype is block, paragraph, sentence or phrase; pos is begin or end.")
STRAY_TEXT = _error(
    "T012", "stray-text", "Text between elements that hold none; it belongs to nothing and is passed over."
)
LANGUAGE_TAG = _odd(
    "T013",
    "language-tag",
    "A value that is not a language tag (RFC 5646), such as zh_CN or English; programs will not find the language.",
)
LANG_ATTRIBUTE = _odd(
    "T014",
    "lang-attribute",
    "Since TMX 1.3 the language is in xml:lang; many programs do not look at lang. Where both are given, xml:lang counts.",
)
DATE = _odd("T015", "date", "Dates are written YYYYMMDDThhmmssZ in Universal Time, such as 20261123T101500Z.")
UNPAIRED_CODE = _odd(
    "T016",
    "unpaired-code",
    "Every bpt needs an ept with the same i after it in the same segment, and every i begins one pair only. "
    "A code whose partner is elsewhere is an it.",
)
TOO_LARGE = _error("T017", "too-large", "A unit beyond the limits of size or nesting, which no real memory reaches.")

LOST_ELEMENT = _error(
    "T018",
    "lost-element",
    "An element with no place here, so that what it holds is not read: a second segment of a variant, a unit inside "
    "another, an element of no kind beside the variants.",
)

DUPLICATE_TUID = _warning(
    "T101", "duplicate-tuid", "Two units have one identifier; programs keep the one or the other."
)
EMPTY_SEGMENT = _warning(
    "T102", "empty-segment", "A variant without text or codes; OmegaT offers it as an empty translation."
)
NO_SOURCE = _warning(
    "T103",
    "no-source-variant",
    "No variant is in the source language that the header or the unit names, so programs cannot tell the direction.",
)
NO_TARGET = _warning(
    "T104", "no-target-variant", "No variant is in the wanted language; OmegaT may offer another language instead."
)
FOREIGN_ATTRIBUTE = _warning(
    "T105", "foreign-attribute", "An attribute of another namespace; it is kept, and programs that validate refuse it."
)
DUPLICATE_LANGUAGE = _warning(
    "T106", "duplicate-language", "A unit with two variants in one language; many programs keep only one of them."
)
DEPRECATED = _warning("T107", "deprecated", "ut is deprecated since TMX 1.4; ph, it, bpt and ept say more.")
VERSION_LETTER = _warning(
    "T109", "version-letter", "TMX 1.4a and 1.4b say version 1.4; a program may look for just that."
)
OLD_LANGUAGE = _warning("T108", "xml-lang-in-old-version", "xml:lang came with TMX 1.3; older versions say lang.")

DEFAULT_NAMESPACE = _warning(
    "T110",
    "default-namespace",
    "The root element declares a default namespace, which TMX has not: to programs that look at namespaces no element is one "
    "of TMX. It is kept in exact copies only.",
)

RULES: Mapping[str, TmxRule] = _FOUND
"""Every rule by its code, in order."""
