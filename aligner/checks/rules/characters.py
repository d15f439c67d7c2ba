"""CHR: nothing corrupt, confusable, private or invisible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading
from aligner.checks.rule import Rule, example
from aligner.checks.traits import CONFUSABLE, FOREIGN, UNUSUAL
from aligner.text.codes import Code, CodeKind, is_markup

# UTF-8 read as Windows-1252, Windows-1251 or GBK, replacement characters, and question marks inside or for words.
_CORRUPT = (
    "\ufffd+|锟斤拷|(?:Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])+|â€[\u0080-\u00bf™œžš“”¦˜]|(?:[ÐÑ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]){2,}"
    "|(?:[РС][\u00a0-\u00bf‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈҐЁЄЇІіґёєјЅѕї]){3,}|(?:[æäåèéç][\u0080-\u00bf]{2}){2,}"
    "|[ÄÅ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ](?=[a-zż])"
    r"|(?<![A-Za-zÀ-ÿ])[À-ÿ]{4,}(?![A-Za-z])|[^\W\d_]\?+(?=[^\W\d_])|\?{4,}|&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9a-fA-F]+);"
)
_SUSPICIOUS = re.compile("[\ufffd锟Ã-ÿÐÑ€?&ѓЊЌЋЏђќћџ°±µ¶]")
_STRETCHED = re.compile(r"\w+ـ+(?=[^\W_ـ])\w+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff]+")
_UNSEEN = "\u00ad\u2060-\u2064\u206a-\u206f\ufeff\u180e\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_INVISIBLE, _INVISIBLE_BUT_BREAKS = re.compile(f"[{_UNSEEN}\u200b]+"), re.compile(f"[{_UNSEEN}]+")
_SPACELESS = frozenset({"km", "lo", "th", "my", "bo", "dz"})
"""Languages that show where a line may be broken by a zero-width space."""
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")

_LATIN, _CYRILLIC = "A-Za-z", "Ѐ-ԯ"
_MIXED = re.compile(rf"[{_LATIN}]+[{_CYRILLIC}]|[{_CYRILLIC}]+[{_LATIN}]")
_RUN = re.compile(rf"[{_LATIN}]+|[{_CYRILLIC}]+")
_MIXED_WORD = re.compile(rf"[{_LATIN}{_CYRILLIC}]+")
_GREEK = re.compile(rf"[{_LATIN}{_CYRILLIC}]+[Ͱ-Ͽ]|(?!(?<![{_LATIN}Ͱ-Ͽ])μ)[Ͱ-Ͽ][{_LATIN}{_CYRILLIC}]{{2,}}")
_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_LONE = re.compile(r"(?<=[а-яё,;] )[aceopyx](?= [а-яё])")
_TO_LATIN = str.maketrans("АВЕКМНОРСТХаеорсухіѕјԁһԛԝЅІЈ", "ABEKMHOPCTXaeopcyxisjdhqwSIJ")
_TO_CYRILLIC = str.maketrans("ABEKMHOPCTXaeopcyx", "АВЕКМНОРСТХаеорсух")
_LOOK_ALIKE = _TO_LATIN.keys() | _TO_CYRILLIC.keys()


class CorruptCharacter(Rule):
    code = "CHR001"
    name = "corrupt-character"
    severity = Severity.ERROR
    what = "A replacement character, text decoded with the wrong encoding, a left-over entity, or ? inside a word."
    why = "The original character is lost; the text has to be taken from its source again."
    needs = UNUSUAL
    bad = example({"en": "human dignity", "ru": "челове\ufffdеское достоинство"})
    good = example({"en": "human dignity", "ru": "человеческое достоинство"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        in_markup = len(reading.texts) == 1 or all(
            "&" in text and _has_entity(reading.codes(tag)) for tag, text in reading.texts.items()
        )
        for language, text in reading.texts.items():
            if not reading.traits_of[language] & UNUSUAL or not _SUSPICIOUS.search(text):
                continue
            codes = reading.codes(language)
            # Where all texts are HTML, an entity is a character, and not what is left of one.
            is_html = in_markup or any(code.kind is CodeKind.TAG and is_markup(code, text) for code in codes)
            fine = [code for code in codes if code.kind is not CodeKind.ENTITY or is_html]
            for match in _corrupt().finditer(text):
                if not any(code.start <= match.start() < code.end for code in fine):
                    yield _problem("corrupt", match, language)


class ConfusableCharacter(Rule):
    code = "CHR002"
    name = "confusable-character"
    severity = Severity.ERROR
    what = (
        "A letter of another script that looks like one of the word's own, such as a Latin a in a Cyrillic word, or a "
        "compatibility form. Two words that lost the hyphen between them (VIPзал) are not reported."
    )
    why = "The word looks right, but search, sorting, spell checkers and term matching all miss it."
    needs = CONFUSABLE
    bad = example({"en": "rules of conduct", "ru": "Прaвила поведения"})
    good = example({"en": "rules of conduct", "ru": "Правила поведения"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        for language, text in reading.texts.items():
            if not (reading.traits_of[language] & CONFUSABLE and reading.traits_of[language] & FOREIGN):
                continue
            if _MIXED.search(text):
                for match in _MIXED_WORD.finditer(text):
                    is_mixed = _MIXED.search(match.group()) and _is_confusable(match.group())
                    if is_mixed and not _is_code_and_ending(match):
                        yield _mixed(match, language)
            for pattern in (_GREEK, _COMPATIBILITY, _LONE):
                for match in pattern.finditer(text):
                    yield _problem("a letter of another script", match, language)

    def fix(self, text: str, language: str) -> str:  # noqa: ARG002 - the scripts of the word decide
        """Letters that look the same in the script of the rest of the word."""
        return _MIXED_WORD.sub(_in_one_script, text) if _MIXED.search(text) else text


class PrivateUseCharacter(Rule):
    code = "CHR003"
    name = "private-use-character"
    severity = Severity.ERROR
    what = "A character of the private use area."
    why = "It means something in one font only (a bullet of an old Word file, most often) and shows as a box elsewhere."
    needs = UNUSUAL
    bad = example({"en": "\uf0b7 To comply", "ru": "соблюдать"})
    good = example({"en": "To comply", "ru": "соблюдать"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        return _found(_PRIVATE, "private-use character", reading)


class InvisibleCharacter(Rule):
    code = "CHR004"
    name = "invisible-character"
    severity = Severity.WARNING
    what = "A character that does not show: soft hyphen, zero-width space, byte order mark, direction mark."
    why = "Words that look equal do not match, neither in search nor in a translation memory."
    needs = UNUSUAL
    bad = example({"en": "infor\u00admation", "ru": "информация"})
    good = example({"en": "information", "ru": "информация"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        for language, text in reading.texts.items():
            if reading.traits_of[language] & UNUSUAL:
                for match in _invisible(language).finditer(text):
                    yield _problem("invisible character", match, language)
        for language, text in reading.texts.items():
            if reading.traits_of[language] & UNUSUAL and language[:2] not in {"ar", "fa", "he", "ur"}:
                for match in _DIRECTION.finditer(text):
                    yield _problem("direction mark", match, language)

    def fix(self, text: str, language: str) -> str:
        """The text without them; direction marks stay in languages that need them."""
        text = _invisible(language).sub("", text)
        return text if language[:2] in {"ar", "fa", "he", "ur"} else _DIRECTION.sub("", text)


class ControlCharacter(Rule):
    code = "CHR005"
    name = "control-character"
    severity = Severity.ERROR
    what = "A control character, a noncharacter or half of a surrogate pair."
    why = "XML cannot hold it, so no TMX or XLIFF file can."
    needs = UNUSUAL
    bad = example({"en": "Article 1\u000b", "ru": "Статья 1"})
    good = example({"en": "Article 1", "ru": "Статья 1"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        for language, text in reading.texts.items():
            if reading.traits_of[language] & UNUSUAL:
                for match in _CONTROL.finditer(text):
                    yield _problem("control character", match, language)

    def fix(self, text: str, language: str) -> str:  # noqa: ARG002 - the same in every language
        """The text without them."""
        return _CONTROL.sub("", text)


class StretchedWord(Rule):
    code = "CHR006"
    name = "stretched-word"
    severity = Severity.WARNING
    what = "A tatweel, which stretches a word of Arabic script on the page, inside a word."
    why = "It is layout, not spelling: neither search nor a translation memory finds the word."
    languages = ("ar", "fa", "ur")
    bad = example({"en": "the law", "ar": "القانــون"})
    good = example({"en": "the law", "ar": "القانون"})

    def is_idle(self) -> bool:
        return bool(self.setting.languages) and not any(tag[:2] in self.languages for tag in self.setting.languages)

    def check(self, reading: Reading) -> Iterator[Problem]:
        for language, text in reading.texts.items():
            if language[:2] in self.languages and "ـ" in text:
                for match in _STRETCHED.finditer(text):
                    yield _problem("stretched word", match, language)


@cache
def _corrupt() -> re.Pattern[str]:
    """What reading in a wrong encoding leaves; compiled at the first suspicion, since that takes longer than all else here."""
    return re.compile(_CORRUPT)


def _has_entity(codes: Iterable[Code]) -> bool:
    return any(code.kind is CodeKind.ENTITY for code in codes)


def _invisible(language: str) -> re.Pattern[str]:
    return _INVISIBLE_BUT_BREAKS if language[:2] in _SPACELESS else _INVISIBLE


def _found(pattern: re.Pattern[str], what: str, reading: Reading) -> Iterator[Problem]:
    for language, text in reading.texts.items():
        if reading.traits_of[language] & UNUSUAL:
            for match in pattern.finditer(text):
                yield _problem(what, match, language)


def _problem(what: str, match: re.Match[str], language: str) -> Problem:
    matched = match.group()
    shown = f"'{matched}'" if matched.isprintable() else " ".join(f"U+{ord(char):04X}" for char in matched[:4])
    return Problem(f"{what} in {language}: {shown}", (language,), (Highlight(language, match.start(), match.end()),))


def _mixed(match: re.Match[str], language: str) -> Problem:
    """The problem of a word in two scripts, with what it may have been where two words were joined."""
    runs = _RUN.findall(match.group())
    problem = _problem("Latin and Cyrillic letters in one word", match, language)
    if len(runs) != 2 or _in_one_script(match) != match.group():
        return problem
    if code := _PLACEHOLDER.search(match.string[: match.start()]):
        choices = [f"{code[0]}{runs[0]} {runs[1]}"]
    else:
        choices = ["-".join(runs), " ".join(runs)]
        if len(runs[0]) == 1 and match.group().istitle():
            choices.insert(0, match.group().translate(_TO_CYRILLIC if runs[0].isascii() else _TO_LATIN))
    quoted = " or ".join(f"'{choice}'" for choice in choices)
    return replace(problem, message=f"{problem.message}; perhaps {quoted}")


def _is_code_and_ending(match: re.Match[str]) -> bool:
    r"""Whether the first letter belongs to an escape (``\nВо``), or to a placeholder with an ending or unit (``%.2fс``)."""
    code = _PLACEHOLDER.search(match.string[: match.start()])
    runs = _RUN.findall(match.group())
    if code is None or len(runs) != 2 or len(runs[0]) != 1:
        return False
    return runs[0] in _ESCAPED if code[0] == "\\" else code[0].startswith("%") and len(runs[1]) <= 2


def _is_confusable(word: str) -> bool:
    """Whether a run of one script stands inside the other, or looks like it throughout; else two words were joined."""
    runs = _RUN.findall(word)
    return len(runs) > 2 or any(set(map(ord, run)) <= _LOOK_ALIKE for run in runs)


def _in_one_script(match: re.Match[str]) -> str:
    """The word in the script of its most letters, where that is certain; else as it is.

    Two words that lost the space or hyphen between them are left alone, and so is a word after the sign of a
    placeholder: an acronym (MACадрес), a conversion (``%cбудут``) or an escape would turn into letters of the word.
    """
    word, before = match.group(), match.string[: match.start()]
    if _PLACEHOLDER.search(before):
        return word
    runs = _RUN.findall(word)
    inner = runs[1:-1] if len(runs) > 2 else ()
    latin = sum(len(run) for run in runs if run.isascii())
    foreign = [run for run in runs if run.isascii() == (2 * latin <= len(word))]
    # At the edge of a word capitals may be an acronym or a symbol (Xсервер); a letter in the case of the word is a slip.
    fits = word.isupper() or word.islower()
    if any(run not in inner and not (fits and len(run) == 1) for run in foreign):
        return word
    mapped = word.translate(_TO_LATIN if 2 * latin > len(word) else _TO_CYRILLIC)
    return word if _MIXED.search(mapped) else mapped


_ESCAPED = frozenset("abfnrtv")
_PLACEHOLDER = re.compile(r"(?:%(?:\d+\$)?[-+ #0-9.*]*|\\|&|\{\w*)\Z")
"""What makes the next letter part of a placeholder, an escape or an access key."""
