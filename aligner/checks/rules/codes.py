"""COD: placeholders, markup and other codes are the same in every language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from aligner.checks.disagreement import (
    Contested,
    Disagreement,
    Mention,
    contested,
    disagreements,
    grouped,
    problem,
    values_by_language,
)
from aligner.checks.finding import Highlight, Problem, Severity
from aligner.checks.reading import Reading, standing_alone
from aligner.checks.rule import Example, Rule, example
from aligner.checks.traits import INLINE, MARKUP
from aligner.model import InlineCode, Role, Segment, Unit
from aligner.text.codes import Code, CodeKind, Selector, is_markup, selectors

_PLURAL_BAR = re.compile(r"(?<![\[(|<])\b[^\s\[(<|]*[^\s|]\|(?=[^\s|-])| \| ")
_BY_DOLLAR = re.compile(r"(?<![\w$])\$[1-9](?![\w$]|[.,]\d)")


class PlaceholderMismatch(Rule):
    code = "COD001"
    name = "placeholder-mismatch"
    severity = Severity.ERROR
    what = (
        "A placeholder (%s, %(name)s, {0}, {name}, {{ name }}, ${name}, %1, :name, @name, $1) is missing, added, "
        "renamed or of another type in some languages. Order and width do not matter: %2$s is the second %s. The "
        "format of a PO entry (c-format, python-brace-format) decides what counts as a placeholder."
    )
    why = "The program shows a value in the wrong place, or none, or crashes."
    needs = MARKUP
    bad = example({"en": "Copied %d of %d files to {folder}", "fr": "%d fichiers sur %s copiés vers {dossier}"})
    good = example({"en": "Copied %d of %d files to {folder}", "fr": "%d fichiers sur %d copiés vers {folder}"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        # Plural forms side by side, as Vue and Symfony have them, may or may not have the number.
        are_forms = any(_PLURAL_BAR.search(text) for text in reading.texts.values())
        yield from _compared(reading, "placeholder", _placeholders(reading), counted=not are_forms)


class TagMismatch(Rule):
    code = "COD002"
    name = "tag-mismatch"
    severity = Severity.WARNING
    what = (
        "A tag of HTML, XML or BBCode, or a mark of Markdown (** and links), is missing, added or different in some "
        "languages."
    )
    why = "Words are shown without their link or emphasis, or the markup itself is shown."
    needs = MARKUP
    bad = example({"en": "Read <a href='/terms'>the terms</a>", "fr": "Lisez <a href='/termes'>les conditions"})
    good = example({"en": "Read <a href='/terms'>the terms</a>", "fr": "Lisez <a href='/termes'>les conditions</a>"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        tags = {tag: _tags(reading, tag) for tag in reading.texts}
        yield from _compared(reading, "tag", tags)


class TagNesting(Rule):
    code = "COD003"
    name = "tag-nesting"
    severity = Severity.WARNING
    what = "Tags cross each other, or close what is not open, in some languages only."
    why = "A browser or parser shows the text differently, or not at all."
    needs = MARKUP
    bad = example({"en": "<b>very <i>new</i></b>", "fr": "<b>très <i>nouveau</b></i>"})
    good = example({"en": "<b>very <i>new</i></b>", "fr": "<b>très <i>nouveau</i></b>"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        tags = {language: _tags(reading, language) for language in reading.texts}
        if not _have_the_same(tags.values()):
            return  # COD002 says so
        faulty = {language: first for language, of_text in tags.items() if (first := _badly_nested(of_text))}
        if faulty and len(faulty) < len(tags):
            shown = {language: faulty[language].value if language in faulty else "" for language in tags}
            highlights = tuple(Highlight(language, code.start, code.end) for language, code in faulty.items())
            yield Problem(f"badly nested tag {grouped(shown)}", tuple(faulty), highlights)


class AcceleratorMismatch(Rule):
    code = "COD004"
    name = "accelerator-mismatch"
    severity = Severity.WARNING
    what = "A short text marks the key that activates it (_File, &File) in some languages only."
    why = "Users of those languages cannot reach the command from the keyboard."
    needs = MARKUP
    bad = example({"en": "_Save as", "ru": "Сохранить как"})
    good = example({"en": "_Save as", "ru": "Сохранить _как"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        marks = {tag: _accelerator(reading.prose(tag)) for tag in reading.texts}
        kinds = set(filter(None, marks.values()))
        if len(kinds) != 1:
            return
        (kind,) = kinds
        for tag, mark in marks.items():
            # Beside a text with a key, entfe_rnen is no identifier.
            if not mark and reading.prose(tag).count(kind) == 1:
                marks[tag] = kind
        if len(set(marks.values())) > 1:
            yield Problem(f"accelerator {grouped(marks)}", tuple(tag for tag, mark in marks.items() if not mark))


class EscapeMismatch(Rule):
    code = "COD005"
    name = "escape-mismatch"
    severity = Severity.WARNING
    what = r"An escape (\n, \t) is missing or added in some languages."
    why = "Lines run together, or a table loses its columns."
    needs = MARKUP
    bad = example({"en": r"First line\nSecond line", "ru": "Первая строка Вторая строка"})
    good = example({"en": r"First line\nSecond line", "ru": r"Первая строка\nВторая строка"})

    def check(self, reading: Reading) -> Iterator[Problem]:
        escapes = {tag: _of_kind(reading.codes(tag), CodeKind.ESCAPE) for tag in reading.texts}
        yield from _compared(reading, "escape", escapes)


class SelectorMismatch(Rule):
    code = "COD006"
    name = "selector-mismatch"
    severity = Severity.ERROR
    what = (
        "A selector of ICU or Fluent has a case that is not a plural category, lacks the case for all others, or, if "
        "it does not select by number, has different cases in different languages."
    )
    why = "The program does not show the text, or shows the wrong case."
    needs = MARKUP
    bad = example(
        {"en": "{n, plural, one {# file} other {# files}}", "fr": "{n, plural, un {# fichier} autre {# fichiers}}"}
    )
    good = example(
        {"en": "{n, plural, one {# file} other {# files}}", "fr": "{n, plural, one {# fichier} other {# fichiers}}"}
    )

    def check(self, reading: Reading) -> Iterator[Problem]:
        by_language = {}
        for tag, text in reading.texts.items():
            has_selector = any(code.kind is CodeKind.SELECTOR for code in reading.codes(tag))
            by_language[tag] = selectors(text) if has_selector else []
        if not any(by_language.values()):
            return
        for tag, of_text in by_language.items():
            for selector in of_text:
                if fault := _faulty_cases(selector):
                    yield Problem(f"selector {selector.argument} in {tag} {fault}", (tag,))
        cases = {tag: _cases_by_name(of_text) for tag, of_text in by_language.items()}
        if all(by_language.values()) and len(set(cases.values())) > 1:
            yield Problem(f"cases {grouped(cases)}", standing_alone(cases))


def _inline(*codes: InlineCode) -> dict[str, Segment]:
    return {
        "en": Segment("Press OK", codes=(InlineCode(6, "1", "open"), InlineCode(8, "1", "close"))),
        "fr": Segment("Appuyez sur OK", codes=codes),
    }


class InlineCodeMismatch(Rule):
    code = "COD010"
    name = "inline-code-mismatch"
    severity = Severity.ERROR
    what = "An inline code of a TMX or XLIFF file is missing, added or numbered differently in some languages."
    why = "When the file is imported again, formatting or a value is lost, or the tool refuses the segment."
    needs = INLINE
    bad = Example((Unit("1", Role.PARAGRAPH, _inline(InlineCode(12, "1", "open"))),))
    good = Example((Unit("1", Role.PARAGRAPH, _inline(InlineCode(12, "1", "open"), InlineCode(14, "1", "close"))),))

    def check(self, reading: Reading) -> Iterator[Problem]:
        codes = {tag: reading.unit.segments[tag].codes for tag in reading.texts}
        if any(codes.values()):
            mentions = {tag: list(map(_as_code, of_text)) for tag, of_text in codes.items()}
            yield from _compared(reading, "inline code", mentions, marked=False)


class InlineCodeNesting(Rule):
    code = "COD011"
    name = "inline-code-nesting"
    severity = Severity.WARNING
    what = "The inline codes of a TMX or XLIFF file are badly paired or cross each other in some languages only."
    why = "Tools that keep codes in pairs refuse the segment, or format the wrong words."
    needs = INLINE
    bad = Example((Unit("1", Role.PARAGRAPH, _inline(InlineCode(12, "1", "close"), InlineCode(14, "1", "open"))),))
    good = InlineCodeMismatch.good

    def check(self, reading: Reading) -> Iterator[Problem]:
        codes = {tag: reading.unit.segments[tag].codes for tag in reading.texts}
        if not any(codes.values()) or len({tuple(sorted(map(_named, of_text))) for of_text in codes.values()}) > 1:
            return
        mentions = {tag: list(map(_as_code, of_text)) for tag, of_text in codes.items()}
        faulty = {tag: first.value if (first := _badly_nested(of_text)) else "" for tag, of_text in mentions.items()}
        if any(faulty.values()) and not all(faulty.values()):
            yield Problem(f"badly nested inline code {grouped(faulty)}", tuple(tag for tag in faulty if faulty[tag]))


def _named(code: InlineCode) -> str:
    return f"{ {'open': '', 'close': '/'}.get(code.kind, '') }{code.name}"


def _as_code(code: InlineCode) -> Code:
    return Code(code.offset, code.offset, CodeKind.TAG, f"<{_named(code)}>")


def _placeholders(reading: Reading) -> dict[str, list[Code]]:
    kinds = (CodeKind.PLACEHOLDER, CodeKind.SELECTOR)
    result = {tag: _of_kind(reading.codes(tag), *kinds) for tag in reading.texts}
    named = {code.value for of_text in result.values() for code in of_text}
    for tag, of_text in result.items():
        # Turkish has the sign of per cent first: %{value} for {value} %.
        result[tag] = [_without_percent(code) if code.value[1:] in named else code for code in of_text]
    if not all("%" in text for text in reading.texts.values()):
        # Where one language says per cent, %% is not a placeholder.
        result = _without(result, "%%")
    not_french = {tag: of_text for tag, of_text in result.items() if tag[:2] != "fr"}
    if not any(map(_has_colon, not_french.values())):
        # French has a space before a colon, and sloppy French none after it.
        result = {tag: [code for code in of_text if code.value[0] != ":"] for tag, of_text in result.items()}
    dollars = {tag: _numbered_by_dollar(text) for tag, text in reading.texts.items()}
    if _are_arguments(dollars):
        result = {tag: sorted([*of_text, *dollars[tag]]) for tag, of_text in result.items()}
    return result


def _without_percent(code: Code) -> Code:
    return code._replace(start=code.start + 1, value=code.value[1:]) if code.value.startswith("%{") else code


def _without(codes: Mapping[str, list[Code]], value: str) -> dict[str, list[Code]]:
    return {tag: [code for code in of_text if code.value != value] for tag, of_text in codes.items()}


def _has_colon(codes: Iterable[Code]) -> bool:
    return any(code.value[0] == ":" for code in codes)


def _numbered_by_dollar(text: str) -> list[Code]:
    """$1 and $2, as MediaWiki writes arguments, or small amounts."""
    return [Code(*match.span(), CodeKind.PLACEHOLDER, match[0]) for match in _BY_DOLLAR.finditer(text)]


def _are_arguments(dollars: Mapping[str, Sequence[Code]]) -> bool:
    """Whether $1 is an argument: two languages have such, or one has $1 and $2; an amount stands after the sign in few."""
    having = [of_text for of_text in dollars.values() if of_text]
    return len(having) > 1 or any({"$1", "$2"} <= {code.value for code in of_text} for of_text in having)


def _of_kind(codes: Iterable[Code], *kinds: CodeKind) -> list[Code]:
    return [code for code in codes if code.kind in kinds]


def _tags(reading: Reading, language: str) -> list[Code]:
    text = reading.texts[language]
    return [code for code in _of_kind(reading.codes(language), CodeKind.TAG) if is_markup(code, text)]


def _have_the_same(codes: Iterable[Sequence[Code]]) -> bool:
    """Whether all texts have the same codes, and as often, in whatever order."""
    counts = [Counter(code.value for code in of_text) for of_text in codes]
    return all(of_text == counts[0] for of_text in counts)


def _compared(
    reading: Reading, kind: str, codes: Mapping[str, Sequence[Code]], *, counted: bool = True, marked: bool = True
) -> Iterator[Problem]:
    """Problems of codes that are not in all languages.

    Args:
        reading: the unit.
        kind: what they are, in the singular.
        codes: language to its codes.
        counted: whether it matters how often a language has a code.
        marked: whether the codes are part of the text, so that they can be shown as they are written.
    """
    if _have_the_same(codes.values()):
        return
    mentions = {tag: _each_time(of_text) if counted else [*of_text] for tag, of_text in codes.items()}
    values = values_by_language(mentions)

    def has(code: Mention, language: str) -> bool:
        return code.value in values[language]

    shown: Callable[[Contested], Contested] = (lambda value: _as_written(value, reading)) if marked else _without_count
    for disagreement in disagreements(contested(mentions, has), codes):
        written = tuple(map(shown, disagreement.values))
        yield problem(Disagreement(written, disagreement.languages), kind)


def _each_time(codes: Sequence[Code]) -> list[Code]:
    """The codes, each further one of the same value with its number; inside a selector one of a value is as good as two."""
    times: Counter[str] = Counter()
    result = []
    for code in codes:
        times[code.value] += not code.nested or not times[code.value]
        number = times[code.value]
        result.append(code if number == 1 else code._replace(value=f"{code.value}\0{number}"))
    return result


def _as_written(value: Contested, reading: Reading) -> Contested:
    """The value as the first text that has it writes it."""
    place = value.highlights[0]
    return replace(value, value=reading.texts[place.language][place.start : place.end])


def _without_count(value: Contested) -> Contested:
    return replace(value, value=value.value.partition("\0")[0])


def _badly_nested(codes: Sequence[Code]) -> Code | None:
    """The first tag that closes what is not the last one open; tags that are never closed are passed over."""
    closed = Counter(code.value.replace("/", "") for code in codes if code.value.startswith("</"))
    open_: list[str] = []
    for code in codes:
        if code.value.startswith("</"):
            name = code.value.replace("/", "")
            if not open_ or open_.pop() != name:
                return code
        elif closed[code.value]:
            open_.append(code.value)
    return None


_ACCELERATOR = re.compile(r"(?<![_&])[_&](?=[^\W_])")
_IDENTIFIER = re.compile(r"\w_\w*_|[a-z]_[a-z]")
_LONGEST_LABEL = 80


def _accelerator(text: str) -> str:
    """The mark of the key of a menu entry or button; empty where the text has none, or is neither."""
    text = text.replace("&&", "  ")  # a written &
    if len(text) > _LONGEST_LABEL or _IDENTIFIER.search(text):
        return ""
    marks = list(_ACCELERATOR.finditer(text))
    if len(marks) != 1 or text.count(marks[0][0]) != 1:
        return ""
    before, after = text[: marks[0].start()][-1:], text[marks[0].end()]
    # R&D and AT&T have no key: inside a word it is a small letter, and after Chinese or Japanese a Latin one.
    is_key = (
        not before.isalnum() or (after.islower() and before.isalpha()) or (after.isascii() and not before.isascii())
    )
    return marks[0][0] if is_key else ""


_PLURAL_CASES = frozenset({"zero", "one", "two", "few", "many", "other"})


def _faulty_cases(selector: Selector) -> str:
    """What is wrong with the cases of one selector."""
    if selector.is_plural:
        names = (case.lstrip("*") for case in selector.cases)
        unknown = [case for case in names if case not in _PLURAL_CASES and not re.fullmatch(r"=?\d+", case)]
        if unknown:
            return f"has a case '{unknown[0]}', which is not a plural category"
    if "other" not in selector.cases and not any(case.startswith("*") for case in selector.cases):
        return "lacks a case for all others"
    return ""


def _cases_by_name(of_text: Sequence[Selector]) -> str:
    """The cases of the selectors that do not select by number, in one order."""
    selecting_by_name = [selector for selector in of_text if not selector.is_plural]
    return "; ".join(
        sorted(f"{selector.argument}: {' '.join(sorted(selector.cases))}" for selector in selecting_by_name)
    )
