"""Faults to put into clean text, one function a kind: from a unit and a language to the spoiled text, or None."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from aligner.checks.reading import LABEL
from aligner.model import Concept, Segment, Unit
from aligner.text import dates, negation, numbers, references
from aligner.text.terms import Termbase

Spoil = Callable[[random.Random, str, str], "str | None"]
"""From the text and its language to the spoiled text; None where this kind of fault cannot be made there."""


def with_text(unit: Unit, language: str, text: str) -> Unit:
    """The unit with another text in one language."""
    return replace(unit, segments={**unit.segments, language: Segment(text, line=unit.line)})


def truncated(rng: random.Random, text: str, language: str) -> str | None:
    """Cut between 40 and 70 per cent of the way, at a word's end."""
    if len(text) < (25 if language == "zh" else 60):
        return None
    cut = int(len(text) * rng.uniform(0.4, 0.7))
    kept = text[:cut] if language == "zh" else text[: text.rfind(" ", 0, cut)]
    return kept.rstrip(" ,，、") or None


def truncated_with_end(rng: random.Random, text: str, language: str) -> str | None:
    """As above, but the last punctuation mark is kept."""
    kept = truncated(rng, text, language)
    return kept + text[-1] if kept and not text[-1].isalnum() else None


def _replaced_digit(rng: random.Random, written: str) -> str:
    places = [place for place, char in enumerate(written) if char.isdigit()]
    place = rng.choice(places)
    digits = "123456789" if place == places[0] else "0123456789"
    return written[:place] + rng.choice([it for it in digits if it != written[place]]) + written[place + 1 :]


def number(rng: random.Random, text: str, language: str) -> str | None:
    """One digit of a number that is no part of a date, symbol or label."""
    taken = [(it.start, it.end) for it in dates.dates(text, language)]
    taken += [(it.start, it.end) for it in references.symbols(text)]
    label = LABEL.match(text)
    found = [
        it
        for it in numbers.numbers(text, language)
        if not any(start <= it.start < end for start, end in taken) and not (label and it.start < label.end())
    ]
    if not found:
        return None
    it = rng.choice(found)
    return text[: it.start] + _replaced_digit(rng, text[it.start : it.end]) + text[it.end :]


def date(rng: random.Random, text: str, language: str) -> str | None:
    """One digit of a date with a day or a year."""
    found = [it for it in dates.dates(text, language) if it.day or it.year]
    if not found:
        return None
    it = rng.choice(found)
    return text[: it.start] + _replaced_digit(rng, text[it.start : it.end]) + text[it.end :]


def with_symbol(rng: random.Random, unit: Unit) -> Unit:
    """The unit with a document symbol at its end in every language: the corpus has next to none left."""
    symbol = rng.choice(
        (f"A/{rng.randint(50, 79)}/{rng.randint(1, 999)}", f"{rng.randint(50, 79)}/{rng.randint(1, 299)}")
    )
    for language, segment in unit.segments.items():
        text = segment.text
        end = len(text) - (not text[-1].isalnum())
        unit = with_text(unit, language, f"{text[:end]} ({symbol}){text[end:]}")
    return unit


def symbol(rng: random.Random, text: str, language: str) -> str | None:  # noqa: ARG001 - one signature
    """One digit of the last document symbol."""
    found = references.symbols(text)
    if not found or not found[-1].value[-1].isdigit():
        return None
    it = found[-1]
    return text[: it.start] + _replaced_digit(rng, text[it.start : it.end]) + text[it.end :]


def label(rng: random.Random, text: str, language: str) -> str | None:  # noqa: ARG001 - one signature
    """The number or letter that opens a paragraph becomes the next one, or the one before."""
    match = re.match(r"\(?(\d{1,3}|[b-y])[.)]\s", text)
    if not match:
        return None
    step = rng.choice((-1, 1))
    counter = match.group(1)
    changed = str(int(counter) + step) if counter.isdigit() else chr(ord(counter) + step)
    return text[: match.start(1)] + changed + text[match.end(1) :]


