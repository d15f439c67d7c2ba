"""NEG: what is negated in one language is negated, in some form, in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aligner.checks.finding import Mark, Problem, Severity
from aligner.checks.reading import Reading, spoken
from aligner.checks.rule import Rule, example
from aligner.checks.traits import NEGATION
from aligner.mentions import negation

_SURE = frozenset({"en"})
"""Languages whose plain negation shows in the others more often than theirs does in it (402 of 430 UN and news units)."""


class NegationMismatch(Rule):
    code = "NEG001"
    name = "negation-mismatch"
    severity = Severity.WARNING
    what = (
        "A sentence is plainly negated (not, 不, не) in all languages but one, which has fewer words that could stand for a "
        "negation than any of them; or it is negated in one language only. Words that negate without "
        "saying so (refrain, without, unable, 防止) count as negations."
    )
    why = "A lost or added negation turns a duty into its opposite, and neither numbers nor meaning vectors show it."
    needs = NEGATION
    languages = tuple(sorted(negation.languages()))
    bad = example({"en": "Not to use networks", "zh": "不利用网络", "ru": "использовать сети"})
    good = example({"en": "Not to use networks", "zh": "不利用网络", "ru": "не использовать сети"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        known = {tag: text for tag, text in reading.texts.items() if tag[:2] in self.languages}
        plain = {
            tag: negation.plain(text, tag) if reading.traits_of[tag] & NEGATION else [] for tag, text in known.items()
        }
        negating = tuple(tag for tag, places in plain.items() if places)
        if not negating or len(known) < 2:
            return
        others = tuple(tag for tag in known if tag not in negating)
        if not others:
            return
        signs = {tag: negation.signs(text, tag) for tag, text in known.items() if tag in others or len(others) == 1}
        if alone := _with_fewer(others, signs):
            rest = tuple(tag for tag in known if tag != alone)
            found = tuple(Mark(tag, *place) for tag in rest for place in plain[tag])
            kind = "fewer negations" if signs[alone] else "no negation"
            yield Problem(
                f"{kind} in {alone}, where {spoken(rest)} have {'more' if signs[alone] else 'one'}", (alone,), found
            )
            return
        lacking = tuple(tag for tag in others if not signs[tag])
        marks = tuple(Mark(tag, *plain[tag][0]) for tag in negating)
        if not lacking or (len(negating) + len(lacking) < len(known) and not any(tag[:2] in _SURE for tag in negating)):
            return
        if len(negating) + len(lacking) < len(known):
            message = f"no negation in {spoken(lacking)}, where {spoken(negating)} has one"
            yield Problem(message, lacking, marks)
        elif len(negating) == len(lacking):
            message = f"{spoken(negating)} negates, {spoken(lacking)} does not"
            yield Problem(message, tuple(known), marks)
        elif len(lacking) < len(negating):
            yield Problem(f"no negation in {spoken(lacking)}, where {spoken(negating)} have one", lacking, marks)
        else:
            yield Problem(f"only {spoken(negating)} negates", negating, marks)


def _with_fewer(others: Sequence[str], signs: Mapping[str, int]) -> str:
    """The one of three languages or more that negates nowhere plainly, as all others do, and less than they in any form."""
    if len(others) == 1 and len(signs) > 2 and all(signs[it] > signs[others[0]] for it in signs if it != others[0]):
        return others[0]
    return ""
