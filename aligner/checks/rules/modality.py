"""MOD: what one language obliges, no other permits or merely recommends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations

from aligner.checks.disagreement import grouped
from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import FORCES
from aligner.text.languages import language as known_language
from aligner.text.languages import tags
from aligner.text.modality import Force, Modal, is_known, modals

_KNOWN = tuple(tag for tag in tags() if is_known(tag))


class ForceMismatch(Rule):
    code = "MOD001"
    name = "force-mismatch"
    severity = Severity.WARNING
    what = (
        "What one language obliges (shall, 应, должен, doit, deberá), another permits (may, 可, может, peut, podrá) or merely "
        "recommends (should, devrait, debería). A language that has no word for it is not asked, as French and Russian oblige "
        "in the present tense; words that forbid are left to NEG001, and so are those with a negation."
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
        for force, instead in permutations(Force, 2):
            having = [tag for tag, of_text in words.items() if _may_be(force, of_text)]
            lacking = [tag for tag in words if tag not in having]
            if having and lacking and _stands_in(force, instead, having, lacking, words):
                shown = {tag: str(force if tag in having else instead) for tag in words}
                odd = having if len(having) < len(lacking) else lacking if len(lacking) < len(having) else [*words]
                yield Problem(grouped(shown), tuple(odd), _highlights(words))
                return


def _stands_in(
    force: Force, instead: Force, having: Sequence[str], lacking: Sequence[str], words: Mapping[str, Sequence[Modal]]
) -> bool:
    """Whether some languages have one force in the place of another: they have it more often than all others can."""
    if not any(_is(force, words[tag]) or force is not Force.RECOMMENDATION for tag in having):
        return False
    most = max(_may_be(instead, words[tag]) for tag in having)
    return all(_is(instead, words[tag]) > most for tag in lacking)


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
    what = "One language joins by *or* what all others join by *and*, or the other way round."
    why = "Conditions that have to be met together become alternatives."
    languages = tuple(tag for tag in _KNOWN if known_language(tag).modality.both)  # type: ignore[union-attr]
    bad = example({"en": "ships and aircraft", "fr": "navires et aéronefs", "es": "buques o aeronaves"})
    good = example({"en": "ships and aircraft", "fr": "navires et aéronefs", "es": "buques y aeronaves"})

    def check(self, reading: Reading) -> Iterator[Problem]:
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
    what = "A word that limits a rule to some cases (only, unless, except, subject to) stands in all languages but one."
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
        if len(lacking) == 1 < len(limits) - 1:
            yield Problem(f"limit {grouped(limits)}", lacking)


def _joined(text: str, language: str) -> tuple[int, int]:
    """How many words join all of some things, and how many join alternatives."""
    return len(_compiled(language, "both").findall(text)), len(_compiled(language, "either").findall(text))


@cache
def _compiled(language: str, kind: str) -> re.Pattern[str]:
    written: str = getattr(known_language(language).modality, kind)
    return re.compile(written.replace(" | ", "|"), re.IGNORECASE)
