"""Documents filled from memories: for each empty translation the best match that is good enough."""

from __future__ import annotations

from collections import Counter

from aligner.exchange.filling import Proposal
from aligner.wording.lookup import Match, matches
from aligner.wording.texts import Texts

_LOOKED_AT = 20
"""How many matches are looked at for one that has the target language."""


class Pretranslator:
    """Looks up the sentences of a document.

    Attributes:
        asked: how many sentences were looked up.
        percents: the percentage of each match that was given, to how often it was.

    Args:
        texts: the memories.
        pair: source and target language; a region does not count, so that ``de`` serves a document in ``de-AT``.
        least: the lowest percentage of a match.
    """

    def __init__(self, texts: Texts, pair: tuple[str, str], least: int) -> None:
        self._texts, self._least = texts, least
        self._source, self._target = (tag.partition("-")[0] for tag in pair)
        self._tag = pair[1]
        self._known: dict[str, Proposal | None] = {}
        self.asked = 0
        self.percents: Counter[int] = Counter()

    def propose(self, sentence: str) -> Proposal | None:
        """The best translation of a sentence; None where there is none that is good enough."""
        if sentence not in self._known:
            self._known[sentence] = self._looked_up(sentence)
        proposal = self._known[sentence]
        self.asked += 1
        if proposal:
            self.percents[proposal.percent] += 1
        return proposal

    def _looked_up(self, sentence: str) -> Proposal | None:
        for match in matches(sentence, self._texts, self._source, least=self._least, most=_LOOKED_AT):
            target = self._translation(match)
            if target:
                origin = f"{match.passage.text}, unit {match.passage.unit.id}"
                return Proposal(match.percent, match.wording, target, origin)
        return None

    def _translation(self, match: Match) -> str:
        """The unit's wording in the target language, the very tag before others of the language."""
        segments = match.passage.unit.segments
        tags = sorted(segments, key=lambda tag: tag.lower() != self._tag.lower())
        return next((segments[tag].text for tag in tags if tag.partition("-")[0] == self._target), "")
