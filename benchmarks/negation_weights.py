"""Learn how words and sentence vectors tell a lost or an added negation, and print the weights and what they find.

    GOLD_DIR=.../gold python benchmarks/negation_weights.py

Text: the half of unpc-dev.tsv that is for development, and ntrex-128.tsv, as they are and with a negation taken out of,
or put into, one language at a time (checks_faults.py). The weights are those of a logistic regression (Newton's method,
a small penalty on the square); half of the documents at a time (by the sum of the letters of their names) are left out to count what is found, the weights
printed are learned from all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import checks_faults as faults
import numpy as np
import numpy.typing as npt
from checks import LANGUAGES, clean_units, gold_rows

from aligner import encoder
from aligner.checks import lost_negation
from aligner.checks.lost_negation import Negations
from aligner.checks.reading import readings
from aligner.checks.rules.negation import negations
from aligner.model import Role, Segment, Unit

Floats = npt.NDArray[np.float64]
RATES = (1, 2, 3, 4, 6, 8, 10)
PENALTY = 1.0


def news() -> list[Unit]:
    """The sentences of NTREX-128."""
    return [
        Unit(f"news{line // 20}:{line}", Role.SENTENCE, {tag: Segment(row[tag]) for tag in LANGUAGES})
        for line, row in enumerate(gold_rows("ntrex-128.tsv"))
        if all(row[tag].strip() for tag in LANGUAGES)
    ]


def spoiled(units: Sequence[Unit], change: faults.Spoil) -> list[tuple[str, Unit]]:
    """The units with one fault each, and the language it is in."""
    rng = random.Random("negation")  # noqa: S311 - a seed, no secret
    found = []
    for unit in units:
        for tag in LANGUAGES:
            text = change(rng, unit.text(tag), tag)
            if text and text != unit.text(tag):
                found.append((tag, faults.with_text(unit, tag, text)))
    return found


def fit(evidence: Floats, faulty: npt.NDArray[np.bool_]) -> Floats:
    """The weights of most likelihood, the constant last."""
    rows = np.column_stack([evidence, np.ones(len(evidence))])
    scale = np.append(evidence.std(0) + 1e-9, 1)
    rows /= scale
    weights = np.zeros(rows.shape[1])
    penalty = np.diag([PENALTY] * evidence.shape[1] + [0.0])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (faulty - chance) - penalty @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty
        weights += np.linalg.solve(curve, slope)
    result: Floats = weights / scale
    return result


def report(
    kind: str,
    change: faults.Spoil,
    asked: Callable[[Negations], Sequence[str]],
    describe: Callable[[Negations, str, lost_negation.Gains], tuple[float, ...]],
) -> None:
    """Learn one of the two sets of weights and print it, with what it finds at so many reports in 1,000 clean units."""
    corpora = {"UN": clean_units("development"), "news": news()}
    rows, faulty, corpus, document, unit_of = [], [], [], [], []
    made, total = {}, {}
    for name, units in corpora.items():
        bad = spoiled(units, change)
        made[name], total[name] = len(bad), len(units)
        everything = [("", unit) for unit in units] + bad
        seen = [negations(it) for it in readings([unit for _, unit in everything], LANGUAGES)]
        gained = lost_negation.gains(seen, encoder.load())
        for number, ((language, unit), it, gains) in enumerate(zip(everything, seen, gained, strict=True)):
            for tag in asked(it):
                if not language or tag == language:
                    rows.append(describe(it, tag, gains))
                    faulty.append(bool(language))
                    corpus.append(name)
                    document.append(sum(unit.id.rsplit(":", 1)[0].encode()))
                    unit_of.append((name, number))
    evidence, bad_rows = np.array(rows, float), np.array(faulty)
    chance = np.zeros(len(rows))
    for left_out in range(2):
        test = np.array(document) % 2 == left_out
        weights = fit(evidence[~test], bad_rows[~test]).tolist()
        chance[test] = [lost_negation.chance(row, weights) for row in evidence[test].tolist()]
    print(f"{kind} = {tuple(np.round(fit(evidence, bad_rows), 2).tolist())}")
    for name in corpora:
        here = np.array(corpus) == name
        best: dict[tuple[str, int], float] = {}
        for place in np.flatnonzero(here & ~bad_rows):
            best[unit_of[place]] = max(best.get(unit_of[place], 0), float(chance[place]))
        clean = [*sorted(best.values(), reverse=True), *[0.0] * total[name]]
        limits = {rate: clean[rate * total[name] // 1000] for rate in RATES}
        found = {rate: (chance[here & bad_rows] > limit).sum() / made[name] for rate, limit in limits.items()}
        print(
            f"  {name}, {made[name]} made:",
            *(f"{100 * found[rate]:.0f} % at {rate} (from {limits[rate]:.2f})" for rate in RATES),
        )


def main() -> None:
    """Learn both sets of weights."""
    report("LOST", faults.negation_removed, Negations.could_have_lost, lost_negation.lost)
    report(
        "OWN",
        faults.negation_added,
        lambda unit: [tag] if (tag := unit.negates_alone()) else [],
        lost_negation.own,
    )


if __name__ == "__main__":
    main()
