"""From XML events to translation units: the elements of TMX, their order and their attributes.

Expat (https://libexpat.github.io) reads the XML; nothing outside the bytes it is given is ever opened. What breaks a
rule becomes a finding; whoever receives it may stop there by raising.
"""

from __future__ import annotations

from collections.abc import Callable
from pyexpat import ParserCreate

from tmx import rules
from tmx.attributes import AttributeRules
from tmx.codes import unpaired
from tmx.entities import Entities
from tmx.errors import TmxInputError
from tmx.findings import TmxFinding, TmxRule, short
from tmx.inline import Segment
from tmx.model import Header, Note, Property, TranslationUnit, UserEncoding, Variant, new_unit, new_variant
from tmx.schema import ATTRIBUTES, HEADER
from tmx.segments import MAX_DEPTH, MAX_ELEMENTS, SegmentBuilder

MAX_MESSAGE = 300
"""How many characters of what a file says a message has."""

_REMARKS = ("note", "prop")


class BrokenUnitError(Exception):
    """A unit that cannot be read any further; ``finding`` says why.

    Where the next unit is what broke it, ``rest`` is what was given to the parser from that unit on.
    """

    def __init__(self, finding: TmxFinding, rest: bytes = b"") -> None:
        super().__init__(finding.message)
        self.finding, self.rest = finding, rest


