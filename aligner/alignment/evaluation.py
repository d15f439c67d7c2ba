"""How good an alignment is: strict precision, recall and F1 against gold.

A bead counts when it is exactly right, as in the scorer of vecalign (Thompson & Koehn, EMNLP 2019): for two languages
precision is over all beads and recall over the gold beads with text on both sides; for N languages both are over beads
with text in two languages or more.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aligner.alignment.answers import Answer, Links
from aligner.alignment.kept import each_block
from aligner.errors import InputError

Groups = Mapping[str, tuple[int, ...]]
N_WAY = "N-way"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of beads, and what follows from them.

    >>> score = Score(right=9, proposed=10, found=9, gold=12)
    >>> score.precision, score.recall, round(score.f1, 2)
    (0.9, 0.75, 0.82)
    """

    right: int = 0
    """Proposed beads that are in the gold."""
    proposed: int = 0
    found: int = 0
    """Gold beads that count for recall and were proposed."""
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right, self.proposed + other.proposed, self.found + other.found, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """The share of proposed beads that are right."""
        return self.right / max(self.proposed, 1)

    @property
    def recall(self) -> float:
        """The share of gold beads that were proposed."""
        return self.found / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def evaluate(system: Iterable[Answer], gold: Iterable[Answer]) -> dict[str, Score]:
    """Scores by pair of languages (``en-zh``) and `N_WAY`, over all texts.

    Raises:
        InputError: the two do not hold the same texts.
    """
    answers, truths = {it.id: it for it in system}, {it.id: it for it in gold}
    differ = sorted(answers.keys() ^ truths.keys())
    if differ or not truths:
        raise InputError(
            f"the texts differ: {', '.join(differ[:5]) or 'there are none'}", hint="score answers to the same texts"
        )
    scores: dict[str, Score] = {}
    for name, truth in truths.items():
        for s, t in itertools.combinations(truth.languages, 2):
            scores[f"{s}-{t}"] = scores.get(f"{s}-{t}", Score()) + _of_pair(answers[name], truth, s, t)
        scores[N_WAY] = scores.get(N_WAY, Score()) + _n_way(answers[name], truth)
    return {**{key: value for key, value in scores.items() if key != N_WAY}, N_WAY: scores[N_WAY]}


def _of_pair(answer: Answer, truth: Answer, s: str, t: str) -> Score:
    proposed, gold = _links(answer, s, t), _links(truth, s, t)
    if truth.group:
        proposed, gold = (_joined(links, truth.group[s], truth.group[t]) for links in (proposed, gold))
    full = {link for link in gold if all(link)}
    given = set(proposed)
    return Score(len(given & set(gold)), len(proposed), len(full & given), len(full))


def _n_way(answer: Answer, truth: Answer) -> Score:
    beads = _joined_beads(answer, truth.group) if truth.group else [dict(bead) for bead in answer.beads]
    proposed, gold = _linking(beads), _linking(truth.beads)
    right = len(proposed & gold)
    return Score(right, len(proposed), right, len(gold))


def _linking(beads: Iterable[Mapping[str, tuple[int, ...]]]) -> set[frozenset[tuple[str, tuple[int, ...]]]]:
    """The beads that have blocks in two languages or more."""
    return {frozenset(bead.items()) for bead in beads if sum(map(bool, bead.values())) > 1}


def _links(answer: Answer, s: str, t: str) -> Links:
    if (s, t) in answer.pairs:
        return answer.pairs[s, t]
    if (t, s) in answer.pairs:
        return tuple((second, first) for first, second in answer.pairs[t, s])
    return tuple((bead.get(s, ()), bead.get(t, ())) for bead in answer.beads if bead.get(s) or bead.get(t))


def _joined(links: Links, units: Sequence[int], others: Sequence[int]) -> Links:
    """Runs of links inside one and the same unit, joined."""
    joined: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    last: int | None = None
    for first, second in _in_reading_order(links):
        inside = {units[k] for k in first} | {others[k] for k in second}
        unit = next(iter(inside)) if len(inside) == 1 else None
        if unit is not None and unit == last:
            joined[-1] = joined[-1][0] + first, joined[-1][1] + second
        else:
            joined.append((first, second))
        last = unit
    return tuple((tuple(sorted(first)), tuple(sorted(second))) for first, second in joined)


def _in_reading_order(links: Links) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """A link without first side stands before the first whose second side comes after its own."""
    order = sorted((link for link in links if link[0]), key=lambda link: link[0])
    for link in sorted((link for link in links if not link[0]), key=lambda link: link[1]):
        after = (k for k, (_, second) in enumerate(order) if second and second[0] > link[1][0])
        order.insert(next(after, len(order)), link)
    return order


def _joined_beads(answer: Answer, group: Groups) -> list[dict[str, tuple[int, ...]]]:
    joined: list[dict[str, tuple[int, ...]]] = []
    by_unit: dict[int, dict[str, tuple[int, ...]]] = {}
    for bead in answer.beads:
        inside = {group[language][k] for language, k in each_block(bead)}
        if len(inside) != 1:
            joined.append(dict(bead))
            continue
        whole = by_unit.setdefault(inside.pop(), {})
        for language, blocks in bead.items():
            whole[language] = tuple(sorted(whole.get(language, ()) + blocks))
    return joined + list(by_unit.values())
