"""ALN: each segment is written in its own language's script, all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import CREDITS, Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import FOREIGN
from aligner.text.languages import language
from aligner.text.scripts import SCRIPTS

_ALPHABETIC = ("Latn", "Cyrl", "Arab", "Grek", "Hebr", "Armn", "Geor")
_UNSPACED = ("Hani", "Hira", "Kana", "Hang", "Thai")
QUOTED = re.compile(r"[(（\[“\"«《‘„「『][^)）\]”\"»》’“」』]*[)）\]”\"»》’“」』]|(?<!\w)['`][^'`]+['`](?!\w)")
"""Marks that a foreign phrase is meant to stand there: the original title in quotation marks or brackets."""


class WrongScript(Rule):
    code = "ALN005"
    name = "wrong-script"
    severity = Severity.ERROR
    what = "Most letters of a segment belong to a script that its language is not written in."
    why = "The segment is in another language: swapped columns, a wrong language tag, or never translated."
    needs = FOREIGN
    bad = example({"en": "Purpose and scope", "ru": "Scope and purpose of the code"})
    good = example({"en": "Purpose and scope", "ru": "Цель и сфера применения"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        for tag in reading.texts if CREDITS not in reading.texts.values() else ():
            text = reading.prose(tag)
            expected, foreign = _patterns(tag)
            if (
                not reading.traits_of[tag] & FOREIGN
                or not expected
                or not foreign.search(text)
                or expected.search(text)
            ):
                continue
            written = reading.texts[tag].strip()
            if written.isascii() and " " not in written and list(reading.texts.values()).count(reading.texts[tag]) > 1:
                continue  # a single word that all leave as it is, such as the name of a file
            # Only names, codes and abbreviations stay as they are: a word in small letters has to be there.
            if any(word.group().islower() or not word.group().isascii() for word in _WORD.finditer(text)):
                yield Problem(
                    f"the {tag} segment is not in the script of {language(tag).name}",
                    (tag,),
                    (Highlight(tag, 0, len(text)),),
                )


class PartlyUntranslated(Rule):
    code = "ALN006"
    name = "partly-untranslated"
    severity = Severity.WARNING
    what = "A run of words in a segment is in the script of another language, outside quotation marks and brackets."
    why = "Words of a draft that were never translated."
    needs = FOREIGN
    bad = example({"en": "including networks, as appropriate", "ru": "включая сети, as may be appropriate"})
    good = example({"en": "including networks, as appropriate", "ru": "включая сети, по мере необходимости"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        for tag in reading.texts:
            if not reading.traits_of[tag] & FOREIGN:
                continue
            text = reading.prose(tag)
            prose = [run for run in _runs(tag).finditer(text) if _is_prose(run.group())]
            expected, foreign = _patterns(tag)
            if not prose or not expected or not expected.search(text) or not foreign.search(text):
                continue
            quoted = [match.span() for match in QUOTED.finditer(text)]
            for run in prose:
                is_name = _IN_IDENTIFIER.match(text, run.end())
                if not is_name and not any(start <= run.start() < end for start, end in quoted):
                    mark = Highlight(tag, run.start(), run.end())
                    yield Problem(f"'{run.group()}' is not in the script of {language(tag).name}", (tag,), (mark,))


_IN_IDENTIFIER = re.compile(r"[._]\w")
"""What follows the words of a command or setting: ``git config user.name``."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_FORMULAS = re.compile(
    r"\b(?:(?:conditio )?sine qua non|pacta sunt servanda|rebus sic stantibus|erga omnes partes|aut dedere aut [ij]udicare"
    r"|null(?:um crimen|a poena) sine lege|n(?:e|on) bis in idem|de lege (?:ferenda|lata)|ex aequo et bono|uti possidetis [ij]uris"
    r"|opinio [ij]uris sive necessitatis|[ij]us (?:ad bellum|in bello|post bellum)|in dubio pro reo|ex in[ij]uria [ij]us non oritur)\b"
)
"""What jurists of any language write in Latin, as far as it has three words and more."""


def _is_prose(run: str) -> bool:
    """Three words in small letters, or a stretch of a script without spaces; names, codes and commands are neither."""
    if " -" in run:
        return False  # an option of a command
    if run.isascii() or " " in run:
        return sum(word.islower() for word in _FORMULAS.sub("", run).split()) >= 3
    return len(run) >= 4


@lru_cache(maxsize=64)
def _patterns(tag: str) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """A letter of the language's own scripts, and three letters in a row of any other."""
    scripts = language(tag).scripts
    foreign_letters = "".join(letters for code, letters in SCRIPTS.items() if code not in scripts)
    letters = "".join(SCRIPTS[code] for code in scripts)
    return re.compile(f"[{letters}]") if scripts else None, re.compile(f"[{foreign_letters}]{{2}}")


@lru_cache(maxsize=64)
def _runs(tag: str) -> re.Pattern[str]:
    """Words of foreign scripts in a row."""
    scripts = language(tag).scripts
    spaced = "".join(SCRIPTS[code] for code in _ALPHABETIC if code not in scripts)
    unspaced = "".join(SCRIPTS[code] for code in _UNSPACED if code not in scripts)
    parts = [rf"[{spaced}]+(?:[ ,'’-]+[{spaced}]+)*"] if spaced else []
    parts += [rf"[{unspaced}][{unspaced}，、]*"] if unspaced else []
    return re.compile("|".join(parts))
