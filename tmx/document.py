"""The XML text of a memory, part by part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from tmx.errors import TmxUsageError, UnwritableTextError
from tmx.inline import Hi, Inline, Segment, Unknown, inlines, new_inline
from tmx.inline import segment as joined_segment
from tmx.languages import ALL_LANGUAGES, canonical, from_locale, is_tag, same
from tmx.model import Header, Note, Property, TranslationUnit, UserEncoding, Variant
from tmx.profiles import Profile
from tmx.schema import ATTRIBUTES, VERSIONS

# XML 1.0, production 2 (Char): everything else cannot stand in a document, not even as a reference.
_ILLEGAL = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
_CACHED = 4096
_WITHOUT_HI = ("1.1",)
_NAME = re.compile(r"[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?")
_KNOWN_NAMES = frozenset().union(*ATTRIBUTES.values())
_UNIT_FIELDS = frozenset(("tuid",))
_LANG_FIELDS = frozenset(("xml:lang", "lang"))
_REMARK_FIELDS = _LANG_FIELDS | {"type"}
_TAG_CASES: Mapping[str, Callable[[str], str]] = {
    "canonical": lambda tag: canonical(from_locale(tag)),
    "upper": lambda tag: from_locale(tag).upper(),
    "lower": lambda tag: from_locale(tag).lower(),
    "keep": str,
}
"""What is done with a tag; names of locales (zh_CN) become tags in all but exact copies."""


class Serializer:
    """The text of each part of one memory, in one way of writing it.

    Attributes:
        complete: whether all variants so far had content or were to be kept without.
        changes: what was left out as the way of writing has no place for it, with how often.
    """

    def __init__(self, header: Header, profile: Profile) -> None:
        self.case = _TAG_CASES[profile.tag_case]
        self.header = replace(header, srclang=self.case(header.srclang))
        if header.srclang in ("", ALL_LANGUAGES) and not profile.any_source:
            raise TmxUsageError(
                f"the header names {header.srclang or 'no language'} as the source, and {profile.name} needs one",
                hint="say which it is (header.srclang; on the command line --source)",
            )
        srclang = self.header.srclang
        if profile.tag_case != "keep" and srclang not in ("", ALL_LANGUAGES) and not is_tag(srclang):
            raise TmxUsageError(
                f"the header says srclang {header.srclang!r}, which is not a language tag",
                hint="name the source language as in zh-CN (header.srclang; on the command line --source)",
            )
        self.profile = profile
        self.version = profile.version or header.version
        self.lang = "lang" if self.version in ("1.1", "1.2") else "xml:lang"
        self.least = max(profile.least, 1)
        self.complete = True
        self.languages: set[str] = set()
        self.starts: dict[str, str] = {}
        self.namespaces = header.namespaces
        self.changes: Counter[str] = Counter()
        if profile.tag_case != "keep" and "xmlns" in self.namespaces:
            self.namespaces = {name: uri for name, uri in self.namespaces.items() if name != "xmlns"}
            self.changes["default namespace, which TMX does not have"] += 1

    def start(self) -> str:
        """Everything before the first unit."""
        header, version = self.header, self.version
        named = {
            "creationtool": header.creationtool,
            "creationtoolversion": header.creationtoolversion,
            "segtype": header.segtype,
            "o-tmf": header.o_tmf,
            "adminlang": header.adminlang,
            "srclang": header.srclang,
            "datatype": header.datatype,
        }
        attributes = _attributes({name: value for name, value in named.items() if value} | dict(header.attributes))
        content = self.remarks(header.notes, header.props, "    ")
        content += "".join("    " + _user_encoding(encoding) for encoding in header.encodings)
        number = version.rstrip("ab").replace(".", "")
        version_attribute = f' version="{_value(version)}"' if version else ""
        return (
            f'<?xml version="1.0" encoding="{self.profile.encoding}"?>\n'
            + (f'<!DOCTYPE tmx SYSTEM "tmx{number}.dtd">\n' if version.rstrip("ab") in VERSIONS else "")
            + f"<tmx{version_attribute}{_attributes(self.namespaces)}>\n"
            f"  <header{attributes}" + (f">\n{content}  </header>\n" if content else "/>\n") + "  <body>\n"
        )

    def unit(self, unit: TranslationUnit) -> str:
        """A unit as text; empty when there is nothing to write."""
        variants = unit.variants
        if not self.profile.empty:
            for variant in variants:
                if not variant.segment:
                    self.complete = False
                    variants = tuple(variant for variant in variants if variant.segment)
                    break
        if len(variants) < self.least or (
            self.least > 1 and len({variant.language.lower() for variant in variants}) < self.least
        ):
            return ""
        if self.profile.source_first and variants[0].language != self.header.srclang:
            variants = self.ordered(variants, unit.attributes.get("srclang", self.header.srclang))
        start = "    <tu" if unit.tuid is None else f'    <tu tuid="{_value(unit.tuid)}"'
        if unit.attributes:
            start += _attributes(unit.attributes, _UNIT_FIELDS)
        remarks = self.remarks(unit.notes, unit.props, "      ") if unit.notes or unit.props else ""
        return f"{start}>\n{remarks}{''.join(map(self.variant, variants))}    </tu>\n"

    def ordered(self, variants: tuple[Variant, ...], source: str) -> tuple[Variant, ...]:
        """The variants with those of the source language first."""
        source = self.case(source)
        if source == ALL_LANGUAGES or same(self.case(variants[0].language), source):
            return variants
        return tuple(sorted(variants, key=lambda variant: not same(self.case(variant.language), source)))

    def variant(self, variant: Variant) -> str:
        """A variant as text."""
        segment = variant.segment
        if self.version in _WITHOUT_HI and (marks := sum(isinstance(part, Hi) for part in inlines(segment))):
            segment = without_hi(segment)
            self.changes[f"element hi, which TMX {self.version} does not have; its words are kept"] += marks
        content = _text(segment[0]) if len(segment) == 1 and isinstance(segment[0], str) else markup(segment)
        start = self.starts.get(variant.language) or self.start_of(variant.language)
        if not (variant.attributes or variant.notes or variant.props):
            return f"{start}><seg>{content}</seg></tuv>\n"
        remarks = self.remarks(variant.notes, variant.props, "        ")
        remarks = f"\n{remarks}        " if remarks else ""
        return f"{start}{_attributes(variant.attributes, _LANG_FIELDS)}>{remarks}<seg>{content}</seg></tuv>\n"

    def start_of(self, language: str) -> str:
        """The beginning of the tag of a variant in a language."""
        tag = self.tag(language)
        self.languages.add(tag.lower())
        if self.profile.languages and len(self.languages) > self.profile.languages:
            raise TmxUsageError(
                f"{self.profile.name} takes {self.profile.languages} languages, and this is a third: {language}",
                hint="choose the two (tmx.in_languages; on the command line --pair)",
            )
        start = "      <tuv" + (f' {self.lang}="{_value(tag)}"' if language else "")
        if len(self.starts) < _CACHED:
            self.starts[language] = start
        return start

    def tag(self, language: str) -> str:
        """A language as it is written; only a memory that is kept as it was may have one that is not a language tag."""
        tag = self.case(language)
        if self.profile.tag_case != "keep" and not is_tag(tag):
            raise UnwritableTextError(f"{language!r} is not a language tag", hint="write tags such as en, zh-CN, ru")
        return tag

    def remarks(self, notes: tuple[Note, ...], props: tuple[Property, ...], indent: str) -> str:
        """Notes and properties, each on its line."""
        lines = [f"{indent}<note{self.language(note)}>{_text(note.text)}</note>\n" for note in notes]
        for prop in props:
            kind = f' type="{_value(prop.type)}"' if prop.type else ""
            lines.append(f"{indent}<prop{kind}{self.language(prop)}>{_text(prop.text)}</prop>\n")
        return "".join(lines)

    def language(self, remark: Note | Property) -> str:
        """The attributes of a note or a property besides its type."""
        language = f' {self.lang}="{_value(self.tag(remark.language))}"' if remark.language else ""
        return language + _attributes(remark.attributes, _REMARK_FIELDS)


def without_hi(segment: Segment) -> Segment:
    """A segment without its highlights, whose words stay.

    >>> without_hi(("a ", Hi("word", type="term")))
    ('a word',)
    """
    parts: list[str | Inline] = []
    for part in segment:
        if isinstance(part, Hi):
            parts += without_hi(part.content)
        elif isinstance(part, str | Unknown) or not part.content:
            parts.append(part)
        else:
            parts.append(new_inline(type(part), without_hi(part.content), part.attributes))
    return joined_segment(parts)


def markup(segment: Segment) -> str:
    """A segment as it stands in the file, with its inline elements as XML.

    >>> from tmx.inline import Bpt
    >>> markup((Bpt("<b>", i="1"), "bold & free"))
    '<bpt i="1">&lt;b&gt;</bpt>bold &amp; free'
    """
    parts = []
    for part in segment:
        if isinstance(part, str):
            parts.append(_text(part))
        else:
            name = part.name if isinstance(part, Unknown) else part.element
            if not _NAME.fullmatch(name):
                raise UnwritableTextError(
                    f"{name!r} is not a valid name of an element", hint="use letters, digits, - and _"
                )
            inner = markup(part.content)
            end = f">{inner}</{name}>" if inner else "/>"
            parts.append(f"<{name}{_attributes(part.attributes)}{end}")
    return "".join(parts)


def _user_encoding(encoding: UserEncoding) -> str:
    maps = "".join(f"<map{_attributes(attributes)}/>" for attributes in encoding.maps)
    return f"<ude{_attributes(encoding.attributes)}>{maps}</ude>\n"


def _attributes(attributes: Mapping[str, str], taken: frozenset[str] = frozenset()) -> str:
    if not attributes:
        return ""
    for name in attributes:
        if name not in _KNOWN_NAMES and not _NAME.fullmatch(name):
            raise UnwritableTextError(
                f"{name!r} is not a valid name of an attribute", hint="use letters, digits, - and _"
            )
        if name in taken:
            raise UnwritableTextError(f"the attribute {name} is given twice", hint="it has a field of its own")
    return "".join(f' {name}="{_value(value)}"' for name, value in attributes.items())


def _text(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def _value(value: str) -> str:
    value = _text(value)
    if '"' in value:
        value = value.replace('"', "&quot;")
    if "\n" in value or "\t" in value:
        value = value.replace("\n", "&#10;").replace("\t", "&#9;")  # a parser would turn them into spaces
    return value


def is_legal(text: str) -> bool:
    """Whether XML can carry a text; some times faster than the regular expression that says what it cannot."""
    try:
        utf8 = text.encode()
    except UnicodeEncodeError:
        return False
    return len(utf8.translate(None, _CONTROLS)) == len(utf8) and "\ufffe" not in text and "\uffff" not in text


def legal(text: str) -> str:
    """The text itself, where XML can carry it."""
    if is_legal(text):
        return text
    match = re.search(_ILLEGAL, text)  # compiled only when it is needed, as that takes long
    if match:
        raise UnwritableTextError(
            f"XML cannot carry the character U+{ord(match[0]):04X}",
            hint="take it out of the text, or leave such units out by errors='report'",
        )
    return text
