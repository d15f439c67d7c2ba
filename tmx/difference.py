"""How one memory differs from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tmx.duplicates import Key
from tmx.model import TranslationUnit, Variant


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit that is not the same in both memories.

    Attributes:
        before: the unit in the first memory; None where it was added.
        after: the unit in the second memory; None where it was removed.
    """

    before: TranslationUnit | None
    after: TranslationUnit | None

    @property
    def kind(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def unit(self) -> TranslationUnit:
        """The unit as it is, or else as it was."""
        unit = self.after or self.before
        if unit is None:
            raise ValueError("a change of nothing")
        return unit

    def languages(self) -> list[str]:
        """The languages whose segments differ."""
        before = {v.language: v.segment for v in self.before.variants} if self.before else {}
        after = {v.language: v.segment for v in self.after.variants} if self.after else {}
        return [language for language in {**before, **after} if before.get(language) != after.get(language)]

    def details(self) -> list[str]:
        """What else differs, a line each: identifier, attributes, properties, notes, the order and tags of variants."""
        if self.before is None or self.after is None:
            return []
        lines = []
        if self.before.languages != self.after.languages:
            lines.append(f"languages: {' '.join(self.before.languages)} -> {' '.join(self.after.languages)}")
        old, new = _details(self.before), _details(self.after)
        lines += [
            f"{name}: {old.get(name, '(none)')} -> {new.get(name, '(none)')}"
            for name in {**old, **new}
            if old.get(name) != new.get(name)
        ]
        return lines


def _details(unit: TranslationUnit) -> dict[str, str]:
    """Everything about a unit that is not words, by name."""
    details = {"tuid": unit.tuid or "(none)"}
    for part in unit.parts:
        prefix = f"{part.language} " if isinstance(part, Variant) else ""
        details |= {f"{prefix}{name}": value for name, value in part.attributes.items()}
        for prop in part.props:
            details[f"{prefix}prop {prop.type}"] = prop.text
        for number, note in enumerate(part.notes, start=1):
            details[f"{prefix}note {number}"] = note.text
    return details


def difference(before: Iterable[TranslationUnit], after: Iterable[TranslationUnit], key: Key) -> Iterator[UnitChange]:
    """What was added, changed and removed from one memory to another.

    Units with one key are compared in their order. The first memory is kept in a temporary file of about its size; some
    16 MB of it are held in memory (:class:`tmx.store.Store`). Units without a key count as added and removed.

    Args:
        before: the units of the first memory.
        after: those of the second.
        key: says which units are the same (:func:`tmx.duplicates.key_of`).

    >>> from tmx import Header, Variant
    >>> from tmx.duplicates import key_of
    >>> def unit(tuid: str, text: str) -> TranslationUnit:
    ...     return TranslationUnit([Variant("en", text)], tuid=tuid)
    >>> changes = difference([unit("1", "a"), unit("2", "b")], [unit("2", "B")], key_of("tuid", Header(srclang="en")))
    >>> [(change.kind, change.unit.tuid) for change in changes]
    [('changed', '2'), ('removed', '1')]
    """
    from tmx.store import store

    with store() as unmatched:
        for unit in before:
            unmatched.add(key(unit) or "", unit)
        for unit in after:
            name = key(unit)
            old = unmatched.take(name) if name is not None else None
            if old is None:
                yield UnitChange(None, unit)
            elif _content(old) != _content(unit):
                yield UnitChange(old, unit)
        for unit in unmatched:
            yield UnitChange(unit, None)


def _content(unit: TranslationUnit) -> list[tuple[str, object]]:
    return sorted(((v.language.lower(), v.segment) for v in unit.variants), key=lambda pair: pair[0])