class Parser:
    """Reads one document, given piece by piece, into units.

    Attributes:
        units: the units read so far; the reader takes them out.
        tuid: the identifier of the present unit.
        header: the header, once it was read.
        in_body: whether the units have begun.
        attributes: checks attributes; knows the version.
        line_base: lines before the first one given.

    Args:
        found: receives each finding.
        name: what to call the document in messages.
    """

    def __init__(self, found: Callable[[TmxFinding], None], name: str) -> None:
        self.found, self.name = found, name
        self.units: list[TranslationUnit] = []
        self.header: Header | None = None
        self.in_body = False
        self.attributes = AttributeRules(self.problem)
        self._entities = Entities(self.finding, found, name)
        self._root: dict[str, str] = {}
        self.start()

    def start(self, line_base: int = 0) -> None:
        """Begin to read XML, at the start or, after an error, in the body."""
        self.line_base = line_base
        self.expat = expat = ParserCreate("utf-8")
        expat.buffer_text = True
        expat.buffer_size = 1 << 16
        self._pieces: list[str] = []
        expat.StartElementHandler, expat.EndElementHandler = self._start, self._end
        expat.CharacterDataHandler = self._pieces.append
        expat.EntityDeclHandler, expat.AttlistDeclHandler = self._entities.declared, self._entities.default
        expat.ExternalEntityRefHandler = self._external
        self._where = ""
        self._skipped = 0
        self._building = SegmentBuilder(self.attributes, self._pieces)
        self._props: list[Property] = []
        self._notes: list[Note] = []
        self._variant_props: list[Property] = []
        self._variant_notes: list[Note] = []
        self._variants: list[Variant] = []
        self._maps: list[dict[str, str]] = []
        self._encodings: list[UserEncoding] = []
        self.tuid: str | None = None

    def resume(self, line_base: int) -> int:
        """Go on in the body after an error, at the start of a unit; the number of bytes this took."""
        self.start(line_base)
        self.expat.StartElementHandler = None
        opening = self._entities.opening()
        self.expat.Parse(opening, False)
        self.expat.StartElementHandler = self._start
        self._where = "body"
        return len(opening)

    def line(self) -> int:
        """The present line of the file."""
        return self.line_base + self.expat.CurrentLineNumber

    def between_units(self) -> bool:
        """Whether a unit may come next."""
        return self._where == "body" and not self._pieces and not self._skipped

    def pending(self) -> int:
        """How many characters of an unfinished segment are held."""
        return self._building.length()

    def finding(self, rule: TmxRule, message: str) -> TmxFinding:
        """A finding at the present place."""
        return TmxFinding(rule, short(message, MAX_MESSAGE), self.line(), self.tuid)

    def problem(self, rule: TmxRule, message: str) -> None:
        """Report a finding at the present place."""
        self.found(self.finding(rule, message))

    # Elements, the most frequent first ---------------------------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        where = self._where
        if name == "tu" and (where != "body" or self._skipped):
            self._start_inside(where)
        if where == "seg":
            if len(self._building.content) > MAX_ELEMENTS:
                message = f"a segment of more than {MAX_ELEMENTS:,} elements and pieces of text"
                raise BrokenUnitError(self.finding(rules.TOO_LARGE, message))
            if self._building.depth >= MAX_DEPTH:
                message = f"elements are nested more than {MAX_DEPTH} deep in a segment"
                raise BrokenUnitError(self.finding(rules.TOO_LARGE, message))
            self._building.start(name, attributes)
            return
        if self._pieces and where not in _REMARKS:
            self._stray()
        if self._skipped:
            self._skipped += 1
        elif name == "seg" and where == "tuv":
            self._where = "seg"
            if attributes:
                self.attributes.check("seg", attributes)
        elif name == "tuv" and where == "tu":
            self._start_variant(attributes)
        elif name == "tu" and where == "body":
            self._start_unit(attributes)
        else:
            self._start_other(name, attributes)

    def _end(self, _: str) -> None:
        where = self._where
        if where == "seg":
            if self._building.depth:
                self._building.end()
            else:
                self._end_segment()
            return
        if self._skipped:
            if where not in _REMARKS:
                self._pieces.clear()
            self._skipped -= 1
            return
        if where == "tuv":
            if self._pieces:
                self._stray()
            self._end_variant()
        elif where == "tu":
            if self._pieces:
                self._stray()
            self._end_unit()
        else:
            self._end_other(where)

    def _start_unit(self, attributes: dict[str, str]) -> None:
        self._where = "tu"
        self._unit_line = self.line()
        self.tuid = attributes.pop("tuid", None)
        self._unit_attributes = attributes
        self._sound = True
        if attributes:
            self.attributes.check("tu", attributes)

    def _start_inside(self, where: str) -> None:
        """A unit begins inside another, or inside what is passed over; reading is taken up with it."""
        if self.in_body:
            rule, message = rules.MISPLACED_ELEMENT, "<tu> inside an element that holds none"
            if where not in ("tmx", "body"):
                rule, message = rules.LOST_ELEMENT, f"<tu> inside <{where}>: the unit before it is not ended"
            raise BrokenUnitError(self.finding(rule, message), self.expat.GetInputContext() or b"")

    def _end_unit(self) -> None:
        variants = tuple(self._variants)
        if not variants:
            self.problem(rules.MISSING_ELEMENT, "the unit has no variant that could be read")
        elif self._sound:
            props, notes = self._props, self._notes
            self.units.append(
                new_unit(
                    variants,
                    self.tuid,
                    self._unit_attributes,
                    tuple(props) if props else (),
                    tuple(notes) if notes else (),
                    self._unit_line,
                )
            )
        self._variants.clear()
        self._props.clear()
        self._notes.clear()
        self.tuid = None
        self._where = "body"

    def _start_variant(self, attributes: dict[str, str]) -> None:
        self._where = "tuv"
        language = attributes.pop("xml:lang", None)
        if language is None or self.attributes.old or "lang" in attributes:
            language = self.attributes.unusual_language(language, attributes)
        elif language not in self.attributes.tags:
            self.attributes.tag(language)
        self._language = language
        self._variant_attributes = attributes
        self._segment: Segment | None = None
        if attributes:
            self.attributes.check("tuv", attributes)

    def _end_variant(self) -> None:
        props, notes = self._variant_props, self._variant_notes
        if self._segment is None:
            self.problem(rules.MISSING_ELEMENT, f"the variant {self._language} has no segment")
        else:
            self._variants.append(
                new_variant(
                    self._language,
                    self._segment,
                    self._variant_attributes,
                    tuple(props) if props else (),
                    tuple(notes) if notes else (),
                )
            )
        props.clear()
        notes.clear()
        self._where = "tu"

    def _end_segment(self) -> None:
        pieces = self._pieces
        self._where = "tuv"
        if self._segment is not None:
            self.problem(rules.LOST_ELEMENT, f"the variant {self._language} has a second segment")
            self._sound = False
        if self._building.content:
            self._segment = self._building.taken()
            for message in unpaired(self._segment):
                self.problem(rules.UNPAIRED_CODE, message)
        elif len(pieces) == 1:
            self._segment = (pieces[0],)
        else:
            self._segment = ("".join(pieces),) if pieces else ()
        pieces.clear()

    # The rest ----------------------------------------------------------------------------------------------------

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        where = self._where
        if not where:
            self._start_root(name, attributes)
        elif name in _REMARKS and where in ("header", "tu", "tuv"):
            self._start_remark(name, attributes)
        elif name == "body" and where == "header" and not self._skipped:
            self.problem(rules.MISPLACED_ELEMENT, "<body> inside <header>: the header is not ended")
            self._end_header()
            self._start_body(attributes)
        elif (where, name) in (("header", "ude"), ("ude", "map")):
            self.attributes.check(name, attributes)
            self._maps.append(attributes)
            self._where = name
        elif where == "tmx" and name == "header" and not self.header and not self.in_body:
            self._start_header(attributes)
        elif where == "tmx" and name == "body" and not self.in_body:
            self._start_body(attributes)
        else:
            is_element_of_tmx = name in ATTRIBUTES
            rule = rules.MISPLACED_ELEMENT if is_element_of_tmx else rules.UNKNOWN_ELEMENT
            # In a unit it may hold words; in the header it is a remark of a tool, and units are read wherever they are.
            is_lost = where in ("tu", "tuv", "body")
            self.problem(rules.LOST_ELEMENT if is_lost else rule, f"<{name}> inside <{where}>")
            if is_element_of_tmx and where == "tu":
                self._sound = False
            self._skipped = 1

    def _end_other(self, where: str) -> None:
        if where in _REMARKS:
            self._end_remark()
            return
        if self._pieces:
            self._stray()
        if where == "header":
            self._end_header()
        elif where == "ude":
            (attributes, *maps), self._maps = self._maps, []
            self._encodings.append(UserEncoding(attributes, tuple(maps)))
            self._where = "header"
        elif where == "map":
            self._where = "ude"
        elif where == "body":
            self._where = "tmx"
        elif not self.in_body:
            self.problem(rules.MISSING_ELEMENT, "the file has no body")

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        if name != "tmx":
            hint = "write element names in small letters" if name.lower() == "tmx" else "check that it is a TMX file"
            line = self.line()
            raise TmxInputError(f"is not TMX: its root element is <{name}>", where=f"{self.name}:{line}", hint=hint)
        self._where = "tmx"
        self.attributes.root(attributes)
        self._root = attributes

    def _start_header(self, attributes: dict[str, str]) -> None:
        self._where = "header"
        self._header = self.attributes.header(attributes)
        self._header_attributes = attributes

    def _end_header(self) -> None:
        attributes = self._header
        self.header = Header(
            srclang=attributes["srclang"],
            segtype=attributes["segtype"],
            adminlang=attributes["adminlang"],
            datatype=attributes["datatype"],
            o_tmf=attributes["o-tmf"],
            creationtool=attributes["creationtool"],
            creationtoolversion=attributes["creationtoolversion"],
            attributes=self._header_attributes,
            props=tuple(self._props),
            notes=tuple(self._notes),
            encodings=tuple(self._encodings),
            version=self.attributes.version,
            namespaces=self._root,
        )
        self._props.clear()
        self._notes.clear()
        self._where = "tmx"

    def _start_body(self, attributes: dict[str, str]) -> None:
        self.attributes.check("body", attributes)
        if not self.header:
            self.problem(rules.MISSING_ELEMENT, "there is no header before the body")
            self._header, self._header_attributes = dict.fromkeys(HEADER, ""), {}
            self._end_header()
        self._where = "body"
        self.in_body = True

    def _start_remark(self, name: str, attributes: dict[str, str]) -> None:
        where = self._where
        if where == "tuv" and self._segment is not None:
            self.problem(rules.MISPLACED_ELEMENT, f"<{name}> after the segment; it belongs before it")
        elif where == "tu" and self._variants:
            self.problem(rules.MISPLACED_ELEMENT, f"<{name}> after a variant; it belongs before all variants")
        language, old = attributes.pop("xml:lang", ""), attributes.pop("lang", "")
        if language and old:
            self.attributes.two_languages(language, old)
        language = language or old
        if language:
            self.attributes.tag(language)
        kind = attributes.pop("type", None) if name == "prop" else None
        if name == "prop" and kind is None:
            self.problem(rules.MISSING_ATTRIBUTE, "<prop> has no type")
        if attributes:
            self.attributes.check(name, attributes)
        self._remark = (name, kind or "", language, attributes, where)
        self._where = name

    def _end_remark(self) -> None:
        name, kind, language, attributes, self._where = self._remark
        text = "".join(self._pieces)
        self._pieces.clear()
        of_variant = self._where == "tuv"
        if name == "prop":
            props = self._variant_props if of_variant else self._props
            props.append(Property(kind, text, language, attributes))
        else:
            notes = self._variant_notes if of_variant else self._notes
            notes.append(Note(text, language, attributes))

    def _stray(self) -> None:
        """Text where none belongs, unless it is only the layout of the file."""
        text = "".join(self._pieces).strip(" \t\r\n")
        self._pieces.clear()
        if text and not self._skipped:
            self.problem(rules.STRAY_TEXT, f"text that belongs to nothing: {text[:40]!r}")

    def _external(self, context: str, _base: str | None, _system: str | None, _public: str | None) -> int:
        """Expat's handler of a reference to another file."""
        self.problem(rules.ENTITY, f"text from another file ({context}) is missing here")
        self._sound = False
        return 1
