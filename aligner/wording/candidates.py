"""Candidates for a termbase, in all languages at once: what a text repeats as one piece, and renders as one piece.

A candidate is a word or a row of words of one language that names something: it occurs several times, seldom only as a part
of a longer one (after the C-value: Frantzi, Ananiadou and Mima 2000), is used more than elsewhere where a text to compare with is
given (log-likelihood), and has one rendering in other languages most of the time (word links). Where one of these
languages has a dictionary with parts of speech (Russian, Chinese), renderings that are verbs rule it out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from aligner.model import Concept, Unit
from aligner.text.languages import language as known_language
from aligner.text.word_classes import is_tagged, word_class
from aligner.text.words import Word, words
from aligner.wording.association import log_likelihood
from aligner.wording.counterparts import Counterparts, Rendering, naming
from aligner.wording.frequency import runs
from aligner.wording.tables import Cell, Table

LONGEST = 5
"""Words of a candidate."""
_LEAST_SHARE = 0.34
"""Of the occurrences that have a counterpart, how many must have the most frequent one."""
_CONTEXTS = 3
_WITHIN = 0.1
"""What an occurrence within a longer row counts."""
_INSIDE = frozenset(("of", "de", "du", "des", "d", "di", "la", "the", "for", "to", "on", "и", "的", "в"))
"""Function words that a term may have inside: rule of law, droit de la mer."""

_DETERMINING = frozenset(
    [
        "all",
        "any",
        "each",
        "every",
        "no",
        "some",
        "other",
        "such",
        "same",
        "certain",
        "various",
        "several",
        "many",
        "following",
        "including",
        "own",
        "new",
        "relevant",
        "appropriate",
        "particular",
        "first",
        "second",
        "third",
        "last",
        "next",
        "further",
        "previous",
        "above",
        "present",
        "respective",
        "concerned",
        "general",
        "high",
        "low",
        "number",
        "part",
        "well",
        "also",
        "mr",
        "mrs",
        "ms",
        "para",
        "paragraph",
        "paragraphs",
        "ibid",
        "see",
        "annex",
        "section",
        "chapter",
        "page",
        "article",
    ]
)
"""English words that point at a term, or at a place of the text, and begin none."""

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermCandidate:
    """A candidate for a concept.

    Attributes:
        terms: language to its most frequent wordings, the most frequent first; the first language is the one it was
            found in.
        count: how often it occurs in that language.
        share: language to the share of those occurrences that the first wording renders.
        score: what candidates are ranked by.
        units: ids of the units where it occurs, in text order.
    """

    terms: Mapping[str, tuple[str, ...]]
    count: int
    share: Mapping[str, float]
    score: float
    units: tuple[str, ...]

    def concept(self) -> Concept:
        """The candidate as an entry of a termbase, to be looked over."""
        name = "-".join("".join(c if c.isalnum() else " " for c in next(iter(self.terms.values()))[0].lower()).split())
        shares = ", ".join(f"{tag} {share:.0%}" for tag, share in self.share.items())
        note = f"candidate, found by machine: {self.count} times; one rendering in {shares}"
        return Concept(name, {tag: terms[:1] for tag, terms in self.terms.items()}, note=note, units=self.units)


@dataclass(slots=True)
class _Occurrences:
    """Where a row of words occurs: unit and offsets, and the forms it has."""

    places: list[tuple[int, int, int]] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)


def candidates(
    units: Sequence[Unit],
    language: str,
    targets: Sequence[str],
    *,
    reference: Counter[str] | None = None,
    least: int = 2,
    most: int = 100,
    background: Callable[[], Sequence[Unit]] = tuple,
    on_progress: Callable[[int], object] = lambda _: None,
) -> list[TermCandidate]:
    """The best candidates of a text, best first.

    Args:
        units: the text.
        language: the language in which they are looked for.
        targets: the languages whose renderings are given.
        reference: how often each word (its first dictionary form) occurs in a text to compare with; None for none.
        least: how often a candidate must occur.
        most: how many to give.
        background: gives further units of the text, to learn from which words go together.
        on_progress: called with the number of candidates that were looked at.

    Raises:
        MissingExtraError: the dictionary forms of the language need an extra that is not installed.
    """
    rows = {
        key: row for key, row in _rows(units, language).items() if len(row.places) >= least and _names_something(key)
    }
    values = c_values(rows)
    if reference:
        totals = sum(len(row.places) for key, row in rows.items() if len(key) == 1), reference.total()
        values = {key: value * _weight(key, rows, reference, totals) for key, value in values.items()}
    ranked = sorted((key for key in values if values[key] > 0), key=lambda key: -values[key])[: 6 * most]
    counterparts = Counterparts(units, background)
    accepted: list[TermCandidate] = []
    for number, key in enumerate(ranked, start=1):
        candidate = _candidate(key, rows[key], values[key], units, (language, targets), counterparts)
        if candidate:
            accepted.append(candidate)
        on_progress(number)
    return sorted(_apart(accepted), key=lambda candidate: -candidate.score)[:most]


def _rows(units: Sequence[Unit], language: str) -> dict[_Key, _Occurrences]:
    """All words and rows of words that may be terms, by their dictionary forms."""
    occurrences: dict[_Key, _Occurrences] = {}
    joiner = known_language(language).joiner
    for number, unit in enumerate(units):
        text = unit.text(language)
        for run in runs(text, words(text, language)):
            for first, last in _spans(run, language):
                row = run[first : last + 1]
                key = tuple(word.lemma for word in row)
                entry = occurrences.setdefault(key, _Occurrences())
                entry.places.append((number, row[0].start, row[-1].end))
                entry.forms[joiner.join(word.text for word in row)] += 1
    return occurrences


def _spans(run: Sequence[Word], language: str) -> Iterator[tuple[int, int]]:
    """The first and last word of each row that begins and ends with a word that names something."""
    for first, word in enumerate(run):
        if not _may_border(word, language):
            continue
        for last in range(first, min(first + LONGEST, len(run))):
            inner = run[last]
            if _may_border(inner, language):
                yield first, last
            elif inner.text.lower() not in _INSIDE:
                break


def _may_border(word: Word, language: str) -> bool:
    if word.is_function_word or word.is_modal or not any(character.isalpha() for character in word.text):
        return False
    if word.text.lower() in _DETERMINING and word.language.startswith("en"):
        return False
    if len(word.text) < 2 and known_language(language).joiner:
        return False
    return not is_tagged(language) or word_class(word.text, language) not in ("VERB", "ADV", "PRON", "ADP", "NUM")


def _names_something(key: _Key) -> bool:
    return any(len(part) > 1 for part in key) and len(set(key)) == len(key)


def c_values(rows: Mapping[_Key, _Occurrences]) -> dict[_Key, float]:
    """How far each row is a piece of its own: its occurrences by length, those within a longer row for a tenth.

    After the C-value (Katerina Frantzi, Sophia Ananiadou, Hideki Mima, "Automatic recognition of multi-word terms: the
    C-value/NC-value method", International Journal on Digital Libraries 3(2), 2000), which takes away the mean count of the
    longer rows. Here each occurrence is looked at: of "nation", those in "United Nations" count for little, those in
    "host nation" do too, however many such rows there are. log2(1 + length) lets single words count.
    """
    ends_by_unit: dict[int, dict[int, int]] = {}
    for row in rows.values():
        for unit, start, end in row.places:
            ends = ends_by_unit.setdefault(unit, {})
            ends[start] = max(ends.get(start, 0), end)
    reach_by_unit = {unit: _reach(ends) for unit, ends in ends_by_unit.items()}
    values = {}
    for key, row in rows.items():
        free = sum(not _is_inside(place, ends_by_unit, reach_by_unit) for place in row.places)
        values[key] = log2(1 + len(key)) * (free + _WITHIN * (len(row.places) - free))
    return values


def _reach(ends: Mapping[int, int]) -> dict[int, int]:
    """For each start, how far the rows that begin before it reach."""
    reach, furthest = {}, 0
    for start in sorted(ends):
        reach[start] = furthest
        furthest = max(furthest, ends[start])
    return reach


def _is_inside(
    place: tuple[int, int, int], ends: Mapping[int, Mapping[int, int]], reach: Mapping[int, Mapping[int, int]]
) -> bool:
    unit, start, end = place
    return ends[unit][start] > end or reach[unit][start] >= end


def _weight(key: _Key, rows: Mapping[_Key, _Occurrences], reference: Counter[str], totals: tuple[int, int]) -> float:
    """How typical the most typical word of a row is of the text, from 0 to 1."""
    weights = []
    for word in key:
        row = rows.get((word,))
        counts = (len(row.places) if row else 0), reference[word]
        is_more = counts[0] * totals[1] > counts[1] * totals[0]
        weights.append(min(1.0, log_likelihood(*counts, *totals) / 15.13) if is_more else 0.0)
    return 0.2 + 0.8 * max(weights)


def _candidate(
    key: _Key,
    row: _Occurrences,
    value: float,
    units: Sequence[Unit],
    languages: tuple[str, Sequence[str]],
    counterparts: Counterparts,
) -> TermCandidate | None:
    """The row with its renderings; None where no language has one for most of its occurrences."""
    language, targets = languages
    terms = {language: (_citation_form(row.forms, key, language),)}
    shares: dict[str, float] = {}
    for target in targets:
        forms: dict[_Key, Counter[str]] = {}
        linked = 0
        for number, start, end in row.places:
            rendering = counterparts.rendering(units[number], language, target, (start, end))
            if rendering and rendering.is_complete:
                linked += 1
                rendered = _stretch(rendering, units[number].text(target), target)
                if rendered:
                    forms.setdefault(rendered[0], Counter())[rendered[1]] += 1
        if not forms:
            continue
        best, best_forms = max(forms.items(), key=lambda item: item[1].total())
        share = best_forms.total() / max(linked, len(row.places) / 2)
        if not _is_noun_phrase(best_forms, target, len(key)):
            return None
        if share >= _LEAST_SHARE:
            terms[target] = (_citation_form(best_forms, best, target),)
            shares[target] = round(min(1.0, share), 2)
    if not shares:
        return None
    # Mean over all languages: a candidate that has a rendering in each of them is surer.
    sureness = sum(shares.values()) / len(targets)
    ids = tuple(dict.fromkeys(units[number].id for number, _, _ in row.places))
    return TermCandidate(terms, len(row.places), shares, round(value * sureness, 3), ids)


def _stretch(rendering: Rendering, text: str, language: str) -> tuple[_Key, str] | None:
    """The words of a rendering as one piece; None where other words that name something are between them."""
    stretch = naming(rendering.words)
    start, end = stretch[0].start, stretch[-1].end
    between = [word for word in words(text[start:end], language) if not word.is_function_word]
    if len(between) > len(stretch) or len(stretch) > LONGEST:
        return None
    return tuple(word.lemma for word in stretch), text[start:end]


def _is_noun_phrase(forms: Counter[str], target: str, size: int) -> bool:
    """Whether a rendering may be a term, as far as the dictionary says: it has a noun, and begins with no verb."""
    if not is_tagged(target):
        return True
    form_words = words(forms.most_common(1)[0][0], target)
    classes = [word_class(word.text, target) for word in form_words]
    # An adjective alone describes; a row that begins with a verb is what is done with a term.
    if size == 1 and classes == ["ADJ"]:
        return False
    return not classes or (classes[0] != "VERB" and not {"NOUN", "PROPN", "X", ""}.isdisjoint(classes))


def _citation_form(forms: Counter[str], key: _Key, language: str) -> str:
    """The form that a termbase has: the dictionary form where the text has it, else the most frequent."""
    joiner = known_language(language).joiner
    cited = joiner.join(key)
    by_lower = {form.lower(): form for form, _ in reversed(forms.most_common())}
    if len(key) == 1 and cited not in by_lower:
        # "meet" is no name for meetings: of English words only the plural is undone.
        common = forms.most_common(1)[0][0]
        return common if language.startswith("en") and not common.endswith("s") else cited
    return by_lower.get(cited) or forms.most_common(1)[0][0]


def _apart(found: Sequence[TermCandidate]) -> Iterator[TermCandidate]:
    """The candidates without those that occur only inside a better one, in the same units."""
    for candidate in found:
        first = next(iter(candidate.terms.values()))[0].lower()
        holders = [
            other
            for other in found
            if other is not candidate
            and first in next(iter(other.terms.values()))[0].lower()
            and other.count >= candidate.count
        ]
        if not holders:
            yield candidate


def candidate_table(found: Sequence[TermCandidate], units: Sequence[Unit], languages: Sequence[str]) -> Table:
    """The candidates as a table to look over: a column to accept them, their terms, figures, and a few contexts."""
    by_id = {unit.id: unit for unit in units}
    rows: list[Sequence[Cell]] = []
    for candidate in found:
        terms = [" | ".join(candidate.terms.get(tag, ())) for tag in languages]
        share = " ".join(f"{tag} {value:.0%}" for tag, value in candidate.share.items())
        rows.append(("", *terms, candidate.count, share, candidate.score, *_contexts(candidate, by_id, languages[0])))
    return Table(("accept", *languages, "count", "one rendering in", "score", "units", "contexts"), rows)


def _contexts(candidate: TermCandidate, units: Mapping[str, Unit], language: str) -> tuple[str, str]:
    shown = candidate.units[:_CONTEXTS]
    return ", ".join(candidate.units), "\n".join(f"{id_}: {units[id_].text(language)}" for id_ in shown)


def reference_counts(texts: Sequence[str], language: str) -> Counter[str]:
    """How often each word, in its first dictionary form, occurs in texts to compare with."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word.lemma for word in words(text, language))
    return counts
