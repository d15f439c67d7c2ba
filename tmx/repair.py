"""Repair of what keeps a memory from being read: characters and references that are not XML, dates, language attributes."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.entities import html5

from tmx.dates import format_date, is_date
from tmx.languages import from_locale, is_tag, of_column
from tmx.schema import ATTRIBUTES, DATES
from tmx.source import Bytes, Source, encoding_of

_LONGEST = 1 << 16
"""Characters of a comment or a tag; what is longer is taken for text."""
_TOKEN = re.compile(
    rf"(?P<whole><!--(?:(?!-->).){{0,{_LONGEST}}}-->|<!\[CDATA\[(?:(?!\]\]>).){{0,{_LONGEST}}}\]\]>|<\?[^<>]{{0,2000}}\?>)"
    rf"|<(?P<end>/?)(?P<name>{'|'.join(sorted(ATTRIBUTES))})(?=[\s/>])(?P<attributes>[^<>]{{0,{_LONGEST}}})>"
    r"|<(?P<foreign_end>/?)(?P<foreign>[A-Za-z_][\w:.-]{0,60})"
    r"(?:\s+[\w:.-]{1,60}\s*=\s*(?:\"[^\"<]{0,2000}\"|'[^'<]{0,2000}'))*\s*(?P<foreign_empty>/?)>"
    r"|(?P<bare><)"
    r"|&#[xX](?P<high>[dD][89abAB][0-9a-fA-F]{2});&#[xX](?P<low>[dD][c-fC-F][0-9a-fA-F]{2});"
    r"|&#(?:(?P<decimal>\d{1,8})|[xX](?P<hexadecimal>[0-9a-fA-F]{1,8}));"
    r"|&(?P<entity>\w{1,40});"
    r"|(?P<ampersand>&)"
    r"|(?P<forbidden>[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff])",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(\s)([\w:.-]+)(\s*=\s*)("[^"]*"|'[^']*')""")
_DECLARED = re.compile(r"<!ENTITY\s+(\w+)")
_ENCODING = re.compile(r"""(<\?xml\b[^<>]*?\sencoding\s*=\s*)(["'])[^"'<>]*\2""")
_OF_XML = frozenset(("lt", "gt", "amp", "quot", "apos"))
_IN_WORD = {
    0x0B: (" ", "a space (in Word it breaks the line)"),
    0x0C: (" ", "a space (in Word it breaks the page)"),
    0x1E: ("\u2011", "U+2011 (in Word it is a hyphen that does not break)"),
    0x1F: ("\u00ad", "U+00AD (in Word it is a soft hyphen)"),
}
"""What Word means by characters that XML forbids."""
_DATE_FORMATS = (
    "%Y%m%d",
    "%Y%m%dT%H%M%S",
    "%Y%m%d %H%M%S",
    "%Y%m%dT%H%MZ",
    "%Y/%m/%d",
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M:%S",
)
_UNIT_END = "</tu>"


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that was repaired.

    Attributes:
        line: the line of the file, counted from 1.
        tuid: the unit's identifier; empty where it has none, or outside units.
        message: what was wrong, and what it became.
    """

    line: int
    tuid: str
    message: str

    def __str__(self) -> str:
        """One line for people, without the file's name."""
        return f"line {self.line}{f', tuid {self.tuid[:80]}' if self.tuid else ''}: {self.message}"


