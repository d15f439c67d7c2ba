"""Quantities: the unit or currency beside a number.

Names come from the module of a language, else from CLDR (through Babel); symbols are the same everywhere. A name that can
be several units (*mile*, *dollar*, $) has all of them as its units.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from aligner.text.language import table
from aligner.text.languages import language as known_language
from aligner.text.numbers import Number
from aligner.text.rows import DIGIT, OUTSIDE, SPACES, Row

_SYMBOLS = """
    percent: % ％ ٪
    permille: ‰
    kilometer: km
    meter: m
    centimeter: cm
    millimeter: mm
    square-kilometer: km2 km²
    square-meter: m2 m²
    cubic-meter: m3 m³
    hectare: ha
    kilogram: kg
    gram: g
    milligram: mg
    tonne: t
    kilowatt-hour: kWh
    megawatt-hour: MWh
    kilowatt: kW
    megawatt: MW
    gigawatt: GW
    kilobyte: kB KB
    megabyte: MB
    gigabyte: GB
    terabyte: TB
    hertz: Hz
    kilohertz: kHz
    megahertz: MHz
    gigahertz: GHz
    celsius: °C ℃ °
    fahrenheit: °F ℉ °
    EUR: € EUR
    GBP: £ GBP
    USD: US$ USD $US $
    CAD: C$ CAD Can$ $
    AUD: A$ AUD $A $
    HKD: HK$ HKD $
    SGD: S$ SGD $
    NZD: NZ$ NZD $
    MXN: Mex$ MXN $
    ARS: ARS $
    JPY: ¥ JPY
    CNY: ¥ CNY RMB
    RUB: ₽ RUB
    INR: ₹ INR Rs
    KRW: ₩ KRW
    ILS: ₪ ILS
    TRY: ₺ TRY
    UAH: ₴ UAH
    CHF: CHF Fr.
    BRL: R$ BRL
    PLN: PLN zł
    SEK: SEK
    NOK: NOK
    DKK: DKK
    CZK: CZK Kč
    HUF: HUF Ft
    ZAR: ZAR
    THB: ฿ THB
    VND: ₫ VND
