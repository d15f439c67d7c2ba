"""PUN: final punctuation of the same class, brackets and quotation marks in pairs, marks of the right script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from aligner.checks import traits
from aligner.checks.disagreement import grouped
from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading, standing_alone
from aligner.checks.rule import Located, Rule, example
from aligner.text.codes import OBJECT
from aligner.text.english import listed
from aligner.text.languages import language
from aligner.text.punctuation import BRACKETS, PUNCTUATION

# What may stand after the last mark: closing quotation marks and brackets, a footnote's number.
_CLOSERS = r"[\s\"'”’“‘»›«‹」』》〉)）\]］>*]*"  # those that open in most languages close in German
_TAIL = re.compile(rf"{_CLOSERS}(?:[\[(]?\d{{1,3}}[\])]?)?{_CLOSERS}\Z")
_DECIMAL = re.compile(rf"[\d*][.,:][\d*]+{_CLOSERS}\Z")
_UNSURE = "unsure"
"""What a text ends with where its last mark may belong to an abbreviation, a number or a code."""
_ABBREVIATION = re.compile(
    r"(?:\b[ap]\.?[ ]?m|\betc|\bNo|\b(?:гг?|м|мин|ч|др|пр|т\.[ ]?[дп]|руб|долл|см|стр|экз)|\b[A-ZА-Я])\.\Z"
)
_ITEM_LABEL = re.compile(
    r"(?:(?<=[;:,.；：，。]\s)|(?<=[；：，。])|\A)[(（]?(?:[a-zа-яёα-ωא-תء-ي가-힣]|[ivx]{1,5}|\d{1,3}(?:\.\d+)?|[一二三四五六七八九十]{1,3})[)）](?!\s*(?:[.,;:]|\Z))"
)
# Languages that print a label without its opening bracket cite it so as well: пункт 3 d), «и b) ...».
_HALF_BRACKETED = re.compile(r"(?<=[\s\u00a0])(?:[a-zа-яё]|[ivx]{1,5}|(?<=и )\d{1,2})[)）]")
_HALF_BRACKETING = frozenset({"ru", "fr", "es", "ar"})
_OPEN, _CLOSE = "([{（［【〔", ")]}）］】〕"
_UNPUNCTUATED = frozenset({"th", "lo"})
"""Languages that end a sentence with a space, and may end it with a mark."""
QUOTED_UNITS = 3
"""Units before and after in which a quotation may have begun or may end."""
_BRACKET = re.compile(r"[()\[\]{}（）［］【】〔〕]")
_QUOTE = re.compile(r"<<|>>|[“”„«»\"＂「」『』]")
_HAN_MARK = re.compile(r"(?<=[一-鿿])[,;:?!](?=[一-鿿])")
_WIDE = re.compile(r"[，。；：！？、（）【】《》「」]")


class FinalMissing(Rule):
    code = "PUN001"
    name = "final-punctuation-missing"
    severity = Severity.WARNING
    what = "A segment ends without punctuation where the others end with some."
    why = "A missing final mark is the first sign of a text that was cut off."
    needs = traits.ENDINGS
    bad = example({"en": "To cooperate;", "zh": "合作", "ru": "сотрудничать;"})
    good = example({"en": "To cooperate;", "zh": "合作；", "ru": "сотрудничать;"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        marks = reading.once(_final)
        alone = standing_alone({tag: bool(mark) for tag, mark in marks.items()})
        lacking = tuple(tag for tag in alone if not marks[tag])
        if lacking and _UNSURE not in marks.values():
            yield _ends(marks, lacking, reading)


class FinalDiffers(Rule):
    code = "PUN002"
    name = "final-punctuation-differs"
    severity = Severity.INFO
    what = "Segments end with punctuation of different classes (a question, a stop), or one alone ends with any."
    why = "In lists it shows an item out of place; elsewhere it may be the style of the language."
    needs = traits.ENDINGS
    bad = example({"en": "Who decides?", "zh": "谁来决定？", "ru": "Кто решает."})
    good = example({"en": "Who decides?", "zh": "谁来决定？", "ru": "Кто решает?"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        marks = reading.once(_final)
        if _UNSURE in marks.values():
            return
        alone = standing_alone({tag: PUNCTUATION.get(mark) for tag, mark in marks.items()})
        if alone and all(marks[tag] for tag in alone):
            yield _ends(marks, alone, reading)


class UnpairedBracket(Rule):
    code = "PUN003"
    name = "unpaired-bracket"
    severity = Severity.WARNING
    what = "A bracket is opened and not closed, or closed and not opened; unless all languages do it, cut at one place."
    why = "A bracket was lost, and with it where an insertion begins or ends."
    needs = traits.UNPAIRED
    bad = example({"en": "States (including networks", "ru": "государства (включая сети)"})
    good = example({"en": "States (including networks)", "ru": "государства (включая сети)"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        loose = {
            tag: [] if not reading.traits_of[tag] & traits.UNPAIRED else _loose_brackets(reading.prose(tag), tag)
            for tag in reading.texts
        }
        if not any(loose.values()):
            return
        balances: dict[str, str] = {}
        for tag, places in loose.items():
            balances[tag] = "".join(sorted(reading.texts[tag][place] for place in places))
        for tag in standing_alone({tag: brackets.translate(_NARROW) for tag, brackets in balances.items()}):
            if loose[tag]:
                yield _loose("bracket", tag, loose[tag])


class UnpairedQuote(Rule):
    code = "PUN004"
    name = "unpaired-quote"
    severity = Severity.WARNING
    what = (
        "A quotation mark is opened and not closed, or closed and not opened, unless all languages do it or the partner "
        "stands in a unit nearby."
    )
    why = "Readers can no longer tell what is quoted."
    bad = example({"en": 'entitled "Culture', "zh": "题为“文化”", "ru": "озаглавленной «Культура»"})
    good = example({"en": 'entitled "Culture"', "zh": "题为“文化”", "ru": "озаглавленной «Культура»"})

    def check_window(self, readings: Sequence[Reading]) -> Iterator[Located]:
        loose = [_loose_quotes(reading) if reading.traits & traits.QUOTES else {} for reading in readings]
        for place, (reading, quotes_of) in enumerate(zip(readings, loose, strict=True)):
            if quotes_of and any(quotes_of.values()) and not all(quotes_of.values()):
                after = loose[place + 1 : place + 1 + QUOTED_UNITS]
                before = loose[max(0, place - QUOTED_UNITS) : place]
                states = {
                    tag: bool(quotes)
                    and (_is_paired_elsewhere(tag, reading, quotes_of) or not _goes_on(tag, quotes, before, after))
                    for tag, quotes in quotes_of.items()
                }
                # Each text by itself: where one has no quotation at all, the others need not agree to be wrong.
                for tag in states if not all(states.values()) else ():
                    if states[tag]:
                        yield reading, _loose("quotation mark", tag, [abs(quote) - 1 for quote in quotes_of[tag]])


def _is_paired_elsewhere(tag: str, reading: Reading, loose: Mapping[str, list[int]]) -> bool:
    """Whether every other language has the same quotation whole: then its partner is in no unit nearby."""
    counterparts = [(language, text) for language, text in reading.texts.items() if language != tag]
    return all(not loose[language] and _QUOTE.search(text) for language, text in counterparts)


def _goes_on(
    tag: str, quotes: list[int], before: Sequence[dict[str, list[int]]], after: Sequence[dict[str, list[int]]]
) -> bool:
    """Whether a quotation opened here ends in a unit after, or one that ends here began in a unit before."""
    if len(quotes) != 1:
        return False
    near, sign = (after, -1) if quotes[0] > 0 else (before, 1)
    quotes_nearby = chain.from_iterable(quotes_of.get(tag, ()) for quotes_of in near)
    return any(quote * sign > 0 for quote in quotes_nearby)


class BracketCount(Rule):
    code = "PUN005"
    name = "bracket-count"
    severity = Severity.INFO
    opt_in = True
    what = "One language has more or fewer brackets than the others agree on."
    why = "An insertion was left out or added; often only the style differs."
    needs = traits.BRACKETS
    bad = example({"en": "States (all)", "zh": "国家(所有)", "ru": "государства"})
    good = example({"en": "States (all)", "zh": "国家(所有)", "ru": "государства (все)"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        counts = {tag: _count(text) for tag, text in reading.texts.items()}
        alone = standing_alone(counts)
        if alone:
            shown = {tag: str(count) if count else "" for tag, count in counts.items()}
            yield Problem(f"brackets: {grouped(shown)}", alone)


class QuoteCount(Rule):
    code = "PUN006"
    name = "quote-count"
    severity = Severity.INFO
    opt_in = True
    what = "One language alone has quotation marks, or alone has none; 《》 count."
    why = "A quotation or a title is marked in some languages only."
    bad = example({"en": 'the "digital divide"', "zh": "“数字鸿沟”", "ru": "цифровой разрыв"})
    good = example({"en": 'the "digital divide"', "zh": "“数字鸿沟”", "ru": "«цифровой разрыв»"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        quoted = {tag: bool(_QUOTE.search(text)) or "《" in text for tag, text in reading.texts.items()}
        if len(quoted) > 2 and (alone := standing_alone(quoted)):
            has = "has" if quoted[alone[0]] else "has no"
            yield Problem(f"only {listed(alone)} {has} quotation marks", alone)


class WrongScriptPunctuation(Rule):
    code = "PUN007"
    name = "wrong-script-punctuation"
    severity = Severity.INFO
    what = "A half-width mark between Chinese characters, or a full-width one in a language that does not use them."
    why = "It looks foreign in print, and search for the right mark misses it."
    needs = traits.WRONG_WIDTH
    bad = example({"en": "rights and freedoms", "zh": "权利,自由"})
    good = example({"en": "rights and freedoms", "zh": "权利，自由"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        for tag, text in reading.texts.items():
            wide = language(tag).joiner == ""
            if not reading.traits_of[tag] & traits.WRONG_WIDTH:
                continue
            for match in (_HAN_MARK if wide else _WIDE).finditer(text):
                mark = Highlight(tag, match.start(), match.end())
                yield Problem(f"'{match.group()}' is not the mark {language(tag).name} uses here", (tag,), (mark,))

    def fix(self, text: str, tag: str) -> str:
        """The full-width mark between Chinese characters; the other way round a space may be needed, so no fix."""
        if tag.startswith("zh"):
            return _HAN_MARK.sub(lambda match: match.group().translate(_FULL), text)
        return text


_NARROW = str.maketrans("（）［］【】〔〕", "()[][][]")
_FULL = str.maketrans(",;:?!", "，；：？！")


def _ends(marks: Mapping[str, str], languages: tuple[str, ...], reading: Reading) -> Problem:
    ends = [len(reading.texts[tag]) for tag in languages]
    highlights = tuple(Highlight(tag, end - 1, end) for tag, end in zip(languages, ends, strict=True))
    quoted = {tag: f"'{mark}'" if mark else "" for tag, mark in marks.items()}
    return Problem(f"final punctuation {grouped(quoted)}", languages, highlights)


def _final(reading: Reading) -> dict[str, str]:
    """The last punctuation mark of each text, empty where it ends with something else; of languages that have such."""
    texts = {tag: reading.prose(tag) for tag in reading.texts if tag[:2] not in _UNPUNCTUATED}
    return {tag: _last_mark(text, tag[:2]) for tag, text in texts.items()}


def _last_mark(text: str, language: str) -> str:
    same_as = _OWN_MARKS.get(language, {})
    last = same_as.get(text[-1], text[-1])
    if last == "." and text.endswith("..."):
        return "…"
    if last == "." and (_ABBREVIATION.search(text[-12:]) or _ONE_WORD.match(text)):
        return _UNSURE
    if last not in PUNCTUATION:
        if last.isalpha():
            return ""
        bare = _TAIL.sub("", text)
        # A point is part of the number, unless a footnote's stands after a year and a stop.
        if _DECIMAL.search(text[-12:]) or bare[-1:] == OBJECT or _BEFORE_NUMBER.search(bare[-8:]):
            return _UNSURE
        if last in ")]" and _SHORT_WORD.search(bare):
            return _UNSURE
        last = same_as.get(bare[-1:], bare[-1:])
        text = bare
    if last in "?!" and (run := _ASKING.search(text)):
        last = "?" if "?" in run.group() else "!"
    return last if last in PUNCTUATION else ""


_SHORT_WORD = re.compile(r"[\s([:][^\W\d_]{1,5}\.\Z")
_ONE_WORD = re.compile(r"\W*[^\s.]{1,6}\.(?:[^\s.]{1,6}\.)*\W*\Z")
"""A short word with a stop and nothing else: an abbreviation."""
_ASKING = re.compile(r"[?!？！]{2,}\Z")
_BEFORE_NUMBER = re.compile(
    r"(?<!\w)(?:[Nn]o?s?|Nr|[Nn]úms?|núm|n[ºo]|[Pp]{1,2}|[Pp]ar|[Pp]aras?|[Aa]rts?|[Ss]ects?|[Cc]h|[Cc]hap|[Vv]ol|[Ff]igs?|Abs|Ziff|Bd"
    r"|ст|стр|п{1,2}|гл|рис|ч|т|poz|str|čl|č|§|sz|br|nn)\.\Z"
)
"""Abbreviations that stand before the number at the end of a text."""
_OWN_MARKS = {"el": {";": "?", "\u037e": "?", "·": ";", "\u0387": ";"}, "hy": {":": ".", "՞": "?"}}
"""Marks that are another one in a language."""


def _loose_brackets(text: str, tag: str) -> list[int]:
    """Where the brackets without partner stand; labels of list items, such as a), are none."""
    if not "".join(_BRACKET.findall(text)).translate(_NARROW).replace("()", "").replace("[]", ""):
        return []  # as most are: pairs side by side
    open_, loose = [], []
    for match in _BRACKET.finditer(text):
        place, char = match.start(), match.group()
        if char in _OPEN:
            open_.append(place)
        elif open_ and BRACKETS[text[open_[-1]]].translate(_NARROW) == char.translate(_NARROW):
            open_.pop()
        else:
            loose.append(place)
    if loose:
        labels = {match.end() - 1 for match in _ITEM_LABEL.finditer(text) if match.group()[0] not in "(（"}
        if tag[:2] in _HALF_BRACKETING:
            labels |= {match.end() - 1 for match in _HALF_BRACKETED.finditer(text)}
        loose = [place for place in loose if place not in labels]
    return sorted(open_ + loose)


def _loose_quotes(reading: Reading) -> dict[str, list[int]]:
    """Per language the quotation marks without partner: place + 1, negative for one that closes."""
    return {
        tag: _loose_in(reading.prose(tag), tag[:2]) if reading.traits_of[tag] & traits.QUOTES else []
        for tag in reading.texts
    }


def _loose_in(text: str, language: str) -> list[int]:
    """As above, for one text; straight marks are paired in their order, and so is ”...” where it is the custom."""
    if language in _SAME_TWICE and "“" not in text and "„" not in text:
        text = text.replace("”", '"')
    if language == "he" and '"' in text:
        text = _GERSHAYIM.sub("״", text)
    if language in _INWARD and text.find("»") < text.find("«"):
        text = text.translate(_TURNED)
    open_: dict[str, list[int]] = {"”": [], "»": [], "」": []}
    straight, loose = [], []
    for match in _QUOTE.finditer(_SHOWN_MARK.sub("   ", text)):
        mark, place = _QUOTES.get(match.group(), match.group()), match.start()
        if mark == '"':
            straight.append(place)
        elif mark in _CLOSING:
            open_[_CLOSING[mark]].append(place)
        elif open_[mark]:
            open_[mark].pop()
        else:
            loose.append(-place - 1)
    if "„" in text and text.count("„") == text.count("“") - text.count("”"):
        return []  # „...“ opens low and closes with the mark that opens elsewhere
    loose += [place + 1 for places in open_.values() for place in places]
    if len(straight) % 2:
        place = straight[-1]
        opens = place == 0 or (place < len(text) - 1 and text[place - 1] in " (—")
        loose.append(place + 1 if opens else -place - 1)
    return sorted(loose, key=abs)


_SHOWN_MARK = re.compile('[(（]["“”«»][)）]')
"""A mark that is itself what is spoken of: double quotes (")."""
_GERSHAYIM = re.compile(r'(?<=[א-ת])"(?=[א-ת])')
"""The mark inside a Hebrew acronym, as most keyboards write it."""
_SAME_TWICE = frozenset({"sv", "fi", "nb", "nn", "no", "da"})
_INWARD = frozenset({"de", "da", "cs", "sk", "sl", "hr", "bs", "sr", "hu", "pl"})
"""Languages that may quote »so«."""
_TURNED = str.maketrans("«»", "»«")
_CLOSING = {"“": "”", "«": "»", "「": "」"}
_QUOTES = {"<<": "«", ">>": "»", "„": "“", "＂": '"', "『": "「", "』": "」"}


def _loose(kind: str, tag: str, places: Sequence[int]) -> Problem:
    marks = tuple(Highlight(tag, place, place + 1) for place in places)
    return Problem(f"{kind} without its partner in {tag}", (tag,), marks)


def _count(text: str) -> int:
    return (
        sum(text.count(char) for char in "(（[［") - len(_ITEM_LABEL.findall(text))
        if "(" in text or "（" in text
        else 0
    )
