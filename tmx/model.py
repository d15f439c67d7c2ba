"""A translation memory: a header and translation units, each with one variant per language.

All classes are frozen; a changed value is a new one (:func:`dataclasses.replace`). Names are those of the standard
(TMX 1.4b, Localisation Industry Standards Association, 2005). What nearly every program needs is a field; every
other attribute, known to TMX or not, is in ``attributes`` under its name in the file (``creationdate``,
``usagecount``, ``o-encoding`` ...), so that nothing is lost. Lines, counted from 1, are where a value was read; they
are 0 for values made in memory and take no part in equality.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from tmx.inline import Content, Segment, plain_text, segment


def _set(value: object, **content: object) -> None:
    """Fill the fields of a frozen value while it is made."""
    for name, part in content.items():
        object.__setattr__(value, name, part)


def _repr(value: object) -> str:
    """The value without what is empty, so that a unit in a terminal shows its text."""
    shown = ((f.name, getattr(value, f.name)) for f in fields(value) if f.repr)  # type: ignore[arg-type]
    return f"{type(value).__name__}({', '.join(f'{name}={part!r}' for name, part in shown if part or part == 0)})"


@dataclass(frozen=True, slots=True, repr=False)
class Note:
    """A remark for people (``<note>``)."""

    text: str
    language: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)

    __repr__ = _repr


@dataclass(frozen=True, slots=True, repr=False)
class Property:
    """A value for programs (``<prop>``); types of one's own begin with ``x-``."""

    type: str
    text: str
    language: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)

    __repr__ = _repr


@dataclass(frozen=True, slots=True)
class UserEncoding:
    """Characters outside Unicode (``<ude>``): attributes, and those of each ``<map>`` in it."""

    attributes: Mapping[str, str] = field(hash=False)
    maps: tuple[Mapping[str, str], ...] = field(hash=False)


@dataclass(frozen=True, slots=True, repr=False, init=False)
class Variant:
    """One language of a translation unit (``<tuv>``).

    Attributes:
        language: language tag (BCP 47), as in the file.
        segment: text and inline elements in their order.
        attributes: all other attributes of the element, by name.

    >>> Variant("fr", "Traité")
    Variant(language='fr', segment=('Traité',))
    """

    language: str
    segment: Segment
    attributes: Mapping[str, str] = field(hash=False)
    props: tuple[Property, ...]
    notes: tuple[Note, ...]

    def __init__(
        self,
        language: str,
        segment: Content,
        *,
        attributes: Mapping[str, str] | None = None,
        props: Iterable[Property] = (),
        notes: Iterable[Note] = (),
    ) -> None:
        _set(self, language=language, segment=_segment(segment), attributes=dict(attributes or {}))
        _set(self, props=tuple(props), notes=tuple(notes))

    __repr__ = _repr

    @property
    def text(self) -> str:
        """The words of the segment, without native codes."""
        return plain_text(self.segment)


