"""Translation memories in TMX: read, write, validate and process them, however big they are."""

from tmx.errors import TmxError, TmxInputError, TmxOutputError, TmxUsageError, UnwritableTextError
from tmx.inline import Bpt, Ept, Hi, Inline, It, Ph, Segment, Sub, Unknown, Ut, native_code, plain_text, segment
from tmx.model import Header, Note, Property, TranslationUnit, UserEncoding, Variant
from tmx.profiles import PROFILES, Profile
from tmx.writer import Omission, Written, write

__all__ = [
    "PROFILES",
    "Bpt",
    "Ept",
    "Header",
    "Hi",
    "Inline",
    "It",
    "Note",
    "Omission",
    "Ph",
    "Profile",
    "Property",
    "Segment",
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
    "Written",
    "native_code",
    "plain_text",
    "segment",
    "write",
]
