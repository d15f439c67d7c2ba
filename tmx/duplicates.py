"""Units that say the same again."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, Protocol

from tmx.document import markup
from tmx.errors import TmxUsageError
from tmx.languages import ALL_LANGUAGES
from tmx.model import Header, TranslationUnit, Variant
from tmx.ranking import Keep, rank

if TYPE_CHECKING:
    from tmx.seen import Seen

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
        variant = source_of(unit, header)
        if variant is None:
            return None
        return text(variant.text) if normalise else markup(variant.segment)

    keys: Mapping[str, Key] = {"unit": of_unit, "source": of_source, "tuid": lambda unit: unit.tuid}
    if by not in keys:
        raise TmxUsageError(f"units cannot be compared by {by!r}", hint=f"choose one of {', '.join(keys)}")
    return keys[by]


def source_of(unit: TranslationUnit, header: Header) -> Variant | None:
    """The source variant: the first one where neither the unit nor the header names the language; None where it is missing."""
    source = unit.attributes.get("srclang", header.srclang)
    return unit.variants[0] if source in ("", ALL_LANGUAGES) else unit.variant(source)


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


class Earlier(Protocol):
    """Remembers units, and finds for each the first earlier one that says the same."""

    def add(self, unit: TranslationUnit, number: int, /) -> int | None:
        """The number of the earlier unit; None where there is none."""


class SameKey:
    """Finds the earlier unit that has the same key (:func:`key_of`)."""

    def __init__(self, key: Key, keys: Seen) -> None:
        self._key, self._keys = key, keys

    def add(self, unit: TranslationUnit, number: int) -> int | None:
        """The number of the first unit with this key; None where there is none before."""
        key = self._key(unit)
        return None if key is None else self._keys.add(key, number)


class Duplicates:
    """Which units of a memory say the same, and which of them is kept: what one pass over the memory shows.

    Sixteen bytes of memory are taken per unit, beside what finds the earlier units.

    Args:
        units: all units, in order.
        earlier: says which units are the same.
        keep: which of them is kept.

    >>> from tmx import Variant
    >>> from tmx.seen import seen
    >>> units = [TranslationUnit([Variant("en", "Treaty")], attributes={"usagecount": count}) for count in "132"]
    >>> with seen() as keys:
    ...     found = Duplicates(units, SameKey(key_of("source", Header(srclang="en")), keys), Keep.MOST_USED)
    >>> [found.kept(number) for number in range(3)]
    [1, 1, 1]
    """

    def __init__(self, units: Iterable[TranslationUnit], earlier: Earlier, keep: Keep) -> None:
        self._groups, self._ranks = array("I"), array("Q")
        self._kept = array("I")
        rank_of = rank(keep)
        for number, unit in enumerate(units):
            first = earlier.add(unit, number)
            group = number if first is None else self._groups[first]
            self._groups.append(group)
            self._kept.append(number)
            self._ranks.append(rank_of(unit))
            best = self._kept[group]
            if keep is Keep.LAST or self._ranks[number] > self._ranks[best]:
                self._kept[group] = number

    def kept(self, number: int) -> int:
        """The number of the unit that is kept in place of a unit; its own where it is kept itself."""
        return self._kept[self._groups[number]]
