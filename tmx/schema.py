"""The document type of TMX 1.4 as data: which element has which attributes, and which values they take."""

from __future__ import annotations

from collections.abc import Mapping

SEGTYPES = frozenset(("block", "paragraph", "sentence", "phrase"))
HISTORY = frozenset(("o-encoding", "creationdate", "creationid", "changedate", "changeid"))
_USAGE = HISTORY | {"datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "o-tmf"}
_REMARK = frozenset(("o-encoding",))
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "tmx": frozenset(),
    "header": HISTORY,
    "tu": _USAGE | {"segtype", "srclang"},
    "tuv": _USAGE,
    "seg": frozenset(),
    "body": frozenset(),
    "note": _REMARK,
    "prop": _REMARK,
    "ude": frozenset(("name", "base")),
    "map": frozenset(("unicode", "code", "ent", "subst")),
    "bpt": frozenset(("i", "x", "type")),
    "ept": frozenset(("i",)),
    "it": frozenset(("pos", "x", "type")),
    "ph": frozenset(("x", "type", "assoc")),
    "hi": frozenset(("x", "type")),
    "sub": frozenset(("datatype", "type")),
    "ut": frozenset(("x",)),
}
REQUIRED = {"bpt": "i", "ept": "i", "it": "pos", "ude": "name", "map": "unicode"}
HEADER = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
DATES = ("creationdate", "changedate", "lastusagedate")
CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))
VERSIONS = ("1.1", "1.2", "1.3", "1.4")
LETTERED = ("1.4a", "1.4b")
"""Revisions of the text of the standard; files of both say 1.4."""
