"""Numbers not written in plain digits: cardinals and ordinals in words, fractions, Roman numerals, letters, ②.

Words are weak evidence: ``one`` is also a pronoun and a decade is no 10, so these values confirm a number that another
language writes in digits, and are not asked of other languages themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from aligner.mentions.chinese import numerals
from aligner.mentions.numbers import Number


def _table(text: str) -> dict[str, str]:
    """Lines of ``value: word word ...`` as word to value."""
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
10: ten tenth decade decades
11: eleven eleventh
12: twelve twelfth dozen
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
100: hundred hundredth century centuries
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
10: dix dixième décennie
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
100: cent centième siècle cents
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
10: diez décimo décima decenio década
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
100: cien ciento siglo
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
10: десятилетие десятилетия десятилетий десятилетию десятилетием десятка
11: одиннадцать
12: дюжина
40: сорок сорока
90: девяносто девяноста
100: сто ста сотня сотни сотен век века веке веков столетие столетия
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
1/2: половина половины половине половину пол полгода
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
_WORD = re.compile(r"[^\W\d_]+")
# The first letter comes first, before it is looked at what stands before it: so it is found quickly.
_ROMAN = re.compile(r"[IVXLC](?<![^\W\d_].)[IVXLC]{0,6}(?![^\W\d_])")
_LETTERED = re.compile(r"\(([a-z])\)")
_ENCLOSED = re.compile("[①-⑳⑴-⒇⒈-⒛㈠-㈩㊀-㊉]")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_JOINS = frozenset({"and", "et", "y", "و"})


def spelled(text: str, language: str) -> Iterator[Number]:
    """The numbers a text spells out, each compound with its value and the words in it with theirs.

    >>> [number.value for number in spelled("the thirty-sixth session, chapter VII, one third", "en")]
    ['36', '1', '3', '1/3', '7']
    >>> [number.value for number in spelled("тридцать шестая сессия", "ru")]
    ['36']
    >>> [number.value for number in spelled("第三十六届会议", "zh")]
    ['36']
    """
    base = language[:2]
    if base == "zh":
        yield from (Number(start, end, (value,)) for start, end, value in numerals(text))
        if "半" in text:
            yield Number(text.index("半"), text.index("半") + 1, ("1/2", "0.5"))
        if "双" in text:
            yield Number(text.index("双"), text.index("双") + 1, ("2",))
    elif table := _WORDS.get(base):
        yield from _worded(text, table, russian=base == "ru")
    for match in _ROMAN.finditer(text):
        yield Number(match.start(), match.end(), (str(roman(match.group())),))
    for match in _LETTERED.finditer(text) if ")" in text else ():
        yield Number(match.start(), match.end(), (str(ord(match.group(1)) - ord("a") + 1),))
    for match in _ENCLOSED.finditer(text) if not text.isascii() else ():
        yield Number(match.start(), match.end(), (_enclosed(match.group()),))


def _worded(text: str, table: Mapping[str, str], *, russian: bool) -> Iterator[Number]:
    lower = text.lower()
    prefixes = russian and bool(_RUSSIAN_PREFIX.search(lower))
    run: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(lower):
        word = match.group()
        value = table.get(word)
        if value is None:
            if run:
                if word in _JOINS:
                    continue
                yield from _summed(run)
                run = []
            if prefixes and (prefix := _RUSSIAN_PREFIX.match(word)):
                yield Number(match.start(), match.end(), (_PREFIX_VALUES[prefix.group()],))
            continue
        if run and text[run[-1][1] : match.start()].strip(" -\u00a0andety"):
            yield from _summed(run)
            run = []
        run.append((match.start(), match.end(), value))
    yield from _summed(run)


def _summed(run: list[tuple[int, int, str]]) -> Iterator[Number]:
    """A run of number words as one number where they add up, else each by itself; with both readings of a fraction."""
    if not run:
        return
    whole = [int(value) for _, _, value in run if "/" not in value]
    start, end = run[0][0], run[-1][1]
    total = _add_up(whole) if len(whole) == len(run) else None
    if total is not None:
        yield Number(start, end, (str(total),))
    else:
        for first, last, value in run:
            yield Number(first, last, (value,))
    if len(whole) == len(run) == 2 and whole[0] < whole[1]:
        yield Number(start, end, (f"{whole[0]}/{whole[1]}",))


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
