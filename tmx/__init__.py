"""Translation memories in TMX: read, write, validate and process them, however big they are."""

from tmx.errors import TmxError, TmxInputError, TmxOutputError, TmxUsageError, UnwritableTextError
from tmx.findings import Finding, InvalidTmxError, Rule, Severity
from tmx.inline import Bpt, Ept, Hi, Inline, It, Ph, Segment, Sub, Unknown, Ut, native_code, plain_text, segment
from tmx.model import Header, Note, Property, TranslationUnit, UserEncoding, Variant
from tmx.profiles import PROFILES, Profile
from tmx.reader import Reader, read
from tmx.rules import RULES
from tmx.writer import Omission, Writer, Written, write

__all__ = [
    "PROFILES",
    "RULES",
    "Bpt",
    "Ept",
    "Finding",
    "Header",
    "Hi",
    "Inline",
    "InvalidTmxError",
    "It",
    "Note",
    "Omission",
    "Ph",
    "Profile",
    "Property",
    "Reader",
    "Rule",
    "Segment",
    "Severity",
    "Sub",
    "TmxError",
    "TmxInputError",
    "TmxOutputError",
    "TmxUsageError",
    "TranslationUnit",
    "Unknown",
    "UnwritableTextError",
    "UserEncoding",
    "Ut",
    "Variant",
    "Writer",
    "Written",
    "native_code",
    "plain_text",
    "read",
    "segment",
    "write",
]
