"""Numbers not written in plain digits: cardinals and ordinals in words, fractions, Roman numerals, letters, ②.

Words are weak evidence: ``one`` is also a pronoun and a decade is no 10, so these values confirm a number that another
language writes in digits, and are not asked of other languages themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from aligner.text.chinese import numerals, value_of
from aligner.text.numbers import Number


def _table(text: str) -> dict[str, str]:
    """Lines of ``value: word word ...`` as word to value; ``×10`` is a word for ten of something."""
    lines = (line.partition(":") for line in text.strip().splitlines())
    return {word: value.strip() for value, _, words in lines for word in words.split()}


_ENGLISH = _table("""
0: zero
1: one first once single firstly sole
2: two second twice both secondly pair bilateral biennial biennium double dual couple two-fold twofold
3: three third thirds thirdly triple trilateral triennial threefold
4: four fourths fourth fourthly quadrennial quadruple
5: five fifth fifths quinquennial
6: six sixth
7: seven seventh
8: eight eighth
9: nine ninth
10: ten tenth
×10: decade decades
11: eleven eleventh
12: twelve twelfth
×12: dozen dozens
13: thirteen thirteenth
14: fourteen fourteenth fortnight
15: fifteen fifteenth
16: sixteen sixteenth
17: seventeen seventeenth
18: eighteen eighteenth
19: nineteen nineteenth
20: twenty twentieth
30: thirty thirtieth
40: forty fortieth
50: fifty fiftieth
60: sixty sixtieth
70: seventy seventieth
80: eighty eightieth
90: ninety ninetieth
100: hundred hundredth
×100: century centuries
1000: thousand thousandth thousands
1000000: million millionth millions
1000000000: billion billions
1/2: half halves
1/4: quarter quarters
""")
_FRENCH = _table("""
1: un une premier première
2: deux deuxième second seconde deuxièmement bilatéral bilatérale biennal exercice
3: trois troisième
4: quatre quatrième
5: cinq cinquième
6: six sixième
7: sept septième
8: huit huitième
9: neuf neuvième
10: dix dixième
×10: décennie décennies
11: onze onzième
12: douze douzième
13: treize treizième
14: quatorze quatorzième
15: quinze quinzième
16: seize seizième
20: vingt vingtième
30: trente trentième
40: quarante quarantième
50: cinquante cinquantième
60: soixante soixantième
100: cent centième cents
×100: siècle siècles
1000: mille
1000000: million millions
1/2: moitié demi demie
1/3: tiers
1/4: quart
""")
_SPANISH = _table("""
1: un uno una primer primero primera
2: dos segundo segunda ambos ambas bienio
3: tres tercer tercero tercera
4: cuatro cuarto cuarta
5: cinco quinto quinta
6: seis sexto sexta
7: siete séptimo séptima
8: ocho octavo octava
9: nueve noveno novena
10: diez décimo décima
×10: decenio decenios década décadas
11: once undécimo
12: doce duodécimo
13: trece
14: catorce
15: quince
16: dieciséis
17: diecisiete
18: dieciocho
19: diecinueve
20: veinte vigésimo vigésima
30: treinta trigésimo trigésima
40: cuarenta cuadragésimo
50: cincuenta quincuagésimo
60: sesenta sexagésimo sexagésima
70: setenta
80: ochenta
90: noventa
100: cien ciento
×100: siglo siglos
1000: mil
1000000: millón millones
1/2: mitad medio media
1/3: tercio
""")
_ARABIC = _table("""
1: واحد واحدة الأول الأولى أول
2: اثنان اثنين اثنتان الثاني الثانية كلا
3: ثلاث ثلاثة الثالث الثالثة
4: أربع أربعة الرابع الرابعة
5: خمس خمسة الخامس الخامسة
6: ست ستة السادس السادسة
7: سبع سبعة السابع السابعة
8: ثمان ثمانية ثماني الثامن الثامنة
9: تسع تسعة التاسع التاسعة
10: عشر عشرة العاشر العاشرة عقد
20: عشرون عشرين العشرين العشرون
30: ثلاثون ثلاثين الثلاثين الثلاثون
40: أربعون أربعين الأربعين
50: خمسون خمسين الخمسين
60: ستون ستين الستين
70: سبعون سبعين السبعين
80: ثمانون ثمانين الثمانين
90: تسعون تسعين التسعين
100: مائة مئة
1000: ألف
1/2: نصف
1/3: ثلث
1/4: ربع
""")
_RUSSIAN_OTHERS = _table("""
0: ноль нуль
1: один одна одно одни одного одной одному одним одном одну однократно
2: два две двух двум двумя двое двоих оба обе обоих обеих дважды вдвое пара пары двойной двойное
3: три трех трём трёх трем тремя трое троих трижды втрое
4: четыре четырех четырёх четырем четырьмя четверо четверых
×10: десятилетие десятилетия десятилетий десятилетию десятилетием десятилетиям десятилетиями десятилетиях десятка десятков
11: одиннадцать
×12: дюжина дюжины дюжин
40: сорок сорока
90: девяносто девяноста
100: сто ста сотня сотни сотен
×100: век века веке веков столетие столетия столетий
200: двести двухсот двумстам
300: триста трехсот тремстам
400: четыреста четырехсот
500: пятьсот пятисот
600: шестьсот шестисот
700: семьсот семисот
800: восемьсот восьмисот
900: девятьсот девятисот
1000: тысяча тысячи тысяч тысяче тысячу тысячей тысячам тысячами тысячах
1000000: миллион миллиона миллионов миллионам миллионами миллионах
1000000000: миллиард миллиарда миллиардов
1/2: половина половины половине половину половиной пол полгода
3/2: полтора полутора
1/3: треть трети третью
1/4: четверть четверти
""")
_RUSSIAN_ORDINALS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10,
    "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15, "шестнадцат": 16,
    "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "тридцат": 30, "сороков": 40,
    "пятидесят": 50, "шестидесят": 60, "семидесят": 70, "восьмидесят": 80, "девяност": 90, "сот": 100,
}  # fmt: skip
_RUSSIAN_ENDINGS = [
    "ый",
    "ого",
    "ому",
    "ым",
    "ом",
    "ая",
    "ой",
    "ую",
    "ою",
    "ое",
    "ые",
    "ых",
    "ыми",
    "ий",
    "его",
    "ему",
    "им",
    "ем",
    "ья",
    "ьей",
    "ью",
    "ье",
    "ьи",
    "ьих",
    "ьими",
    "ьего",
    "ьему",
    "ьем",
    "ьим",
    "ь",
    "и",
    "ью",
]
_RUSSIAN_PREFIX = re.compile(r"(одно|двух|дву|трех|трёх|четырех|пяти|шести|семи|восьми|девяти|десяти)(?=\w{4})")
_PREFIX_VALUES = {
    "одно": "1", "двух": "2", "дву": "2", "трех": "3", "трёх": "3", "четырех": "4", "пяти": "5", "шести": "6",
    "семи": "7", "восьми": "8", "девяти": "9", "десяти": "10",
}  # fmt: skip
_RUSSIAN_SCALES = {"тысяч": 10**3, "миллион": 10**6, "миллиард": 10**9}


def _russian() -> dict[str, str]:
    forms = {stem + ending: str(value) for stem, value in _RUSSIAN_ORDINALS.items() for ending in _RUSSIAN_ENDINGS}
    forms |= {f"{tens}десят": str(value) for tens, value in (("пять", 50), ("шесть", 60), ("семь", 70), ("восемь", 80))}
    forms |= {form: str(7) for form in ("семь", "семи", "семью")} | {form: str(8) for form in ("восемь", "восьми")}
    # Ordinals written together with a number: 21-го, тридцать шестого are handled by adding up.
    return forms | _RUSSIAN_OTHERS


_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": _ENGLISH,
    "ru": _russian(),
    "fr": _FRENCH,
    "es": _SPANISH,
    "ar": _ARABIC,
}
_HAN = frozenset({"zh", "ja"})
_WORD = re.compile(r"[^\W\d_]+")
# The first letter comes first, before it is looked at what stands before it: so it is found quickly.
_ROMAN = re.compile(r"([IVXLC](?<![^\W\d_].)[IVXLC]{0,6})(?:(?<=[IVXL]{2})e|(?<=I)er)?(?![^\W\d_])")  # XIXe siècle
_LETTERED = re.compile(r"\(([a-z])\)")
_ENCLOSED = re.compile("[①-⑳⑴-⒇⒈-⒛㈠-㈩㊀-㊉]")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_JOINS = frozenset({"and", "et", "y", "و"})
_AND_A_HALF = frozenset({"and a", "с"})
_CHINESE_HALF = re.compile(r"(\d+|[一二两三四五六七八九十百]+)(?:个|年|天|倍|小时)?半")
_DECIMALS = {"1/2": "0.5", "3/2": "1.5", "1/4": "0.25"}


def spelled(text: str, language: str) -> Iterator[Number]:
    """The numbers a text spells out, each compound with its value and the words in it with theirs.

    >>> [number.value for number in spelled("the thirty-sixth session, chapter VII, one third", "en")]
    ['36', '1', '3', '1/3', '7']
    >>> [number.value for number in spelled("тридцать шестая сессия", "ru")]
    ['36']
    >>> [number.value for number in spelled("第三十六届会议", "zh")]
    ['36']
    >>> [number.value for number in spelled("five decades", "en")]
    ['10', '5', '50']
    """
    base = language[:2]
    if base in _HAN:
        yield from (Number(start, end, (value,)) for start, end, value in numerals(text))
        if "半" in text:
            yield Number(text.index("半"), text.index("半") + 1, _read("1/2"))
            for match in _CHINESE_HALF.finditer(text):
                yield Number(*match.span(), (f"{value_of(match[1]) if not match[1].isdigit() else match[1]}.5",))
        if "双" in text:
            yield Number(text.index("双"), text.index("双") + 1, ("2",))
    elif table := _WORDS.get(base):
        yield from _worded(text, table, russian=base == "ru")
    for match in _ROMAN.finditer(text):
        yield Number(match.start(), match.end(), (str(roman(match[1])),))
    for match in _LETTERED.finditer(text) if ")" in text else ():
        yield Number(match.start(), match.end(), (str(ord(match.group(1)) - ord("a") + 1),))
    for match in _ENCLOSED.finditer(text) if not text.isascii() else ():
        yield Number(match.start(), match.end(), (_enclosed(match.group()),))


def knows_words(language: str) -> bool:
    """Whether the number words of a language are known."""
    return language[:2] in _WORDS or language[:2] in _HAN


def _worded(text: str, table: Mapping[str, str], *, russian: bool) -> Iterator[Number]:
    lower = text.lower()
    prefixes = russian and bool(_RUSSIAN_PREFIX.search(lower))
    run: list[tuple[int, int, str]] = []
    before: Number | None = None
    for match in _WORD.finditer(lower):
        word, (start, end) = match.group(), match.span()
        value = table.get(word)
        if value is None and run and word in _JOINS:
            continue
        if run and (value is None or text[run[-1][1] : start].strip(" -\u00a0andety")):
            yield from (numbers := _summed(run))
            before, run = numbers[0], []
        if value is None:
            if prefixes and (prefix := _RUSSIAN_PREFIX.match(word)):
                yield from _compound(start, end, word, prefix)
        elif value.startswith("×"):
            # Two decades are twenty years, but what is of the twenty-first century is not of the 2100th.
            times = value[1:]
            yield Number(start, end, (times,))
            if run:
                yield from (numbers := _summed(run))
                yield Number(run[0][0], end, (str(int(times) * Fraction(numbers[0].value)),))
                run = []
        else:
            between = text[before.end : start].strip(" -\u00a0").replace("-", " ") if before else ""
            if before and value == "1/2" and between in _AND_A_HALF:
                yield Number(before.start, end, (f"{before.value}.5",))
            run.append((start, end, value))
    yield from _summed(run)


def _compound(start: int, end: int, word: str, prefix: re.Match[str]) -> Iterator[Number]:
    """The numbers in a Russian compound: *двухлетний* has 2, *двухмиллионный* 2,000,000 too."""
    value = _PREFIX_VALUES[prefix.group()]
    yield Number(start, end, (value,))
    for stem, factor in _RUSSIAN_SCALES.items():
        if word.startswith(stem, prefix.end()):
            yield Number(start, end, (str(int(value) * factor),))


def _summed(run: Sequence[tuple[int, int, str]]) -> list[Number]:
    """A run of number words as one number where they add up, else each by itself; with both readings of a fraction."""
    if not run:
        return []
    whole = [int(value) for _, _, value in run if "/" not in value]
    start, end = run[0][0], run[-1][1]
    total = _add_up(whole) if len(whole) == len(run) else None
    found = (
        [Number(start, end, (str(total),))]
        if total is not None
        else [Number(first, last, _read(value)) for first, last, value in run]
    )
    if len(whole) == len(run) == 2 and whole[0] < whole[1]:
        found.append(Number(start, end, (f"{whole[0]}/{whole[1]}",)))
    return found


def _read(value: str) -> tuple[str, ...]:
    """A value in each form that another language may give it."""
    return (value, _DECIMALS[value]) if value in _DECIMALS else (value,)


def _add_up(values: list[int]) -> int | None:
    """``[2, 100, 30, 6]`` is 236; None where the words are no one number (``three four``)."""
    total = group = 0
    last = 10**12
    for value in values:
        if value >= 1000:
            total, group, last = total + (group or 1) * value, 0, value
        elif value == 100:
            group, last = (group or 1) * 100, 100
        elif value < last and (value < 10 or not group % 100) and not (last < 20):
            group, last = group + value, value
        else:
            return None
    return total + group


def _enclosed(char: str) -> str:
    """The number in ``②``, ``⑵`` or ``㈡``."""
    return str(int(unicodedata.numeric(char)))


def roman(numeral: str) -> int:
    """The value of a Roman numeral.

    >>> roman("VII"), roman("XIV")
    (7, 14)
    """
    values = [_ROMAN_VALUES[char] for char in numeral]
    return sum(-value if after > value else value for value, after in zip(values, [*values[1:], 0], strict=True))
