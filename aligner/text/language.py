"""The shape of what is known of a language: one frozen value, its tables in groups by what reads them.

Tables are plain strings, so that a module of a language reads like a page of a grammar. A *table* has one line per value:
``7: seven seventh``; ``_`` in a word is a space. A *list* is words with spaces between them. A *pattern* is a regular
expression over text in lower case. A reader compiles what it needs when it first meets the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from aligner.text.scripts import letters_by_worth

__all__ = [
    "Abbreviations",
    "Calendar",
    "Clock",
    "Figures",
    "Formulas",
    "Language",
    "Modality",
    "NegationWords",
    "NumberWords",
    "divisions",
    "table",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How a language writes dates.

    Attributes:
        months: the names of the twelve months in order; the forms of one month stand between bars.
        others: the months of other calendars, by calendar (``islamic``, ``persian``, ``hebrew``), written like ``months``.
        aside: a pattern of what may stand before the name of a month and says the same: ``كانون الأول/``.
        ordinals: a list of what follows the digits of a day: ``st nd rd th``.
        of: a list of words that may stand between day and month, and between month and year.
        month_first: whether ``December 15`` is a date.
        year_first: whether ``2014. december 15.`` is one.
        month_mark: what follows the number of a month in a language that numbers its months: 月.
    """

    months: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    aside: str = ""
    ordinals: str = ""
    of: str = ""
    month_first: bool = False
    year_first: bool = False
    month_mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How a language writes times of the day.

    Attributes:
        patterns: patterns with some of the groups ``hour``, ``minute``, ``half`` (of the day), ``thirty`` (half past), and
            ``hour2``, ``minute2`` of the second time of a range; ``{H}`` stands for an hour, ``{HH}`` for one of two
            digits, ``{M}`` for a minute, ``{S}`` for an optional space.
        hints: rows of characters without which a text has no time, except for ``15:05``.
        afternoon: a list of what says that twelve hours are to be added.
        morning: a list of what says that twelve is midnight.
    """

    patterns: tuple[str, ...]
    hints: tuple[tuple[str, ...], ...]
    afternoon: str = ""
    morning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How a language writes numbers in digits.

    Attributes:
        decimal: the decimal sign.
        scales: a table from a power of ten to the words for it, as they follow digits: ``6: million mn``.
        between: characters that may stand between digits and scale: 多 in 200多万.
        scale_end: a pattern of what must follow a scale, where that is not the end of a word.
        spaced: whether a space may stand between digits and scale.
        short: letters right behind digits that may be a scale: the ``m`` of ``125m``.
        myriads: whether numbers are counted in ten thousands and written in several parts: 3亿5000万.
        decade: a pattern of the decade of a century, with one group for each number: 20世纪90年代.
        eras: a table from the year before the first year of an era to its names: ``2018: 令和``.
        year_offset: what is to be added to a year of the language's own calendar, where that is written like any other.
    """

    decimal: str = "."
    scales: str = ""
    between: str = ""
    scale_end: str = r"(?!\w)"
    spaced: bool = True
    short: str = ""
    myriads: bool = False
    decade: str = ""
    eras: str = ""
    year_offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """Numbers in words.

    Attributes:
        values: a table from a value to its words, cardinals and ordinals. A value ``×10`` is ten of something (a decade),
            ``1/3`` a fraction, ``*10`` a ten that multiplies the unit before it. A word that ends in ``~`` stands for all
            its inflected forms.
        endings: a list of the endings that ``~`` stands for.
        parts: a table like ``values`` of what stands inside compounds only: ``1: ein`` in *einundzwanzig*.
        compounds: whether numbers are written together: *einundzwanzig*.
        inside: whether number words are found inside text without spaces.
        units_first: whether a unit stands before its ten: *one-and-twenty*.
        scores: the tens that eleven to nineteen may follow, as a list: 60 in *soixante et onze*.
        joins: a list of words between the parts of a number, or of a compound.
        prefixes: a list of what may be written together with the word after it, the one for *and* first.
        folds: pairs of letters, one that is written for the other.
        first_parts: a table from a value to what it is at the beginning of another word: ``2: двух`` in *двухлетний*.
        han: pairs of characters, one that numbers are written with and the Chinese numeral it stands for; None where
            numbers are not written like Chinese ones.
    """

    values: str = ""
    endings: str = ""
    parts: str = ""
    compounds: bool = False
    inside: bool = False
    units_first: bool = False
    scores: str = ""
    joins: str = ""
    prefixes: str = ""
    folds: str = ""
    first_parts: str = ""
    han: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NegationWords:
    """Words that negate, as patterns with bars between the alternatives.

    Attributes:
        idle: what looks like a plain negation and is not one: *not only*.
        plain: what is expected to show in some form in every other language: *not*.
        implied: what can stand for a negation in another language, the plain ones among them: *without*.
        neutral: what looks like an implied negation and is not one.
        shared: one word that negates two members, where another language negates each.
        concord: what negates nothing by itself beside another negation: *никогда не*.
        signs: parts of the plain negations that are quick to look for.
        hints: rows of characters without which a text has no plain negation.
        affirmed: what takes the place of a word that is more than a negation: *can* for *cannot*.
    """

    plain: str
    implied: str
    idle: str = ""
    neutral: str = ""
    shared: str = ""
    concord: str = ""
    signs: str = ""
    hints: tuple[tuple[str, ...], ...] = ()
    affirmed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """Words of legal force, as patterns with bars between the alternatives.

    Attributes:
        obligation: *shall*, *must*.
        duty: an obligation or a recommendation, as the context has it: 应, должен.
        recommendation: *should*.
        permission: *may*, *is entitled to*; what is possible is often said with the same words.
        intention: words for the future, which may oblige, recommend or neither, and permit nothing: *will*, 将.
        ability: words for what can be done, which may permit and do not oblige: *can*, 能.
        open: words that may stand for any of these: *would*, *it is possible*.
        prohibition: *shall not*, *may not*.
        idle: what looks like one of these and is none: 供应.
        obliges: rows of characters without which a text has no obligation, duty or recommendation.
        permits: the same for permission.
        recommends: the same for recommendation.
        both: words that join all of some things: *and*.
        either: words that join alternatives: *or*.
        limits: words that limit a rule to some cases: *only*, *unless*, *subject to*.
        limits_implied: further words that can stand for one of those: *alone*, *but*.
    """

    obligation: str = ""
    duty: str = ""
    recommendation: str = ""
    permission: str = ""
    intention: str = ""
    ability: str = ""
    open: str = ""
    prohibition: str = ""
    idle: str = ""
    obliges: tuple[tuple[str, ...], ...] = ()
    permits: tuple[tuple[str, ...], ...] = ()
    recommends: tuple[tuple[str, ...], ...] = ()
    both: str = ""
    either: str = ""
    limits: str = ""
    limits_implied: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """Abbreviations whose full stop does not end a sentence, as lists; a bar separates the parts of one (``т|е``).

    Attributes:
        followed: those that something always follows: *No.*
        may_end: those that a sentence may end with: *etc.*
        after_number: those that end a sentence only where a number stands before them: *в 2009 г.*
        starters: capitalised words that begin a sentence after one of the second kind.
    """

    followed: str = ""
    may_end: str = ""
    after_number: str = ""
    starters: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulas:
    """The fixed wording of official documents.

    Attributes:
        organs: a pattern of who speaks in an enacting body: *Assembly*.
        preambular: a pattern of how a preambular paragraph begins.
        recitals: a pattern of how one begins that may stand before the enacting body, or without one: *Whereas*.
        signed: a pattern of the word in a signature block.
        note: a pattern of the word before a note.
        opening_leads: a list of words that do not make an opening alone: the next word belongs to it.
        opening_goes_on: a list of words that belong to an opening when they follow its first word.
    """

    organs: str = ""
    preambular: str = ""
    recitals: str = ""
    signed: str = ""
    note: str = ""
    opening_leads: str = ""
    opening_goes_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What is known of a language. A field that is left out is answered from CLDR where it can be.

    Attributes:
        tag: BCP 47 tag, canonical case.
        name: in English.
        scripts: ISO 15924 codes of the scripts it is written in; empty where not known.
        joiner: what stands between two sentences or words: a space, or nothing.
        direction: ``ltr`` or ``rtl``.
        quotations: its quotation marks, outermost pair first.
        divisions: a word that opens a numbered division of a legal text, in lower case, to the division's English name.
        label_ordinals: a table from a number to the ordinal words that count divisions: ``المادة الأولى``.
        alphabet: a list of the letters it counts list items with, in order, beside the Latin ones; other orders of the same
            letters follow after a semicolon.
        conjunctions: a list of the words for *and* and *or* between the last two items of a list.
        ranges: a list of the words between the ends of a range: *to*.
        said: a pattern of the verbs that may follow a quotation without a space.
        function_words: a list of words that hold a sentence together and mean nothing alone.
        units: a table from a unit (as CLDR calls it) or currency (ISO 4217) to its names; what it names may be several.
    """

    tag: str
    name: str = ""
    scripts: tuple[str, ...] = ()
    joiner: str = " "
    direction: str = "ltr"
    quotations: tuple[tuple[str, str], ...] = (("“", "”"), ("‘", "’"))
    divisions: Mapping[str, str] = field(default_factory=dict)
    label_ordinals: str = ""
    alphabet: str = ""
    conjunctions: str = ""
    ranges: str = ""
    said: str = ""
    function_words: str = ""
    units: str = ""
    calendar: Calendar | None = None
    clock: Clock | None = None
    figures: Figures | None = None
    number_words: NumberWords | None = None
    negation: NegationWords | None = None
    modality: Modality | None = None
    abbreviations: Abbreviations | None = None
    formulas: Formulas | None = None

    def writes(self, text: str) -> bool:
        """Whether most of a text is in this language's scripts; a text without letters passes.

        >>> russian = Language(tag="ru", scripts=("Cyrl",))
        >>> russian.writes("Правила"), russian.writes("Rules"), russian.writes("64/211")
        (True, False, True)
        """
        worth = letters_by_worth(text)
        in_scripts = sum(worth.get(code, 0) for code in self.scripts)
        return not self.scripts or 2 * in_scripts >= sum(worth.values())


def divisions(**words: str) -> dict[str, str]:
    """Division words, given as lists by the English name of the division.

    >>> divisions(article="artikel art.", annex="anhang anlage")
    {'artikel': 'article', 'art.': 'article', 'anhang': 'annex', 'anlage': 'annex'}
    """
    return {word.replace("_", " "): division for division, group in words.items() for word in group.split()}


def table(written: str) -> Iterator[tuple[str, str]]:
    """The words of a table in order, each with its value.

    >>> list(table("1: one first; 1000: mil"))
    [('one', '1'), ('first', '1'), ('mil', '1000')]
    """
    for line in written.replace(";", "\n").splitlines():
        value, _, words = line.partition(":")
        for word in words.split():
            yield word.replace("_", " "), value.strip()
