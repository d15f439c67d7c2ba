"""The page of languages in docs/, made from the modules: ``python -m aligner.text.reference > docs/languages.md``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from aligner.text import cldr
from aligner.text.language import Language
from aligner.text.languages import language, tags

_HEAD = """\
# Languages

Written by `make docs` from the modules in `aligner/text/languages/`. Each language there has one module with everything
known about it, and reads a date, numbers in digits and in words, a negation, labels and abbreviations
(`tests/aligner/text/test_facilities.py` has one row per language). For a language without a module, libraries answer what
they can:

- **CLDR**: names of months, units and currencies, and the decimal sign, with [Babel](https://babel.pocoo.org) (BSD). Babel leaves the quotation
  marks of CLDR out: the general ones (“ ” ‘ ’) stand for them.
- **CLDR rules**: number words, spelled out by the rules of CLDR with
  [unicode-rbnf](https://github.com/rhasspy/unicode-rbnf) (MIT, 1.5 MB, pure Python) and read backwards: the words of 0 to
  20, the tens, hundreds and scales, in every gender and case that the rules have, and sums of them. It knows 87 locales.
  text2num (MIT) reads fewer than a dozen languages; num2words (LGPL) writes one form of most numbers; PyICU has the same
  rules as unicode-rbnf but needs ICU on the system. Such words confirm a number that another language has in digits, and
  are never demanded.
- **sentencex** (MIT, 4 MB): sentences.
- Dates of other calendars: hijridate (Umm al-Qura), persiantools and pyluach (all MIT). Buddhist years, Japanese eras and
  Minguo years are arithmetic of the modules. convertdate (MIT) has all of them, but needs an LGPL library.

"""

_OWN: Mapping[str, Callable[[Language], object]] = {
    "months": lambda known: known.calendar,
    "times": lambda known: known.clock,
    "digits": lambda known: known.figures,
    "number words": lambda known: known.number_words,
    "negation": lambda known: known.negation,
    "legal force": lambda known: known.modality,
    "units": lambda known: known.units,
    "divisions": lambda known: known.divisions,
    "list letters": lambda known: known.alphabet or known.scripts == ("Latn",),
    "sentences": lambda known: known.abbreviations,
    "function words": lambda known: known.function_words,
    "formulas": lambda known: known.formulas,
}
"""The facilities, each with what a module has for it."""

_TOP = f"| language | {' | '.join(_OWN)} |\n| --- |{' --- |' * len(_OWN)}\n"


def page() -> str:
    """The whole page."""
    with_module = "".join(_row(tag, [_own(facility, tag) for facility in _OWN]) for tag in tags())
    by_libraries = "".join(_row(tag, [_of_libraries(facility, tag) for facility in _OWN]) for tag in _others())
    return f"{_HEAD}## With a module\n\n{_TOP}{with_module}\n## By libraries\n\n{_TOP}{by_libraries}"


def _own(facility: str, tag: str) -> str:
    if _OWN[facility](language(tag)):
        return "own"
    return "CLDR" if facility == "units" else "none"


def _of_libraries(facility: str, tag: str) -> str:
    if facility == "months":
        return "CLDR" if cldr.calendar(tag) else "none"
    if facility == "number words":
        return "CLDR rules" if cldr.number_words(tag) else "none"
    return {"digits": "CLDR", "units": "CLDR", "sentences": "sentencex", "list letters": "Latin"}.get(facility, "none")


def _others() -> list[str]:
    """The languages of CLDR that have no module and no other module in their tag."""
    from babel.localedata import locale_identifiers

    names = {name for name in locale_identifiers() if "_" not in name and cldr.name(name)}
    return sorted(names - set(tags()) - {"root"})


def _row(tag: str, cells: list[str]) -> str:
    return f"| {language(tag).name} (`{tag}`) | {' | '.join(cells)} |\n"


if __name__ == "__main__":
    sys.stdout.write(page())
