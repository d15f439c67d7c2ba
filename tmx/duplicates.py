"""Units that say the same again."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from tmx.document import markup
from tmx.errors import TmxUsageError
from tmx.languages import ALL_LANGUAGES
from tmx.model import Header, TranslationUnit

By = Literal["unit", "source", "tuid"]
Key = Callable[[TranslationUnit], str | None]


def normalised(text: str) -> str:
    r"""A text without differences that translators do not see: letter case, white space, composition of characters.

    >>> normalised("  The\u00a0States  PARTIES ")
    'the states parties'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def key_of(by: By, header: Header, *, normalise: bool = False) -> Key:
    """What two units must share to be the same; the key is None for a unit that has nothing to compare.

    Args:
        by: ``unit``, the texts in all languages, codes included; ``source``, the text in the source language;
            ``tuid``, the identifier.
        header: names the source language, where a unit does not.
        normalise: compare texts as :func:`normalised` has them, without codes.
    """

    def text(variant_text: str) -> str:
        return normalised(variant_text) if normalise else variant_text

    def of_unit(unit: TranslationUnit) -> str:
        texts = (f"{v.language.lower()}\t{text(v.text) if normalise else markup(v.segment)}" for v in unit.variants)
        return "\n".join(sorted(texts))

    def of_source(unit: TranslationUnit) -> str | None:
        source = unit.attributes.get("srclang", header.srclang)
        variant = unit.variants[0] if source in ("", ALL_LANGUAGES) else unit.variant(source)
        if variant is None:
            return None
        return text(variant.text) if normalise else markup(variant.segment)

    keys: Mapping[str, Key] = {"unit": of_unit, "source": of_source, "tuid": lambda unit: unit.tuid}
    if by not in keys:
        raise TmxUsageError(f"units cannot be compared by {by!r}", hint=f"choose one of {', '.join(keys)}")
    return keys[by]


def without_duplicates(units: Iterable[TranslationUnit], key: Key) -> Iterator[TranslationUnit]:
    """The first unit of each key, and every unit without one.

    Memory stays bounded: keys are remembered as digests, beyond 100,000 of them on disk (:class:`tmx.seen.Seen`).

    >>> from tmx import Variant
    >>> units = [TranslationUnit([Variant("en", text)]) for text in ("Treaty", "treaty ", "Treaty")]
    >>> len(list(without_duplicates(units, key_of("unit", Header(srclang="en")))))
    2
    >>> len(list(without_duplicates(units, key_of("unit", Header(srclang="en"), normalise=True))))
    1
    """
    from tmx.seen import seen

    with seen() as keys:
        for number, unit in enumerate(units):
            unit_key = key(unit)
            if unit_key is None or keys.add(unit_key, number) is None:
                yield unit
