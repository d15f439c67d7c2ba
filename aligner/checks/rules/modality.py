"""MOD: what one language obliges, no other permits or merely recommends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, permutations

from aligner.checks.disagreement import grouped
from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import FORCES
from aligner.text import negation
from aligner.text.languages import language as known_language
from aligner.text.languages import tags
from aligner.text.modality import Force, Modal, is_known, modals

_KNOWN = tuple(tag for tag in tags() if is_known(tag))


_COMPARED = (Force.OBLIGATION, Force.RECOMMENDATION, Force.PERMISSION)


class ForceMismatch(Rule):
    code = "MOD001"
    name = "force-mismatch"
    severity = Severity.WARNING
    what = (
        "What one language obliges (shall, 应, должен, doit, deberá), another permits (may, 可, может, peut, podrá) or "
        "only recommends (should, devrait, debería). A language that uses no such word is not compared, because "
        "French and Russian also oblige in the present tense; nor are words that announce (will, 将) or say what can "
        "be done (can, 能). Prohibitions are left to NEG001."
    )
    why = "It is the first question of a lawyer: whether a party has to, may, or ought to."
    needs = FORCES
    languages = _KNOWN
    bad = example(
        {"en": "States shall cooperate.", "fr": "Les États doivent coopérer.", "es": "Los Estados podrán cooperar."}
    )
    good = example(
        {"en": "States shall cooperate.", "ru": "Государства сотрудничают.", "es": "Los Estados cooperarán."}
    )

    def check(self, reading: Reading) -> Iterator[Problem]:
        words = {tag: of_text for tag in reading.texts if (of_text := modals(reading.prose(tag), tag))}
        for force, instead in permutations(_COMPARED, 2):
            having = [tag for tag, of_text in words.items() if _excludes(instead, force, of_text)]
            if not having:
                continue
            most = max(_may_be(instead, words[tag]) for tag in having)
            meant = frozenset.intersection(*(_forces_without(instead, words[tag]) for tag in having)) | {force}
            # Those that have the other force more often than any of these can have it, and nothing that says the same.
            lacking = [
                tag
                for tag, of_text in words.items()
                if _is(instead, of_text) > most and all(meant.isdisjoint(word.forces) for word in of_text)
            ]
            if lacking:
                compared = [tag for tag in words if tag in having or tag in lacking]
                shown = {tag: str(force if tag in having else instead) for tag in compared}
                odd = having if len(having) < len(lacking) else lacking if len(lacking) < len(having) else compared
                yield Problem(grouped(shown), tuple(odd), _highlights({tag: words[tag] for tag in compared}))
                return


def _excludes(instead: Force, force: Force, words: Sequence[Modal]) -> bool:
    """Whether a word has a force, and cannot have the one that others have in its place."""
    return any(force in word.forces and word.forces.isdisjoint({instead, Force.INTENTION}) for word in words)


def _forces_without(instead: Force, words: Sequence[Modal]) -> frozenset[Force]:
    """All that the words may mean which cannot have a force."""
    return frozenset(chain.from_iterable(word.forces for word in words if instead not in word.forces))


def _may_be(force: Force, words: Sequence[Modal]) -> int:
    """How many words can have a force."""
    return sum(force in word.forces for word in words)


def _is(force: Force, words: Sequence[Modal]) -> int:
    """How many words have a force and no other."""
    return sum(word.forces == {force} for word in words)


def _highlights(words: Mapping[str, Sequence[Modal]]) -> tuple[Highlight, ...]:
    return tuple(Highlight(tag, word.start, word.end) for tag, of_text in words.items() for word in of_text)


class ConnectiveMismatch(Rule):
    code = "MOD002"
    name = "connective-mismatch"
    severity = Severity.WARNING
    opt_in = True
    what = (
        "One language joins by *or* what all others join by *and*, or the other way round. Sentences with a negation are passed over, "
        "since *not A or B* is *not A and not B*."
    )
    why = "Conditions that have to be met together become alternatives."
    languages = tuple(tag for tag in _KNOWN if known_language(tag).modality.both)  # type: ignore[union-attr]
    bad = example({"en": "ships and aircraft", "fr": "navires et aéronefs", "es": "buques o aeronaves"})
    good = example({"en": "ships and aircraft", "fr": "navires et aéronefs", "es": "buques y aeronaves"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        if any(negation.signs(reading.prose(tag), tag) for tag in reading.texts if tag[:2] in negation.languages()):
            return  # *not ... or* is what others say with *and*
        counts = {tag: _joined(reading.prose(tag), tag) for tag in reading.texts if tag[:2] in self.languages}
        joined = {tag: count for tag, count in counts.items() if any(count)}
        for tag, (ands, ors) in joined.items():
            counterparts = [count for language, count in joined.items() if language != tag]
            has_or_for_and = ors and not ands and all(count[0] and not count[1] for count in counterparts)
            has_and_for_or = ands and not ors and all(count[1] and not count[0] for count in counterparts)
            if counterparts and (has_or_for_and or has_and_for_or):
                shown = {tag: "and" if count[0] else "or" for tag, count in joined.items()}
                yield Problem(grouped(shown), (tag,) if len(counterparts) > 1 else tuple(joined))
                return


class LimitMismatch(Rule):
    code = "MOD003"
    name = "limit-mismatch"
    severity = Severity.WARNING
    opt_in = True
    what = (
        "A word that limits a rule to some cases (only, unless, except, subject to) is present in all languages "
        "except one, which has nothing that could stand for it."
    )
    why = "The rule holds without limit in that language."
    languages = ConnectiveMismatch.languages
    bad = example({"en": "only in writing", "fr": "uniquement par écrit", "es": "por escrito"})
    good = example({"en": "only in writing", "fr": "uniquement par écrit", "es": "sólo por escrito"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        limits: dict[str, str] = {}
        for tag in reading.texts:
            if tag[:2] in self.languages:
                match = _compiled(tag, "limits").search(reading.prose(tag))
                limits[tag] = match.group().strip() if match else ""
        lacking = tuple(tag for tag, word in limits.items() if not word)
        if len(lacking) == 1 < len(limits) - 1 and not self._is_implied(reading.prose(lacking[0]), lacking[0]):
            yield Problem(f"limit {grouped(limits)}", lacking)

    @staticmethod
    def _is_implied(text: str, language: str) -> bool:
        return bool(_compiled(language, "limits_implied").search(text))


def _joined(text: str, language: str) -> tuple[int, int]:
    """How many words join all of some things, and how many join alternatives."""
    return len(_compiled(language, "both").findall(text)), len(_compiled(language, "either").findall(text))


@cache
def _compiled(language: str, kind: str) -> re.Pattern[str]:
    written: str = getattr(known_language(language).modality, kind)
    return re.compile("|".join(" ".join(written.split()).split(" | ")), re.IGNORECASE)