"""
_CLDR_UNITS = (
    "duration-year duration-month duration-week duration-day duration-hour duration-minute duration-second length-kilometer "
    "length-meter length-centimeter length-millimeter length-mile length-nautical-mile length-foot length-inch length-yard "
    "area-hectare area-square-kilometer area-square-meter area-acre mass-tonne mass-kilogram mass-gram mass-milligram "
    "mass-pound mass-ounce volume-liter volume-milliliter volume-cubic-meter volume-gallon concentr-percent concentr-permille "
    "temperature-celsius temperature-fahrenheit power-kilowatt power-megawatt energy-kilowatt-hour digital-kilobyte "
    "digital-megabyte digital-gigabyte digital-terabyte frequency-hertz frequency-kilohertz frequency-megahertz"
)
_CLDR_CURRENCIES = (
    "EUR USD GBP JPY CNY RUB CHF CAD AUD INR KRW BRL MXN PLN SEK NOK DKK CZK HUF TRY UAH ILS ZAR THB VND HKD"
)
_COUNTS = (0, 1, 2, 3, 5, 11, 21, 1.5)
"""Numbers that between them need every plural form of any language."""
_ALSO = {"nautical-mile": "mile", "mile": "nautical-mile"}
_MYRIADS = "万亿千百萬億兆"
"""What may stand between digits and the name of a unit in Chinese and Japanese."""
_LONGEST = 24
"""Characters of the longest name of a unit."""
_CURRENCY_SIGNS = "$€£¥₽₹₩₪₺₴฿₫"
_BEFORE = re.compile(rf"([^\W\d_]{{1,3}}\$|[$€£¥₽₹₩₪₺₴฿₫]|\$[A-Z]{{1,3}}|[A-Z]{{3}})[{SPACES}]?\Z")
_GAP = re.compile(rf"[{SPACES}]?[-‐–]?")
_WORDS = re.compile(r"[^\W\d_]+(?:[²³]|[23](?!\d)|\.(?!\w{3,})|['’.\-]?)|[%％٪‰€£¥₽₹₩₪₺₴฿₫℃℉]|°[CF]?|US\$|\$")


class Quantity(NamedTuple):
    """A number with a unit.

    Attributes:
        start: offset of the first character of number or unit.
        end: offset after the last one.
        number: the value of the number.
        units: what the unit can be, the likeliest first.
        value: the likeliest unit.
    """

    start: int
    end: int
    number: str
    units: tuple[str, ...]

    @property
    def value(self) -> str:
        """The likeliest unit."""
        return self.units[0]


def quantities(text: str, language: str, numbers: Sequence[Number]) -> list[Quantity]:
    """The numbers that have a unit beside them.

    Args:
        text: the text.
        language: its language.
        numbers: the numbers in it, in text order.

    >>> from aligner.text.numbers import numbers
    >>> text = "30 days, US$ 500, 12 nautical miles, 5 States"
    >>> [(it.number, it.units) for it in quantities(text, "en", numbers(text, "en"))]
    [('30', ('day',)), ('500', ('USD',)), ('12', ('nautical-mile',))]
    >>> text = "30个月、500美元"
    >>> [(it.number, it.units) for it in quantities(text, "zh", numbers(text, "zh"))]
    [('30', ('month',)), ('500', ('USD',))]
    """
    names = _names(language)
    joined = not known_language(language).joiner
    result = []
    for number in numbers:
        found = _after(text, number.end, names, joined=joined) or _before(text, number.start, names)
        if found:
            start, end, units = found
            result.append(Quantity(min(start, number.start), max(end, number.end), number.value, units))
    return result


def named(text: str, language: str) -> Counter[str]:
    """How often a text names which unit beside digits, found without reading its numbers.

    >>> sorted(named("5 million euros and 30 days", "en"))
    ['EUR', 'day']
    """
    names = _names(language)
    joined = not known_language(language).joiner
    units: Counter[str] = Counter()
    for digits in names.beside.finditer(text):
        end = digits.end()
        after = _after(text, end, names, joined=joined)
        if not after and (scale := _SCALE.match(text, end)):
            after = _after(text, scale.end(), names, joined=joined)
        if found := after or _before(text, digits.start(), names):
            units[found[2][0]] += 1
    return units


_SCALE = re.compile(rf"[{SPACES}]?[{_MYRIADS}]+|[{SPACES}]?[^\W\d]+\.?")


def rows(language: str) -> tuple[Row, ...]:
    """Without one of these rows a text has no number with a unit after it."""
    firsts = "".join(sorted({name[0] for name in _names(language)} & set(_own_letters(language))))
    signs = "%％٪‰€£¥₽₹$°"
    if not known_language(language).joiner:
        return ((DIGIT, firsts + signs + _MYRIADS), (signs, DIGIT))
    by_second: dict[str, set[str]] = {}
    figures = known_language(language).figures
    scales = [word for word, _ in table(figures.scales)] if figures else []
    for name in (*_names(language), *scales):
        if (name[0] in firsts or name in scales) and len(name) > 1:
            by_second.setdefault(name[1], set()).add(name[0])
    after_space = [(DIGIT, SPACES + "-", "".join(sorted(chars)), second) for second, chars in by_second.items()]
    letters = "".join(sorted(name for name in _names(language) if len(name) == 1 and name.isalpha()))
    after_space.append((DIGIT, SPACES, letters, OUTSIDE))
    return (*after_space, (DIGIT, signs), (DIGIT, SPACES, signs), (signs, DIGIT), (signs, SPACES, DIGIT))


def _own_letters(language: str) -> str:
    return "".join(name[0] for name in _names(language) if name[0].isalpha())


def _after(text: str, end: int, names: _Names, *, joined: bool) -> tuple[int, int, tuple[str, ...]] | None:
    """The longest name of a unit that follows a number."""
    gap = _GAP.match(text, end)
    start = gap.end() if gap else end
    if text[start : start + 1].lower() not in names.firsts:
        return None
    if joined:
        for length in range(min(6, len(text) - start), 0, -1):
            if units := names.get(text[start : start + length].lower()):
                return start, start + length, units
        if not _WORDS.match(text, start):
            return None
    best, place = None, start
    while (word := _WORDS.match(text, place)) and word.end() - start <= _LONGEST:
        written = text[start : word.end()]
        units = names.get(written) or names.get(written.lower()) or names.get(written.rstrip(".,'’-").lower())
        if units:
            best = start, word.end(), units
        if written not in names.openings and written.lower() not in names.openings:
            break
        place = word.end() + (text[word.end() : word.end() + 1] in SPACES and word.end() < len(text))
        if place == word.end():
            break
    return best


def _before(text: str, start: int, names: _Names) -> tuple[int, int, tuple[str, ...]] | None:
    """A currency that stands before a number."""
    before = text[max(0, start - 2) : start].rstrip(SPACES)[-1:]
    if not before or (before not in _CURRENCY_SIGNS and not (before.isupper() and before.isascii())):
        return None
    sign = _BEFORE.search(text, max(0, start - 6), start)
    units = names.get(sign[1]) if sign else None
    return (sign.start(), start, units) if sign and units else None


class _Names(dict[str, tuple[str, ...]]):
    """Names of units with their units.

    Attributes:
        firsts: the first characters of all names.
        openings: what names of several words have before each of their spaces.
        beside: digits, not those of a date, with such a character or a scale after them, or the sign of a currency before.
    """

    firsts: frozenset[str]
    openings: frozenset[str]
    beside: re.Pattern[str]


@cache
def _names(language: str) -> _Names:
    """The names of units of a language, in lower case, and symbols as they are written."""
    own = known_language(language).units
    names: dict[str, list[str]] = {}
    for name, unit in table(_SYMBOLS):
        names.setdefault(name, []).append(unit)
    for name, unit in table(own):
        names.setdefault(name.lower(), []).append(unit)
    if not own:
        for name, unit in _of_cldr(language):
            units = names.setdefault(name.lower(), [])
            if unit not in units:
                units.append(unit)
    result = _Names({name: tuple(units) for name, units in names.items()})
    result.firsts = frozenset(name[0].lower() for name in result)
    result.openings = frozenset(name[: space.start()] for name in result for space in re.finditer(f"[{SPACES}]", name))
    firsts = re.escape("".join(sorted(result.firsts | {first.upper() for first in result.firsts})))
    sign = f"[A-Z{_CURRENCY_SIGNS}]"
    # A digit comes first, as it is found quickly; what stands before the number is looked at from behind its first digit.
    result.beside = re.compile(
        rf"\d(?<![\d月].)(?<!月[{SPACES}].)(?!\d{{3}}[{SPACES}]?[年г])"
        rf"(?:\d*(?=[{SPACES}]?[-‐–]?[{firsts}万亿千百萬億兆])|(?:(?<={sign}.)|(?<={sign}[{SPACES}].))\d*)"
    )
    return result


def _of_cldr(language: str) -> list[tuple[str, str]]:
    """Names of units and currencies, with the unit, as CLDR has them for a language; none where it has not the language."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_currency_name
    from babel.units import format_unit

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return []
    found: dict[tuple[str, str], None] = {}
    for unit in _CLDR_UNITS.split():
        name = unit.partition("-")[2]
        for count in _COUNTS:
            for length in ("long", "short"):
                written = format_unit(count, unit, length=length, locale=locale)
                found[re.sub(r"[\d.,٠-٩۰-۹०-९]+", "", written).strip(f"{SPACES}\u200f"), name] = None
    for code in _CLDR_CURRENCIES.split():
        found[get_currency_name(code, locale=locale), code] = None
        for count in _COUNTS:
            found[get_currency_name(code, count=count, locale=locale), code] = None
    return [(name, unit) for name, unit in found if len(name) > 1 or not name.isascii()]
