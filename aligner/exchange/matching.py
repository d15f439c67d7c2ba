"""Which clause of a text a unit of a file is: by its id, by a property that names it, or by its words.

Languages come first: tools write zh-CN, zh_CN or ZH for the Chinese of a text that calls it zh.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from aligner.errors import InputError, UsageError
from aligner.exchange.contents import phrase_of, without_clause
from aligner.exchange.importing import bank_id, few
from aligner.model import Document, Phrase, Stretch, Unit
from aligner.text.english import counted
from tmx.languages import canonical, from_locale, is_tag, same


@dataclass(slots=True)
class Matched:
    """The units of a file, each under the id of the clause it is.

    Attributes:
        clauses: id of a clause of the text to what the file says of it, in the order of the file.
        new: units that the text does not have, each with the id of the clause it follows in the file; empty for none.
        remarks: how units were matched where it was not by id, and which were not.
    """

    clauses: dict[str, Unit] = field(default_factory=dict)
    new: list[tuple[str, Unit]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def matched(document: Document, units: Sequence[Unit], by_property: Iterable[str], where: str) -> Matched:
    """The units of a file as units of a text.

    Args:
        document: the text.
        units: those of the file, in the language tags of the text.
        by_property: the ids that come from a property.
        where: the file, for messages.

    Raises:
        InputError: two units are one clause, phrases belong to no clause, or no unit is one of the text.
    """
    return _Matching(document, units, frozenset(by_property), where).result()


class _Matching:
    def __init__(self, document: Document, units: Sequence[Unit], by_property: frozenset[str], where: str) -> None:
        self._document, self._units, self._where = document, units, where
        self._by_property = by_property
        self._ids = {unit.id for unit in document.units}
        self._by_words = _clauses_by_words(document)
        self._phrases_by_words = _phrases_by_words(document)
        self._lines: dict[str, int] = {}

    def result(self) -> Matched:
        matched, orphans, phrases = Matched(), list[Unit](), list[tuple[str, Unit]]()
        unmatched, by_words = list[Unit](), list[str]()
        in_file = {id_ for unit in self._units if (id_ := self._own_id(unit))}
        previous = ""
        for unit in self._units:
            if clause := self._clause_of_phrase(unit):
                phrases.append((clause, unit))
                continue
            if unit.phrases and not unit.segments:
                orphans.append(unit)
                continue
            id_ = self._own_id(unit) or self._by_its_words(unit, in_file)
            if not id_ and unit.is_numbered:
                unmatched.append(unit)
            elif not id_ and phrase_of(unit.id):
                orphans.append(replace(unit, id=phrase_of(unit.id), segments={}, phrases=(_as_phrase(unit),)))
            elif not id_:
                matched.new.append((previous, unit))
            else:
                if id_ != self._own_id(unit):
                    by_words.append(id_)
                self._add(matched, id_, unit)
                previous = id_
        if orphans:
            raise without_clause(orphans, self._where)
        if self._units and not matched.clauses and not phrases:
            raise self._foreign()
        for clause, unit in phrases:
            self._add_phrases(matched, clause, unit)
        if len(by_words) > len(in_file):
            # A tool numbered the units anew, so an id that the text does not have says nothing of a new clause.
            unmatched += [unit for _, unit in matched.new]
            matched.new = []
        unmatched = [unit for unit in unmatched if not self._is_phrase_of_text(unit)]
        matched.remarks += _how(self._by_property & matched.clauses.keys(), by_words, map(_shown, unmatched))
        return matched

    def _own_id(self, unit: Unit) -> str:
        """The id of the text that the file gives a unit, whose place in the file says nothing; empty for none."""
        if unit.is_numbered:
            return ""
        return next((id_ for id_ in (unit.id, bank_id(unit.id, 0)) if id_ in self._ids), "")

    def _clause_of_phrase(self, unit: Unit) -> str:
        """The clause of the text that a unit holds phrases of, when it holds nothing else; empty for none."""
        if unit.phrases and not unit.segments:
            return unit.id if unit.id in self._ids else ""
        clause = phrase_of(unit.id)
        return clause if clause in self._ids else ""

    def _by_its_words(self, unit: Unit, in_file: set[str]) -> str:
        """The clause with the very words of the unit in one language, where only one has them; empty for none."""
        for tag, segment in unit.segments.items():
            ids = self._by_words.get((tag, _words(segment.text)), [])
            if len(ids) == 1 and ids[0] not in in_file:
                return ids[0]
        return ""

    def _is_phrase_of_text(self, unit: Unit) -> bool:
        """Whether a unit is a phrase of the text as it stands, so that nothing in it is lost."""
        words = {(tag, _words(segment.text)) for tag, segment in unit.segments.items()}
        return any(words <= phrase for phrase in self._phrases_by_words.get(min(words), ()))

    def _add(self, matched: Matched, id_: str, unit: Unit) -> None:
        if id_ in matched.clauses:
            lines = f", on lines {self._lines[id_]} and {unit.line}" if unit.line else ""
            raise InputError(
                f"the id '{id_}' occurs twice{lines}", where=self._where, hint="give every entry an id of its own"
            )
        matched.clauses[id_] = replace(unit, id=id_)
        self._lines[id_] = unit.line

    def _add_phrases(self, matched: Matched, clause: str, unit: Unit) -> None:
        phrases = unit.phrases or (_as_phrase(unit),)
        clause_unit = matched.clauses.get(clause) or replace(unit, id=clause, segments={}, phrases=(), comments=())
        matched.clauses[clause] = replace(
            clause_unit, phrases=(*clause_unit.phrases, *phrases), comments=(*clause_unit.comments, *unit.comments)
        )

    def _foreign(self) -> InputError:
        return InputError(
            f"no id of the file is one of '{self._document.name}', nor are its words",
            where=self._where,
            hint="ids tell which clause a row belongs to; import it as a new text with --as",
        )


def _clauses_by_words(document: Document) -> dict[tuple[str, str], list[str]]:
    ids: dict[tuple[str, str], list[str]] = {}
    for unit in document.units:
        for tag, segment in unit.segments.items():
            ids.setdefault((tag, _words(segment.text)), []).append(unit.id)
    return ids


def _phrases_by_words(document: Document) -> dict[tuple[str, str], list[set[tuple[str, str]]]]:
    """The phrases of a text as pairs of language and words, by each of these pairs."""
    phrases: dict[tuple[str, str], list[set[tuple[str, str]]]] = {}
    for unit in document.units:
        for phrase in unit.phrases:
            pairs = {(tag, _words(stretch.text)) for tag, stretch in phrase.stretches.items()}
            for pair in pairs:
                phrases.setdefault(pair, []).append(pairs)
    return phrases


def _words(text: str) -> str:
    """A text without the differences of spacing that tools make."""
    return " ".join(text.split())


def _as_phrase(unit: Unit) -> Phrase:
    stretches = {tag: Stretch(segment.text) for tag, segment in unit.segments.items()}
    return Phrase(stretches, unit.line, int(unit.id.rpartition("/")[2]))


def _shown(unit: Unit) -> str:
    text = next((segment.text for segment in unit.segments.values()), "")
    return text if len(text) <= 60 else f"{text[:60]}..."


def _how(by_property: Iterable[str], by_words: list[str], unmatched: Iterable[str]) -> Iterator[str]:
    if names := sorted(by_property):
        yield f"{counted(len(names), 'unit')} matched by the property x-unit{few(names)}"
    if by_words:
        yield f"{counted(len(by_words), 'unit')} matched by the words of one language{few(by_words)}"
    for text in unmatched:
        yield f"a unit that matches no clause: {text}"


# Languages -------------------------------------------------------------------------------------------------------


def renaming(document: Document, tags: Iterable[str], asked: Mapping[str, str], where: str) -> dict[str, str]:
    """The tags of a file that the text writes otherwise, each with the tag of the text.

    Args:
        document: the text.
        tags: those of the file.
        asked: the renaming that the user asked for, by the tag of the file.
        where: the file, for messages.

    Raises:
        InputError: a tag fits two languages of the text, or two tags fit one.
        UsageError: the user names a language that the file does not have.
    """
    languages, renamed = list(document.languages), dict[str, str]()
    tags = list(dict.fromkeys(tags))
    for name in asked:
        if not any(same(name, tag) for tag in tags):
            raise UsageError(f"the file has no language '{name}'", where="--language", hint=f"it has {', '.join(tags)}")
    for tag in tags:
        asked_tag = next((new for name, new in asked.items() if same(name, tag)), "")
        exact = next((language for language in languages if same(language, asked_tag or tag)), asked_tag)
        fitting = [exact] if exact else [language for language in languages if _base(language) == _base(tag)]
        if len(fitting) > 1:
            hint = " or ".join(f"--language {tag}={language}" for language in fitting)
            raise InputError(f"'{tag}' may be {' or '.join(fitting)}", where=where, hint=f"say which: {hint}")
        if fitting and fitting[0] != tag:
            renamed[tag] = fitting[0]
    names = Counter(renamed.get(tag, tag) for tag in tags)
    for tag, new in renamed.items():
        if names[new] > 1:
            clashing_tags = ", ".join(tag for tag in tags if renamed.get(tag, tag) == new)
            raise InputError(
                f"{clashing_tags} are all '{new}' in '{document.name}'",
                where=where,
                hint=f"say where one of them goes: --language {tag}=TAG",
            )
    return renamed


def _base(tag: str) -> str:
    return tag.partition("-")[0].lower()


def asked_renaming(options: Sequence[str]) -> dict[str, str]:
    """The renaming of languages that options of a command ask for.

    Raises:
        UsageError: one of them is not of the shape ``zh-CN=zh``.

    >>> asked_renaming(["zh_CN=zh"])
    {'zh-CN': 'zh'}
    """
    tags = {}
    for option in options:
        old, separator, new = (part.strip() for part in option.partition("="))
        if not (separator and old and is_tag(new)):
            raise UsageError(f"'{option}' does not say which tag becomes which", where="--language", hint="zh-CN=zh")
        tags[canonical(from_locale(old))] = canonical(new)
    return tags
