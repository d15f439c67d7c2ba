"""What to try when a query is not found: its other forms, words that are written like it, other languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from aligner.errors import ClausebankError
from aligner.text.folding import bare, fold
from aligner.wording.query import Query, QueryKind
from aligner.wording.search import Scope, search
from aligner.wording.texts import Texts

_NEAR = 3
_LIKENESS = 0.74


def suggestions(texts: Texts, query: Query, scope: Scope) -> Iterator[str]:
    """Sentences that say what would be found instead, best first; none where nothing comes near.

    Args:
        texts: what was searched.
        query: what was not found.
        scope: where it was not found.
    """
    if scope.languages and (counts := _counts(texts, query, replace(scope, languages=()))):
        yield f"it is found in other languages: {_said(counts)}"
    if query.kind is QueryKind.WORDS:
        lemma = Query(query.text, QueryKind.LEMMA)
        if counts := _counts(texts, lemma, scope):
            yield f"--lemma finds it in other forms: {_said(counts)}"
    if query.kind in (QueryKind.WORDS, QueryKind.LEMMA) and (near := _near(texts, query)):
        yield f"written much like it: {', '.join(near)}"
    if query.kind in (QueryKind.EXACT, QueryKind.REGEX):
        try:
            counts = _counts(texts, Query(query.text), scope)
        except ClausebankError:
            counts = Counter()
        if counts:
            yield f"without --{query.kind} it is found: {_said(counts)}"


def _counts(texts: Texts, query: Query, scope: Scope) -> Counter[str]:
    counts: Counter[str] = Counter()
    try:
        for hit in search(texts.candidates(query), query, scope):
            counts[hit.language] += len(hit.spans)
    except ClausebankError:  # a suggestion that cannot be made is none
        counts.clear()
    return counts


def _said(counts: Counter[str]) -> str:
    return ", ".join(f"{language} {count}" for language, count in counts.most_common())


def _near(texts: Texts, query: Query) -> list[str]:
    """Words that the texts have, for the words of the query that they do not have."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    vocabulary = [word for word in texts.vocabulary() if len(word) > 2]
    vocabulary_set = set(vocabulary)
    near: dict[str, None] = {}
    for word in bare(fold(query.text)).split():
        if word in vocabulary_set or not word.isalpha():
            continue
        scorer = DamerauLevenshtein.normalized_similarity
        matches = process.extract(word, vocabulary, scorer=scorer, limit=_NEAR, score_cutoff=_LIKENESS)
        near.update((match, None) for match, *_ in matches)
    return list(near)