class RepairedStream(io.RawIOBase):
    """The bytes of a memory in UTF-8, repaired as they are read: give it to :func:`tmx.read`.

    Only what cannot be meant is changed: a ``&`` or ``<`` that begins nothing, an entity of HTML, a character that XML
    forbids and references to it, tags of other languages than TMX that are not closed, dates and language tags written
    another way, ``lang`` for ``xml:lang``. Damage of another kind stays and is found by the reader.

    Args:
        source: a path, ``-``, bytes or a binary stream, as for :func:`tmx.read`.
        on_repair: receives each repair.

    >>> damaged = b'<tmx version="1.4"><header srclang="en"/><body><tu tuid="1"><tuv lang="en"><seg>R&D</seg></tuv></tu></body></tmx>'
    >>> stream = RepairedStream(damaged, lambda repair: print(repair))
    line 1, tuid 1: lang is written xml:lang
    line 1, tuid 1: a bare & is written &amp;
    >>> b"<seg>R&amp;D</seg>" in stream.read()
    True
    """

    def __init__(self, source: Source, on_repair: Callable[[Repair], None]) -> None:
        self._bytes = Bytes(source)
        self.name = self._bytes.name
        self._pieces = self._repaired(_Text(on_repair))
        self._waiting = next(self._pieces, b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; none at the end."""
        if size < 0:
            return b"".join([self._waiting, *self._pieces])
        if not self._waiting:
            self._waiting = next(self._pieces, b"")
        piece, self._waiting = self._waiting[:size], self._waiting[size:]
        return piece

    def close(self) -> None:
        """Close the file."""
        self._bytes.close()
        super().close()

    def _repaired(self, text: _Text) -> Iterator[bytes]:
        encoding, signature, _ = encoding_of(self._bytes.head)
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        held = ""
        for number, chunk in enumerate(self._bytes.chunks()):
            held += decoder.decode(chunk[signature:] if number == 0 else chunk)
            end = held.rfind(_UNIT_END) + len(_UNIT_END)
            if end >= len(_UNIT_END):
                yield text.repaired(held[:end]).encode()
                held = held[end:]
        yield text.repaired(held + decoder.decode(b"", final=True)).encode("utf-8", "replace")


class _Text:
    """Repairs a file piece by piece; a piece ends with a unit."""

    def __init__(self, on_repair: Callable[[Repair], None]) -> None:
        self._on_repair = on_repair
        self._line, self._tuid = 1, ""
        self._entities: frozenset[str] = _OF_XML
        self._is_first = True

    def repaired(self, characters: str) -> str:
        if self._is_first:
            self._is_first = False
            characters = _ENCODING.sub(r"\1\2UTF-8\2", characters, count=1)
            self._entities = _OF_XML.union(_DECLARED.findall(characters[:_LONGEST]))
        parts: list[str] = []
        foreign: list[int] = []
        open_tags: list[str] = []
        is_balanced = True
        end = 0
        doctype_end = _doctype_end(characters)
        for match in _TOKEN.finditer(characters):
            if match.start() < doctype_end:
                continue
            parts.append(characters[end : match.start()])
            self._line += characters.count("\n", end, match.start())
            if name := match["foreign"]:
                foreign.append(len(parts))
                is_balanced = is_balanced and _balances(match, name, open_tags)
            parts.append(self._token(match))
            self._line += match[0].count("\n")
            end = match.end()
            if match["name"] == "seg":
                # Tags of another language stay where all of a segment are closed: they are elements, not words.
                if match["end"] and not (is_balanced and not open_tags):
                    self._escape(parts, foreign)
                foreign, open_tags, is_balanced = [], [], True
        self._line += characters.count("\n", end)
        return "".join([*parts, characters[end:]])

    def _escape(self, parts: list[str], places: list[int]) -> None:
        for place in places:
            self._say(f"the tag {parts[place][:40]} is not closed, and is written as text")
            parts[place] = parts[place].replace("<", "&lt;")

    def _token(self, match: re.Match[str]) -> str:
        """What is written for a token."""
        if name := match["name"]:
            return self._tag(match, name)
        if reference := match["high"] or match["decimal"] or match["hexadecimal"]:
            return self._reference(match, reference)
        if match["forbidden"]:
            return self._forbidden(ord(match["forbidden"]))
        if entity := match["entity"]:
            return self._entity(entity)
        if match["bare"] or match["ampersand"]:
            written = "&lt;" if match["bare"] else "&amp;"
            self._say(f"a bare {match[0]} is written {written}")
            return written
        return match[0]

    def _reference(self, match: re.Match[str], number: str) -> str:
        if match["high"]:
            self._say("two references for the halves of one character are written as the character")
            return bytes.fromhex(f"{match['high']}{match['low']}").decode("utf-16-be")
        code = int(number) if match["decimal"] else int(number, 16)
        return match[0] if _is_allowed(code) else self._forbidden(code)

    def _entity(self, name: str) -> str:
        if name in self._entities:
            return f"&{name};"
        characters = html5.get(f"{name};", "")
        if not characters:
            self._say(f"&{name}; stands for nothing, and is written as text")
            return f"&amp;{name};"
        self._say(f"&{name}; of HTML is written as its character")
        return characters.replace("&", "&amp;").replace("<", "&lt;")

    def _forbidden(self, code: int) -> str:
        written, description = _IN_WORD.get(code, ("", ""))
        became = f"is written as {description}" if written else "is taken out"
        self._say(f"the character U+{code:04X}, which XML forbids, {became}")
        return written

    def _tag(self, match: re.Match[str], name: str) -> str:
        if match["end"]:
            return match[0]
        if name == "tu":
            self._tuid = next(
                (pair[3][1:-1] for pair in _ATTRIBUTE.findall(f" {match['attributes']}") if pair[1] == "tuid"), ""
            )
        has_language = "xml:lang" in match["attributes"]

        def repaired(attribute: re.Match[str]) -> str:
            space, key, equals, quoted = attribute.groups()
            value = self._value(key, quoted[1:-1])
            if key == "lang" and not has_language and name in {"tuv", "note", "prop"}:
                self._say("lang is written xml:lang")
                key = "xml:lang"
            return f"{space}{key}{equals}{quoted[0]}{value}{quoted[0]}"

        return f"<{name}{_ATTRIBUTE.sub(repaired, match['attributes'])}>"

    def _value(self, key: str, value: str) -> str:
        """The value of an attribute, repaired."""
        written = value
        if key in DATES and not is_date(value):
            written = _date(value) or value
        elif key in {"xml:lang", "lang", "srclang"} and value != "*all*" and not is_tag(value):
            tag = from_locale(value.strip())
            written = tag if is_tag(tag) else of_column(value) or value
        if written != value:
            self._say(f"{key} {value!r} is written {written!r}")
        escaped = re.sub(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot|apos);)", "&amp;", written)
        if escaped != written:
            self._say(f"a bare & in {key} is written &amp;")
        return escaped

    def _say(self, message: str) -> None:
        self._on_repair(Repair(self._line, self._tuid, message))


def _doctype_end(characters: str) -> int:
    """Where the document type declaration of the first piece ends; 0 where there is none."""
    start = characters.find("<!DOCTYPE")
    if start < 0:
        return 0
    subset = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>").match(characters, start)
    return subset.end() if subset else 0


def _balances(match: re.Match[str], name: str, open_tags: list[str]) -> bool:
    """Whether a tag fits the tags that are open, of which it becomes one or closes the last."""
    if match["foreign_empty"]:
        return True
    if not match["foreign_end"]:
        open_tags.append(name)
        return True
    return bool(open_tags) and open_tags.pop() == name


def _is_allowed(code: int) -> bool:
    return code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000


def _date(value: str) -> str:
    """A date as TMX writes it, from one written another way; empty where it cannot be read with certainty."""
    for pattern in _DATE_FORMATS:
        try:
            return format_date(dt.datetime.strptime(value.strip(), pattern).replace(tzinfo=dt.UTC))
        except ValueError:
            continue
    try:
        return format_date(dt.datetime.fromisoformat(value.strip()))
    except ValueError:
        return ""
