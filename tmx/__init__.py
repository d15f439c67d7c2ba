"""Translation memories in TMX: read, write, validate and process them, however big they are.

>>> import io, tmx
>>> memory = io.BytesIO()
>>> unit = tmx.TranslationUnit([tmx.Variant("en", "Treaty"), tmx.Variant("fr", "Traité")], tuid="1")
>>> tmx.write(memory, [unit], header=tmx.Header(srclang="en")).units
1
>>> _ = memory.seek(0)
>>> [(unit.tuid, unit.text("fr")) for unit in tmx.read(memory)]
[('1', 'Traité')]
"""

from tmx.difference import UnitChange, difference
from tmx.document import markup
from tmx.duplicates import key_of, without_duplicates
from tmx.errors import TmxError, TmxInputError, TmxOutputError, TmxUsageError, UnwritableTextError
from tmx.findings import InvalidTmxError, TmxFinding, TmxRule, TmxSeverity
from tmx.inline import Bpt, Ept, Hi, Inline, It, Ph, Segment, Sub, Unknown, Ut, native_code, plain_text, segment
from tmx.merging import concatenated, joined, merged_header
from tmx.model import Header, Note, Property, TranslationUnit, UserEncoding, Variant
from tmx.profiles import PROFILES, Profile
from tmx.reader import Reader, read
from tmx.repair import Repair, RepairedStream
from tmx.rules import RULES
from tmx.selection import Condition, in_languages, select
from tmx.splitting import split
from tmx.statistics import Statistics, statistics
from tmx.validate import validate
from tmx.writer import Omission, Writer, Written, write

__all__ = [
    "PROFILES",
    "RULES",
    "Bpt",
    "Condition",
    "Ept",
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
    "Repair",
    "RepairedStream",
    "Segment",
    "Statistics",
    "Sub",
    "TmxError",
    "TmxFinding",
    "TmxInputError",
    "TmxOutputError",
    "TmxRule",
    "TmxSeverity",
    "TmxUsageError",
    "TranslationUnit",
    "UnitChange",
    "Unknown",
    "UnwritableTextError",
    "UserEncoding",
    "Ut",
    "Variant",
    "Writer",
    "Written",
    "concatenated",
    "difference",
    "in_languages",
    "joined",
    "key_of",
    "markup",
    "merged_header",
    "native_code",
    "plain_text",
    "read",
    "segment",
    "select",
    "split",
    "statistics",
    "validate",
    "without_duplicates",
    "write",
]
