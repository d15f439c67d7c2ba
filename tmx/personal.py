"""What says who wrote a memory or whom it is about: addresses, numbers of phones and accounts, names, authors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tmx.inline import Inline, Segment, Unknown, segment
from tmx.model import Header, Note, Property, TranslationUnit, Variant

AUTHORS = frozenset(("creationid", "changeid"))
_PATTERNS = {
    "email": r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    "web": r"(?:(?:https?|ftp)://|\bwww\.)[^\s<>\"'«»“”]{1,2000}(?<![.,;:!?)\]])"
    r"|\b(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|edu|gov|int|info|eu|io)\b(?:/[^\s<>\"'«»“”]{0,2000}(?<![.,;:!?)\]]))?",
    # An IBAN; a card or an account: nine digits and more, unless they are the thousands of a number.
    "account": r"\b[A-Z]{2}\d{2}(?:[  ]?[A-Z0-9]{4}){2,7}(?:[  ]?[A-Z0-9]{1,4})?\b",
    "phone": r"(?<![\w.,+/-])(?=(?:[^\w]{0,3}\d){7})(?:(?:\+|00)\d{1,3}(?:[  ./-]?(?:\(\d{1,5}\)|\d{1,5})){2,8}(?!\w)"
    r"|\(0?\d{2,5}\)[  ]?\d{2,4}(?:[  /-]?\d{2,4}){1,3}(?!\w)"
    r"|\d{3}[-. ]\d{3}[-. ]\d{4}(?!\w)"
    r"|0\d{1,4}[  /-]\d{2,8}(?:[  /-]?\d{2,4}){0,3}(?![\w.,]\d))",
    "number": r"(?<![\w.,])(?!\d{1,3}(?:[  ]\d{3})+(?!\d))\d(?:[  -]?\d){8,25}(?!\w)",
}
_TOKENS = {"number": "account"}
_CYRILLIC = re.compile(r"[а-яё]\Z")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")


class Anonymiser:
    """Puts ``[email]``, ``[web]``, ``[account]``, ``[phone]`` and ``[name]`` in the place of what says who is meant.

    Texts, native codes, notes and properties are gone through; authors are taken out.

    Attributes:
        counts: how often each of them was put.

    Args:
        names: names to put ``[name]`` for, in their letters; a Cyrillic one with a case ending too.

    >>> anonymiser = Anonymiser(["Ann Lee"])
    >>> anonymiser.text("Write to Ann Lee, a.lee@example.org or +44 20 7946 0123.")
    'Write to [name], [email] or [phone].'
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.counts: Counter[str] = Counter()
        parts = [f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()]
        # The longest first, so that no part of a name is left.
        whole_names = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
        if whole_names:
            parts.insert(0, f"(?P<name>{'|'.join(map(_name_pattern, whole_names))})")
        self._pattern = re.compile("|".join(parts))

    def text(self, words: str) -> str:
        """A text without what says who is meant."""
        return self._pattern.sub(self._token, words)

    def __call__(self, unit: TranslationUnit) -> TranslationUnit:
        """A unit without it; the very same object where there is none."""
        changed = replace(
            unit,
            variants=tuple(map(self._variant, unit.variants)),
            attributes=self._without_authors(unit.attributes),
            props=tuple(map(self._property, unit.props)),
            notes=tuple(map(self._note, unit.notes)),
        )
        return unit if changed == unit and changed.attributes == unit.attributes else changed

    def header(self, header: Header) -> Header:
        """The header without it."""
        return replace(
            header,
            attributes=self._without_authors(header.attributes),
            props=tuple(map(self._property, header.props)),
            notes=tuple(map(self._note, header.notes)),
        )

    def _token(self, match: re.Match[str]) -> str:
        kind = _TOKENS.get(match.lastgroup or "", match.lastgroup or "")
        self.counts[kind] += 1
        return f"[{kind}]"

    def _variant(self, variant: Variant) -> Variant:
        return replace(
            variant,
            segment=self._segment(variant.segment),
            attributes=self._without_authors(variant.attributes),
            props=tuple(map(self._property, variant.props)),
            notes=tuple(map(self._note, variant.notes)),
        )

    def _segment(self, content: Segment) -> Segment:
        return segment(self.text(part) if isinstance(part, str) else self._inline(part) for part in content)

    def _inline(self, inline: Inline) -> Inline:
        content = self._segment(inline.content)
        if isinstance(inline, Unknown):
            return Unknown(inline.name, content, inline.attributes)
        return type(inline)(content, inline.attributes)

    def _property(self, prop: Property) -> Property:
        return replace(prop, text=self.text(prop.text))

    def _note(self, note: Note) -> Note:
        return replace(note, text=self.text(note.text))

    def _without_authors(self, attributes: Mapping[str, str]) -> dict[str, str]:
        self.counts["author"] += len(AUTHORS & attributes.keys())
        return {name: value for name, value in attributes.items() if name not in AUTHORS}


def _name_pattern(name: str) -> str:
    if _UNSPACED.search(name):
        return re.escape(name)
    ending = r"[а-яё]{0,3}" if _CYRILLIC.search(name.lower()) else ""
    return rf"(?<!\w){re.escape(name)}{ending}(?!\w)"
