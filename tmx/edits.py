"""Changes to every unit of a memory: words, properties, codes, the source language, dates and authors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tmx.inline import Inline, Segment, Unknown, plain_text, segment
from tmx.languages import matches
from tmx.model import Property, TranslationUnit, Variant

Rewrite = Callable[[str], str]
"""Makes new words of the words of a text."""


def with_words(content: Segment, rewrite: Rewrite) -> Segment:
    """A segment with other words; native codes stay as they are, and no text is rewritten across one.

    >>> from tmx import Hi, Ph
    >>> with_words(segment(["a b ", Ph("<br/>"), Hi("b")]), lambda words: words.replace("b", "c"))
    ('a c ', Ph('<br/>'), Hi('c'))
    """
    if len(content) == 1 and isinstance(content[0], str):
        return segment(rewrite(content[0]))
    parts: list[str | Inline] = []
    for part in content:
        if isinstance(part, str):
            parts.append(rewrite(part))
        elif part.holds_text:
            parts.append(_with_content(part, with_words(part.content, rewrite)))
        else:
            parts.append(part)
    return segment(parts)


def _with_content(inline: Inline, content: Segment) -> Inline:
    if isinstance(inline, Unknown):
        return Unknown(inline.name, content, inline.attributes)
    return type(inline)(content, inline.attributes)


@dataclass(frozen=True, slots=True)
class UnitEdit:
    """What to change in each unit; whatever is empty changes nothing.

    Attributes:
        rewrite: makes new words of old ones.
        language: the language whose words are rewritten, also in narrower tags; empty for all.
        props: properties of units to set, by type; an empty value takes the property away, from variants too.
        attributes: attributes of units to set, by name, also where a variant has them; an empty value takes them away.
        strips_codes: whether native codes are taken out of the segments.
        source: the language whose variant comes first and is the source; empty to leave the order as it is.

    >>> edit = UnitEdit(rewrite=lambda words: words.replace("shall", "must"), language="en", props={"x-client": "UN"})
    >>> unit = edit(TranslationUnit([Variant("en-GB", "It shall end"), Variant("fr", "shall")]))
    >>> [variant.text for variant in unit.variants], unit.props
    (['It must end', 'shall'], (Property(type='x-client', text='UN'),))
    """

    rewrite: Rewrite | None = None
    language: str = ""
    props: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    strips_codes: bool = False
    source: str = ""

    def __call__(self, unit: TranslationUnit) -> TranslationUnit:
        """The unit after the changes; the very same object where nothing changes."""
        variants = tuple(map(self._variant, unit.variants))
        if self.source:
            # Sorting is stable: the other variants keep their order.
            variants = tuple(sorted(variants, key=lambda variant: not matches(variant.language, self.source)))
        props = self._props(unit.props, is_unit=True)
        attributes = self._attributes(unit.attributes, is_unit=True)
        if self.source and "srclang" in attributes and matches(variants[0].language, self.source):
            attributes = {**attributes, "srclang": variants[0].language}
        changed = replace(unit, variants=variants, props=props, attributes=attributes)
        return unit if changed == unit and changed.attributes == unit.attributes else changed

    def _variant(self, variant: Variant) -> Variant:
        content = variant.segment
        if self.strips_codes:
            content = segment(plain_text(content))
        if self.rewrite and (not self.language or matches(variant.language, self.language)):
            content = with_words(content, self.rewrite)
        props = self._props(variant.props, is_unit=False)
        attributes = self._attributes(variant.attributes, is_unit=False)
        if content == variant.segment and props == variant.props and attributes == variant.attributes:
            return variant
        return replace(variant, segment=content, props=props, attributes=attributes)

    def _props(self, props: tuple[Property, ...], *, is_unit: bool) -> tuple[Property, ...]:
        if not self.props:
            return props
        kept = tuple(prop for prop in props if prop.type not in self.props or (self.props[prop.type] and not is_unit))
        if not is_unit:
            return kept
        return kept + tuple(Property(kind, value) for kind, value in self.props.items() if value)

    def _attributes(self, attributes: Mapping[str, str], *, is_unit: bool) -> Mapping[str, str]:
        changes = {name: value for name, value in self.attributes.items() if is_unit or name in attributes}
        if not changes:
            return attributes
        return {name: value for name, value in {**attributes, **changes}.items() if value}
