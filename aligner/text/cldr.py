"""What the Common Locale Data Repository says of a language that has no module here.

Names of languages and months and number signs come with Babel, which leaves the quotation marks of CLDR out; number words
are those that CLDR's rules spell out (unicode-rbnf). Both libraries are imported when the first such language is met, as they take a tenth of a second to load.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from aligner.text.language import Calendar, Figures, NumberWords

if TYPE_CHECKING:
    from babel import Locale

_WIDTHS = ("wide", "abbreviated")
_CONTEXTS = ("format", "stand-alone")


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        base = tag.split("-", maxsplit=1)[0]
        return _locale(base) if base != tag else None


def name(tag: str) -> str:
    """The English name of a language; empty where it has none.

    >>> name("sw"), name("x-klingon")
    ('Swahili', '')
    """
    locale = _locale(tag)
    return (locale.get_language_name("en") or "") if locale else ""


def calendar(tag: str) -> Calendar | None:
    """The names of the months of a language, as they stand in dates and by themselves.

    >>> calendar("sw").months.split()[:2]
    ['januari|jan', 'februari|feb']
    """
    locale = _locale(tag)
    if not locale:
        return None
    months = []
    for number in range(1, 13):
        names = [locale.months[context][width].get(number, "") for context, width in product(_CONTEXTS, _WIDTHS)]
        forms = dict.fromkeys(_form(written) for written in names)
        months.append("|".join(filter(_is_name, forms)))
    return Calendar(months=" ".join(months), ordinals=".") if all(months) else None


def _is_name(form: str) -> bool:
    """Whether a month has a name in this form, and not a letter or a number."""
    return len(form) > 1 and not any(map(str.isdigit, form))


def _form(written: str) -> str:
    """The name of a month as tables have it."""
    return written.lower().rstrip(".").replace("|", "").replace(" ", "_").replace("\u00a0", "_")


def figures(tag: str) -> Figures | None:
    """How a language writes numbers in digits.

    >>> figures("fi").decimal, figures("sw").decimal
    (',', '.')
    """
    locale = _locale(tag)
    if not locale:
        return None
    symbols = locale.number_symbols
    signs = symbols.get(locale.default_numbering_system) or symbols.get("latn") or {}
    return Figures(decimal="," if signs.get("decimal") == "," else ".")


_SPELLED = (*range(21), *range(30, 100, 10), *range(100, 1000, 100), 1000, 10**6, 10**9)
"""Numbers whose words are read out of the rules; others are made of them."""
_COMPOSED = (21, 32, 101, 121, 1001, 2345)
"""Numbers in which the words between the parts are found."""
_HAS_FIGURES = re.compile(r"[\d:]")
_RULES_OF = {"nb": "no"}
"""Languages whose rules have another tag."""
_LONGEST_JOIN = 2
"""Letters of a word between the parts of a number; longer ones are forms of the parts."""


@lru_cache(maxsize=64)
def number_words(tag: str) -> NumberWords | None:
    """The number words of a language, by the rules that spell them out; None where there are no such rules.

    >>> "7: " in number_words("fi").values
    True
    """
    from unicode_rbnf import RbnfEngine

    base = tag.split("-", maxsplit=1)[0]
    if base not in RbnfEngine.get_supported_languages():
        return None
    engine = RbnfEngine.for_language(base)
    values: dict[str, int] = {}
    for number in _SPELLED:
        for words in _spellings(engine, number):
            values.setdefault(words.replace(" ", "_"), number)
    single = {word for word in values if "_" not in word}
    composed = set(" ".join(" ".join(_spellings(engine, number)) for number in _COMPOSED).split())
    joins = sorted(word for word in composed - single if len(word) <= _LONGEST_JOIN)
    lines = [f"{number}: {words}" for words, number in values.items()]
    units_first = all(words.endswith(tuple(_spellings(engine, 20))) for words in _spellings(engine, 21))
    return NumberWords(values="\n".join(lines), joins=" ".join(joins), compounds=True, units_first=units_first)


def _spellings(engine: object, number: int) -> set[str]:
    """A number in the words of every rule of a language, without those that are digits."""
    from unicode_rbnf import FormatPurpose
    from unicode_rbnf.engine import NoRuleForNumberError

    spellings: set[str] = set()
    for purpose in (FormatPurpose.CARDINAL, FormatPurpose.ORDINAL):
        try:
            spellings |= set(engine.format_number(number, purpose=purpose).text_by_ruleset.values())  # type: ignore[attr-defined]
        except (ValueError, NoRuleForNumberError):  # it has no rules for this purpose, or this number
            continue
    bare = {words.lower().replace("\u00ad", "").replace("-", " ").replace(";", "") for words in spellings}
    return {words for words in bare if words and not _HAS_FIGURES.search(words)}