@dataclass(frozen=True, slots=True, repr=False, init=False)
class TranslationUnit:
    """One entry of the memory (``<tu>``): variants in the order of the file; a language may have several.

    Attributes:
        variants: one or more.
        tuid: the identifier, None where the unit has none.
        attributes: all other attributes of the element, by name.

    >>> unit = TranslationUnit([Variant("en", "Treaty"), Variant("fr", "Traité")], tuid="1")
    >>> unit.text("fr"), unit.languages
    ('Traité', ('en', 'fr'))
    """

    variants: tuple[Variant, ...]
    tuid: str | None
    attributes: Mapping[str, str] = field(hash=False)
    props: tuple[Property, ...]
    notes: tuple[Note, ...]
    line: int = field(compare=False, repr=False)

    def __init__(
        self,
        variants: Iterable[Variant],
        tuid: str | None = None,
        *,
        attributes: Mapping[str, str] | None = None,
        props: Iterable[Property] = (),
        notes: Iterable[Note] = (),
        line: int = 0,
    ) -> None:
        _set(self, variants=tuple(variants), tuid=tuid, attributes=dict(attributes or {}))
        _set(self, props=tuple(props), notes=tuple(notes), line=line)

    __repr__ = _repr

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of each variant, in order, as in the file."""
        return tuple(variant.language for variant in self.variants)

    @property
    def parts(self) -> tuple[TranslationUnit | Variant, ...]:
        """The unit and its variants: whatever has attributes, properties and notes."""
        return (self, *self.variants)

    def variant(self, language: str) -> Variant | None:
        """The first variant of a language (whatever the case of its tag); None where there is none."""
        lower_tag = language.lower()
        return next((variant for variant in self.variants if variant.language.lower() == lower_tag), None)

    def text(self, language: str) -> str:
        """The words in a language, without native codes; empty where there is no such variant."""
        variant = self.variant(language)
        return variant.text if variant else ""


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("clausebank")
    except PackageNotFoundError:
        return "0"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Header:
    """What holds for the whole memory (``<header>``); a unit or variant can say otherwise.

    Attributes:
        srclang: language tag of the source variants, or ``*all*``; empty where a file does not say.
        segtype: what a unit is: block, paragraph, sentence or phrase.
        adminlang: language of notes and properties.
        datatype: format the texts come from.
        o_tmf: format of the memory this one was made from.
        creationtool: program that wrote the memory.
        creationtoolversion: its version.
        attributes: all other attributes of the element, by name.
        version: version of TMX the file says it is.
        namespaces: declarations and further attributes of the root element, by name (``xmlns:ex``).
    """

    srclang: str
    segtype: str = "sentence"
    adminlang: str = "en"
    datatype: str = "plaintext"
    o_tmf: str = "clausebank"
    creationtool: str = "clausebank"
    creationtoolversion: str = field(default_factory=_version)
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    props: tuple[Property, ...] = ()
    notes: tuple[Note, ...] = ()
    encodings: tuple[UserEncoding, ...] = ()
    version: str = "1.4"
    namespaces: Mapping[str, str] = field(default_factory=dict, hash=False)

    __repr__ = _repr


_segment = segment  # a parameter of Variant has the same name

# The reader makes millions of these from parts that need no conversion. What is written into a draft, which has the same
# slots and is not frozen, and then given its class takes a fifth of the time of the constructors.


class _VariantDraft:
    __slots__ = Variant.__slots__


class _TranslationUnitDraft:
    __slots__ = TranslationUnit.__slots__


class _PropertyDraft:
    __slots__ = Property.__slots__


def new_property(kind: str, text: str) -> Property:
    """As :class:`Property`, of a type and nothing else."""
    draft: Any = _PropertyDraft()
    draft.type = kind
    draft.text = text
    draft.language = ""
    draft.attributes = {}
    draft.__class__ = Property
    prop: Property = draft
    return prop


def new_variant(
    language: str,
    segment: Segment,
    attributes: Mapping[str, str],
    props: tuple[Property, ...],
    notes: tuple[Note, ...],
) -> Variant:
    """As :class:`Variant`, of parts that are already what they must be."""
    draft: Any = _VariantDraft()
    draft.language = language
    draft.segment = segment
    draft.attributes = attributes
    draft.props = props
    draft.notes = notes
    draft.__class__ = Variant
    variant: Variant = draft
    return variant


def new_unit(
    variants: tuple[Variant, ...],
    tuid: str | None,
    attributes: Mapping[str, str],
    props: tuple[Property, ...],
    notes: tuple[Note, ...],
    line: int,
) -> TranslationUnit:
    """As :class:`TranslationUnit`, of parts that are already what they must be."""
    draft: Any = _TranslationUnitDraft()
    draft.variants = variants
    draft.tuid = tuid
    draft.attributes = attributes
    draft.props = props
    draft.notes = notes
    draft.line = line
    draft.__class__ = TranslationUnit
    unit: TranslationUnit = draft
    return unit