_REMOVABLE = {
    "en": r"(?i)\bnot |n[’']t\b|\bno (?=[a-z])|(?<=can)not\b",
    "ru": r"\bне ",
    "zh": r"不(?=[得能会应可是予再受使利存要必])|没有|未(?=[能经予])|并非",
}


def negation_removed(rng: random.Random, text: str, language: str) -> str | None:
    """The plain negation of a text with one."""
    found = list(re.finditer(_REMOVABLE[language], text))
    plain = {start for start, _ in negation.plain(text, language)}
    found = [it for it in found if it.start() in plain or it.group().startswith(("n", "not"))]
    if len(plain) != 1 or not found:
        return None
    it = rng.choice(found)
    with_it = "有" if it.group() == "没有" else "是" if it.group() == "并非" else ""
    return text[: it.start()] + with_it + text[it.end() :]


_ADDABLE = {
    "en": (r"\b(?:is|are|was|were|will|shall|should|has|have|had|can|may|must|would|could)\b(?! not\b)", r"\g<0> not"),
    "ru": (
        r"\b(?:является|являются|может|могут|должн\w+|следует|будет|будут|был\w{0,2}|имеет|имеют|\w+ает|\w+ают|\w+ил[аио]?)\b",
        r"не \g<0>",
    ),
    "zh": (r"(?<![不没未])(?:应当?|会(?=[使将继把对在有])|能够|可以|可能|必须|愿意|是|允许|同意|支持)", r"不\g<0>"),
}


def negation_added(rng: random.Random, text: str, language: str) -> str | None:
    """A negation before, or in English after, the first verb that takes one."""
    del rng
    if negation.plain(text, language):
        return None
    pattern, put = _ADDABLE[language]
    changed, count = re.subn(pattern, put, text, count=1)
    return changed if count else None


def bracket(rng: random.Random, text: str, language: str) -> str | None:  # noqa: ARG001 - one signature
    """One bracket of a pair."""
    pairs = list(re.finditer(r"[(（][^()（）]{3,}[)）]", text))
    if not pairs:
        return None
    it = rng.choice(pairs)
    place = rng.choice((it.start(), it.end() - 1))
    return text[:place] + text[place + 1 :]


def quote(rng: random.Random, text: str, language: str) -> str | None:  # noqa: ARG001 - one signature
    """One quotation mark of a pair."""
    pairs = list(re.finditer(r"\"[^\"]{3,}\"|“[^“”]{3,}”|«[^«»]{3,}»|<<[^<>]{3,}>>", text))
    if not pairs or text.count('"') % 2:
        return None
    it = rng.choice(pairs)
    width = 2 if it.group().startswith("<<") else 1
    place = rng.choice((it.start(), it.end() - width))
    return text[:place] + text[place + width :]


_ALIKE = dict(zip("aceopxyABCEHKMOPTXасеорхуАВСЕНКМОРТХ", "асеорхуАВСЕНКМОРТХaceopxyABCEHKMOPTX", strict=False))


def corrupted(rng: random.Random, text: str, language: str) -> str | None:
    """A replacement character, a word in the wrong encoding, a look-alike letter, a private or an invisible character."""
    words = list(re.finditer(r"[^\W\d_]{4,}", text))
    if not words:
        return None
    word = rng.choice(words)
    inside = rng.randrange(word.start() + 1, word.end())
    way = rng.choice(("replaced", "encoding", "alike", "private", "invisible"))
    if way == "encoding" and language != "en":
        broken = word.group().encode("utf-8").decode("latin-1")
        return text[: word.start()] + broken + text[word.end() :]
    if way == "alike" and language != "zh":
        places = [place for place in range(*word.span()) if text[place] in _ALIKE]
        if places and not all(text[place] in _ALIKE for place in range(*word.span())):
            place = rng.choice(places)
            return text[:place] + _ALIKE[text[place]] + text[place + 1 :]
    if way == "private":
        return text[:inside] + chr(rng.randrange(0xE000, 0xF8FF)) + text[inside + 1 :]
    if way == "invisible":
        return text[:inside] + rng.choice("\u200b\u00ad\ufeff") + text[inside:]
    return text[:inside] + "\ufffd" + text[inside + 1 :]


def term_replacer(
    concepts: Sequence[Concept], languages: Sequence[str]
) -> Callable[[random.Random, Unit, str], Unit | None]:
    """A function that puts the term of another concept in the place of one that all languages of the unit have."""
    bases = {tag: Termbase({it.id: it.terms.get(tag, ()) for it in concepts}, tag) for tag in languages}

    def spoil(rng: random.Random, unit: Unit, language: str) -> Unit | None:
        found = {tag: bases[tag].find(unit.text(tag)) for tag in languages}
        common = set.intersection(*({it.key for it in those if not it.nested} for those in found.values()))
        here = [it for it in found[language] if it.key in common and not it.nested]
        here = [it for it in here if sum(other.key == it.key for other in found[language]) == 1]
        if not here:
            return None
        it = rng.choice(here)
        present = {other.key for those in found.values() for other in those}
        others = [concept for concept in concepts if concept.id not in present and concept.terms.get(language)]
        text = unit.text(language)
        return with_text(unit, language, text[: it.start] + rng.choice(others).terms[language][0] + text[it.end :])

    return spoil


def _swapped(rng: random.Random, text: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    """The text with one place of a pattern replaced by what stands beside the pattern."""
    places = [(match, new) for pattern, new in pairs for match in re.finditer(pattern, text)]
    if not places:
        return None
    match, new = rng.choice(places)
    return text[: match.start()] + match.expand(new) + text[match.end() :]


_UNITS = {
    "en": ((r"(?<=\d )days\b", "months"), (r"(?<=\d )months\b", "days"), (r"(?<=\d )years\b", "months"), (r"(?<=\d )weeks\b", "days"),
           (r"(?<=\d )per cent\b", "per mille"), (r"(?<=\d )kilometres\b", "miles"), (r"(?<=\d )hectares\b", "acres"), (r"(?<=\d )hours\b", "days")),
    "zh": ((r"(?<=\d)天", "个月"), (r"(?<=\d)个月", "天"), (r"(?<=\d)%", "‰"), (r"(?<=\d)公里", "海里"), (r"(?<=\d)公顷", "平方米"),
           (r"(?<=\d)小时", "天"), (r"(?<=\d)(?<!\d{4})年(?=[内期以来里])", "个月")),
    "ru": ((r"(?<=\d )дней\b", "месяцев"), (r"(?<=\d )месяцев\b", "дней"), (r"(?<=\d )лет\b", "месяцев"), (r"(?<=\d )процент\w*", "промилле"),
           (r"(?<=\d )км\b", "миль"), (r"(?<=\d )часов\b", "дней"), (r"(?<=\d )недель\b", "дней")),
}  # fmt: skip
_CURRENCIES = {
    "en": (
        (r"\$(?=\d)", "€"),
        (r"(?<=\d )dollars\b", "euros"),
        (r"(?<=million )dollars\b", "euros"),
        (r"(?<=\d )euros?\b", "dollars"),
    ),
    "zh": ((r"(?<=[\d万亿])美元", "欧元"), (r"(?<=[\d万亿])欧元", "美元")),
    "ru": ((r"долл\. США", "евро"), (r"долларов США", "евро"), (r"(?<=\d )евро\b", "долл. США")),
}
_FORCES = {
    "en": ((r"\bshall\b(?! not)", "may"), (r"\bshould\b(?! not)", "may"), (r"\bmust\b(?! not)", "may"), (r"\bmay\b(?! not)", "shall")),
    "zh": ((r"(?<![相适反响供对])应当?(?![用对急邀付])", "可"), (r"必须", "可以"), (r"可以", "必须")),
    "ru": ((r"\bдолжны\b", "могут"), (r"\bдолжен\b", "может"), (r"\bдолжна\b", "может"), (r"\bмогут\b", "должны"), (r"\bможет\b", "должен")),
}  # fmt: skip
_ORDINALS = {
    "en": ((r"\b(twenty|thirty|forty|fifty|sixty|seventy)-(first|second|third|fourth)\b", r"\1-fifth"),
           (r"\b(twenty|thirty|forty|fifty|sixty|seventy)-(?:fifth|sixth|seventh|eighth|ninth)\b", r"\1-third")),
    "zh": ((r"第([二三四五六七]?)十[一二三四](?![一-九])", r"第\1十五"), (r"第([二三四五六七]?)十[五六七八九](?![一-九])", r"第\1十三")),
    "ru": ((r"(?<=[дт]сят |цать |орок )(?:перв|втор|четверт)(ой|ый|ая|ую|ого|ом)\b", r"пят\1"),
           (r"(?<=[дт]сят |цать |орок )(?:пят|шест|седьм|восьм|девят)(ой|ый|ая|ую|ого|ом)\b", r"перв\1")),
}  # fmt: skip


def unit(rng: random.Random, text: str, language: str) -> str | None:
    """The unit beside a number."""
    return _swapped(rng, text, _UNITS[language])


def currency(rng: random.Random, text: str, language: str) -> str | None:
    """The currency beside a number."""
    return _swapped(rng, text, _CURRENCIES[language])


def force(rng: random.Random, text: str, language: str) -> str | None:
    """A word that obliges for one that permits, or the other way round."""
    return _swapped(rng, text, _FORCES[language])


def ordinal(rng: random.Random, text: str, language: str) -> str | None:
    """The last part of an ordinal in words."""
    return _swapped(rng, text, _ORDINALS[language])


_PLACEHOLDERS = ("%s", "%d", "%(name)s", "{0}", "{name}", "${name}", "%1", "{{ name }}")
_TAGS = (("<b>", "</b>"), ('<a href="x">', "</a>"), ("<g id='1'>", "</g>"), ("**", "**"))


def with_code(rng: random.Random, unit: Unit, kind: str) -> Unit:
    """The unit with a placeholder at the end, or a tag around all words, in every language: the corpus has none."""
    placeholder, (opens, closes) = rng.choice(_PLACEHOLDERS), rng.choice(_TAGS)
    for language, segment in unit.segments.items():
        new = f"{segment.text} {placeholder}" if kind == "placeholder" else f"{opens}{segment.text}{closes}"
        unit = with_text(unit, language, new)
    return unit


def placeholder(rng: random.Random, text: str, language: str) -> str | None:  # noqa: ARG001 - one signature
    """The placeholder at the end is lost, or becomes another."""
    start = min(len(text) - len(written) for written in _PLACEHOLDERS if text.endswith(written))
    rest = text[start:]
    return text[:start] + rng.choice(["", *(other for other in _PLACEHOLDERS if other != rest)])


def tag(rng: random.Random, text: str, language: str) -> str | None:  # noqa: ARG001 - one signature
    """The tag at the beginning or the one at the end is lost."""
    for opens, closes in _TAGS:
        if text.startswith(opens) and text.endswith(closes):
            return rng.choice((text[len(opens) :], text[: -len(closes)]))
    return None


ONE_TEXT: dict[str, Spoil] = {
    "unit changed": unit,
    "currency changed": currency,
    "placeholder changed": placeholder,
    "tag lost": tag,
    "force changed": force,
    "ordinal changed": ordinal,
    "truncated": truncated,
    "truncated, end kept": truncated_with_end,
    "number changed": number,
    "date changed": date,
    "symbol changed": symbol,
    "label changed": label,
    "negation removed": negation_removed,
    "negation added": negation_added,
    "bracket lost": bracket,
    "quotation mark lost": quote,
    "character corrupted": corrupted,
}
"""Kinds of fault that need nothing but one text."""
