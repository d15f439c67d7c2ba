"""Codes in running text: placeholders of programs, markup, escapes, verbatim code, web addresses.

They are not wording. A rule that reads words or numbers works on :func:`prose`, which blanks them out; the rules on codes
compare them across languages by their ``value``, which is the same however a language writes the code (``%s``, the first
argument, is ``%1$s``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from string import ascii_letters, ascii_lowercase, digits
from typing import NamedTuple

from aligner.text.rows import OUTSIDE, Row


class CodeKind(StrEnum):
    """What a code is."""

    PLACEHOLDER = "placeholder"
    """What a program replaces: ``%s``, ``{name}``, ``${x}``."""
    SELECTOR = "selector"
    """An argument with a text for each case: ``{n, plural, one {...} other {...}}``."""
    TAG = "tag"
    """Markup: ``<b>``, ``**``."""
    ESCAPE = "escape"
    r"""A character written as a code: ``\n``."""
    ENTITY = "entity"
    """``&amp;`` and the like."""
    VERBATIM = "verbatim"
    """Code in backticks, options of a command."""
    ADDRESS = "address"
    """A web or mail address."""


class Code(NamedTuple):
    """A code in a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        kind: what it is.
        value: the same in every language.
        nested: whether it stands inside a selector, where each case may or may not have it.
    """

    start: int
    end: int
    kind: CodeKind
    value: str
    nested: bool = False


OBJECT = "\ufffc"
"""Stands for each character of a code that is read as a word: neither letter, digit, punctuation nor space."""
_AS_WORD = frozenset({CodeKind.PLACEHOLDER, CodeKind.SELECTOR, CodeKind.VERBATIM, CodeKind.ADDRESS})

# Letters of scripts that put spaces between words may be part of an address; those of the others go on after it.
_IN_ADDRESS = r"[!#-;=?-\[\]_a-z~À-ʯͰ-ӿא-ת؀-ۿ]"
_DOMAINS = "com|org|net|int|edu|gov|info|io|eu"
_ADDRESS = rf"""
    (?:https?|ftp)://{_IN_ADDRESS}+ | www\.{_IN_ADDRESS}+
  | (?<![\w.@-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
  | (?<![\w.@/-])(?:[a-z0-9][a-z0-9-]*\.)+(?:{_DOMAINS})(?![\w@]|[.-][a-z\d])(?:/{_IN_ADDRESS}*)?
"""
_LENGTHS = "(?:hh?|ll?|[Lqjzt]|I64)?"
_WIDTH = r"(?:\*(?:\d+\$)?|\d+)?(?:\.(?:\*(?:\d+\$)?|\d+)?)?"
_USAGE = re.compile(
    r"^[ \t]*(?:or: +)?[a-z][a-z\d._-]+(?: [a-z][a-z\d._-]*){0,3}(?= +(?:[\[(]*-{1,2}[A-Za-z]|[\[(]*<[^\W\d]))"
    r"|(?<=[\s\[(|])-[A-Za-z](?=[\s\])|,=]|\Z)",
    re.MULTILINE,
)
"""The name of a command before its arguments, and an option of one letter."""
_MAY_BE_USAGE = re.compile(r"(?:[\[(]-|<|--)[^\W\d]")
_ADDRESSES = re.compile(_ADDRESS, re.VERBOSE)
_HAS_ADDRESS = re.compile(rf"@|://|www\.|\.(?:{_DOMAINS})")
_PATTERN = re.compile(
    rf"""
    (?=[:`{{<$\#%&\\*(@\[-])(?:
    (?P<verbatim>:[\w:.-]+:`[^`]+` | ``.+?`` | `[^`\n]+`(?!_) | (?<![\w-])--[A-Za-z][A-Za-z\d_-]*)
  | (?P<template>\{{\{{.*?\}}\}} | \{{%.*?%\}} | <%.*?%> | (?:\#(?!\{{\d)|%|\$+)\{{[^{{}}]*\}} | \$\(\w+\) | \\\([\w.]+\)
      | %(?!{_LENGTHS}[a-zA-Z]%)[A-Za-z_][\w.]+% | %<\w+>[\d.]*[a-z])
  | (?P<function>\{{\s*[A-Z]+\(\s*(?P<argument>\$[\w-]+)[^()]*\)\s*\}})
  | (?P<prefixed>(?<![^\s("'“„«>]):[a-z][a-z_]+(?![\w:`/]) | (?<![\w@./*])@(?!user|all\b|here\b)[a-z][\w-]*(?![\w.@/({{]))
  | (?P<named>%\((?P<name>[^()\s]+)\)[#0+-]*{_WIDTH}(?P<named_type>[a-zA-Z]))
  | (?P<percent>%%)
  | (?P<printf>(?<!\d)%(?:(?P<position>\d{{1,2}})\$)?[-+\#0']*(?P<width>{_WIDTH})
        (?P<type>{_LENGTHS}(?:[sdufSD@]|[ioxXeEgGaAcCpn](?![A-Za-z])|<PRI\w+>)))
  | (?P<numbered>(?<!\d)%L?(?P<number>\d{{1,2}})(?![\d$%]))
  | (?P<brace>(?<!@)\{{(?!\s[^\W_]+\s)\s*(?P<field>[-$]?[\w.\[\]-]*)\s*(?:![rsa])?(?:,\s*(?:-?\d+|number|date|time)[^{{}}]*)?(?::[^{{}}\s]*)?\s*\}})
  | (?P<variable>(?<![\w$])\$(?!PATH\b|HOME\b)(?:[a-z_][A-Za-z\d_]*|[A-Z_][A-Z\d_]{{3,}})\$?)
  | (?P<tag></?(?:[^\W\d_][\w:./-]*(?:\s[^<>]*)?|\d+)/?> | <!--.*?-->
      | \[/[a-z]+\] | \[(?P<bracketed>[a-z]+)(?:=[^\]\n]*)?\](?=[^\n]*\[/(?P=bracketed)\]))
  | (?P<markdown>(?<![A-Za-zА-яЁё\d*])\*\*(?=[^\s*][^*]*\*\*) | (?<=\])\((?=\S))
  | (?P<entity>&(?:[A-Za-z]{{2,8}}|\#\d+|\#x[0-9A-Fa-f]+);)
  | (?P<escape>\\(?:[nrt](?![a-z]{{2}}\w*[\\.])|u[0-9A-Fa-f]{{4}})))
    """,
    re.VERBOSE,
)
_SELECTOR = re.compile(
    r"\{\s*(?P<icu>[\w-]+)\s*,\s*(?P<kind>plural|selectordinal|select)\s*,|\{\s*\$?(?P<fluent>[\w-]+)(?:\([^()]*\))?\s*->"
)
_CASE = re.compile(r"(=?[\w-]+)\s*\{|(\*?)\[\s*([\w-]+)\s*\]")
PERCENT_FIRST = "percent-first"
"""The flag of a text in which %5 is five per cent."""
_NUMBERED = re.compile(r"(?<!\d)%\d{1,2}(?![\d$%.@*]|(?:hh?|ll?|[Lqjzt])?[sdufSDioxXeEgGaAcCpn])")
_PLURAL_FORMULA = re.compile(r"nplurals=\d+; *plural=")
"""How catalogues of gettext say which plural forms a language has."""
_BARE_WIDTH = re.compile(r"%\d[a-zA-Z]")
_NEXT_WIDTH = re.compile(r"\*(?!\d)")
"""A width that is the next argument, not one with a number (``*2$``)."""
_STRFTIME = re.compile(r"%[-_]?[YBHMbjy]")
_HTML_NAMES = (
    "a abbr acronym b bdi bdo big blockquote br center cite code dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li "
    "ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul wbr"
)
_HTML = frozenset(_HTML_NAMES.split())
"""Elements that are hardly the names of anything else, as time, head and label are."""
_BY_ID = frozenset({"g", "x", "bx", "ex", "ph", "pc", "mrk", "it", "bpt", "ept", "sc", "ec", "xliff:g"})
"""Elements of translation files, which are told apart by their id."""
_ID = re.compile(r"""\bid\s*=\s*["']([^"']*)""")
_TRAILING = ".,;:!?'*_…"

MARKS = "{&\\`_"
"""Without one of these characters, an address or one of :data:`ROWS`, a text has no code, nor the mark of an accelerator."""
ROWS: tuple[Row, ...] = (
    (OUTSIDE, "-", "-", ascii_letters),
    ("%$#", ascii_letters + "{(_"),
    ("%", digits + "%<@-+#.*'"),
    ("<", ascii_letters + digits + "/!%"),
    ("[(", "-", ascii_letters),
    ("[", "/", ascii_letters),
    (OUTSIDE, ":", ascii_lowercase),
    ("$", "12", OUTSIDE),
    ("*]", "*("),
    (":", "`"),
)
ADDRESS_ROWS: tuple[Row, ...] = (
    (":", "/", "/"),
    ("w", "w", "w", "."),
    (".", "coniegw", "orndeu", "mgtuvof/"),
    (".", "ie", "ou"),
)
"""Without one of these rows, or an @, a text has no address."""


def codes(text: str, flags: Collection[str] = ()) -> list[Code]:
    """The codes of a text, in text order; those inside a selector follow it.

    Args:
        text: the text.
        flags: what its catalogue says of its format, as PO files do: ``c-format``, ``no-c-format``,
            ``python-brace-format``, ``qt-format``; :data:`PERCENT_FIRST`. Without them, what looks like a placeholder is one.

    >>> [code.value for code in codes("%s of %2$d files, {0:N2}, {name!r}, <b>now</b>")]
    ['%1$s', '%2$d', '{0}', '{name}', '<b>', '</b>']
    >>> [code.value for code in codes("{n, plural, one {# file in {folder}} other {# files}}")]
    ['{n, plural}', '{folder}']
    >>> [(code.kind.value, code.value) for code in codes("50% of users, see www.un.org/law.")]
    [('address', 'www.un.org/law')]
    """
    if _PLURAL_FORMULA.match(text):
        return [Code(0, len(text), CodeKind.VERBATIM, "plural")]
    found: list[Code] = []
    end = 0
    for start, stop, value, branches in _selectors(text):
        found += _plain(text, end, start, flags)
        found.append(Code(start, stop, CodeKind.SELECTOR, value))
        for first, last in _bodies(text, branches, stop - 1):
            inner = codes(text[first:last], flags)
            found += [
                code._replace(start=code.start + first, end=code.end + first, nested=True)
                for code in inner
                if code.kind in {CodeKind.PLACEHOLDER, CodeKind.SELECTOR}
            ]
        end = stop
    return found + _plain(text, end, len(text), flags)


def has_numbered(text: str) -> bool:
    """Whether a text has placeholders that are a number and nothing else, as Qt writes them.

    >>> has_numbered("%1 of %2"), has_numbered("%1$s of %2$s")
    (True, False)
    """
    return "%" in text and bool(_NUMBERED.search(text))


def prose(text: str, flags: Collection[str] = ()) -> str:
    """The text with its codes blanked out, as long as before; with the flags of :func:`codes`.

    A code that is read as a word becomes :data:`OBJECT` characters; markup becomes spaces.

    >>> prose("Delete <b>%1$s</b>?").replace(OBJECT, "*")
    'Delete    ****    ?'
    """
    parts, end = [], 0
    for code in codes(text, flags):
        if code.start >= end:
            filler = OBJECT if code.kind in _AS_WORD else " "
            parts += [text[end : code.start], filler * (code.end - code.start)]
            end = code.end
    return "".join([*parts, text[end:]])


def addresses(text: str) -> list[Code]:
    """The web and mail addresses of a text, without the punctuation of the sentence after them.

    >>> [code.value for code in addresses("[the terms](https://example.org/terms). 请访问https://example.org/a。")]
    ['https://example.org/terms', 'https://example.org/a']
    """
    return [code for code in codes(text) if code.kind is CodeKind.ADDRESS]


class Selector(NamedTuple):
    """A selector: its argument, whether it selects by number, and its cases, those inside other selectors left out."""

    argument: str
    is_plural: bool
    cases: tuple[str, ...]


def selectors(text: str) -> list[Selector]:
    """The selectors of a text in the manners of ICU and Fluent.

    >>> selectors("{n, plural, =0 {none} other {#}}")
    [Selector(argument='n', is_plural=True, cases=('=0', 'other'))]
    >>> selectors("{ $sex -> [male] his *[other] their }")
    [Selector(argument='sex', is_plural=False, cases=('male', '*other'))]
    """
    result = []
    for start, stop, _, branches in _selectors(text):
        opening = _SELECTOR.match(text, start)
        assert opening  # noqa: S101 - _selectors found it with the same pattern
        cases = tuple(_cases(text, branches, stop - 1))
        if opening["icu"]:
            result.append(Selector(opening["icu"], opening["kind"] != "select", cases))
        else:
            names = {case.lstrip("*") for case in cases}
            result.append(
                Selector(opening["fluent"], names <= _CATEGORIES or not names.isdisjoint({"one", "few"}), cases)
            )
    return result


_CATEGORIES = frozenset({"zero", "one", "two", "few", "many"})


def _selectors(text: str) -> Iterator[tuple[int, int, str, int]]:
    """Start, end and value of each outermost selector, and where its cases begin."""
    end = 0
    while opening := _SELECTOR.search(text, end):
        end = _closing(text, opening.start())
        if not end:
            return
        name = f"{opening['icu']}, {opening['kind']}" if opening["icu"] else f"${opening['fluent']} ->"
        yield opening.start(), end, f"{{{name}}}", opening.end()


def _closing(text: str, start: int) -> int:
    """The offset after the brace that closes the one at a place; 0 where none does."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if not depth:
            return place + 1
    return 0


def _bodies(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the texts of a selector's cases are."""
    while case := _CASE.search(text, start, end):
        if case[1]:
            start = _closing(text, case.end() - 1) or end
            yield case.end(), start - 1
        else:
            following = _CASE.search(text, case.end(), end)
            start = following.start() if following and not following[1] else end
            yield case.end(), start


def _cases(text: str, start: int, end: int) -> Iterator[str]:
    while case := _CASE.search(text, start, end):
        if case[1]:
            yield case[1]
            start = _closing(text, case.end() - 1) or end  # what is inside the case is passed over
        else:
            yield case[2] + case[3]
            start = case.end()


_KINDS = {
    "verbatim": CodeKind.VERBATIM,
    "entity": CodeKind.ENTITY,
    "escape": CodeKind.ESCAPE,
    "tag": CodeKind.TAG,
    "markdown": CodeKind.TAG,
}
"""What the groups of the pattern are; all others are placeholders."""


def _plain(text: str, start: int, end: int, flags: Collection[str]) -> list[Code]:
    """The codes between two places that are no selectors."""
    found: list[Code] = []
    arguments = _Arguments(
        flags,
        is_time="c-format" not in flags and bool(_STRFTIME.search(text, start, end)),
        is_numbered="c-format" not in flags and ("qt-format" in flags or has_numbered(text)),
    )
    places = _addresses(text, start, end) if _HAS_ADDRESS.search(text, start, end) else []
    if _MAY_BE_USAGE.search(text, start, end):
        matches = _USAGE.finditer(text, start, end)
        places += [Code(*match.span(), CodeKind.VERBATIM, match.group()) for match in matches]
    for match in _PATTERN.finditer(text, start, end):
        group, value = match.lastgroup or "", match.group()
        kind = _KINDS.get(group, CodeKind.PLACEHOLDER)
        if any(place.start <= match.start() < place.end for place in places):
            continue
        if group == "tag":
            value = _tag(value)
        elif kind is CodeKind.PLACEHOLDER:
            value = arguments.value(match)
        if value:
            found.append(Code(*match.span(), kind, value))
        if kind is CodeKind.VERBATIM:
            found += _quoted(text, match.start() + 1, match.end(), arguments)
    return sorted([*found, *places]) if places else found


def _addresses(text: str, start: int, end: int) -> list[Code]:
    """The addresses between two places."""
    result = []
    for match in _ADDRESSES.finditer(text, start, end):
        address = _bare_address(match.group())
        result.append(Code(match.start(), match.start() + len(address), CodeKind.ADDRESS, address))
    return result


def _quoted(text: str, start: int, end: int, arguments: _Arguments) -> Iterator[Code]:
    """The placeholders inside quoted code: `{name}`."""
    for match in _PATTERN.finditer(text, start, end):
        if (match.lastgroup or "") not in _KINDS and (value := arguments.value(match)):
            yield Code(match.start(), match.end(), CodeKind.PLACEHOLDER, value)


class _Arguments:
    """The arguments of a text's placeholders, counted where they have no number.

    Args:
        flags: what the catalogue says of the format.
        is_time: whether the text is a format of times, where each language has its own order.
        is_numbered: whether the text has arguments by number alone, as Qt has them: %1.
    """

    def __init__(self, flags: Collection[str], *, is_time: bool, is_numbered: bool) -> None:
        self._has_printf = not is_time and not _is_off("c", flags)
        self._is_numbered = is_numbered
        self._has_percent_first = PERCENT_FIRST in flags
        self._has_braces = not _is_off("brace", flags)
        self._printed = self._filled = 0

    def value(self, match: re.Match[str]) -> str:
        """The value of a placeholder; empty where the format has no such ones."""
        group, written = match.lastgroup, match.group()
        if group == "printf":
            return self._printf(match) if self._has_printf else ""
        if group == "brace":
            return self._brace(match["field"]) if self._has_braces else ""
        if group == "named":
            return f"%({match['name']}){_type(match['named_type'])}"
        if group == "numbered":
            return "" if self._has_percent_first else f"%{match['number']}"
        if group == "function":
            return f"{{{match['argument']}}}"
        return re.sub(r"\s", "", written) if group == "template" else written

    def _printf(self, match: re.Match[str]) -> str:
        if self._is_numbered and _BARE_WIDTH.fullmatch(match[0]):
            return match[0][:-1]  # %1x%2 of Qt: the letter is not a type
        self._printed += len(_NEXT_WIDTH.findall(match["width"]))
        self._printed += not match["position"]
        return f"%{match['position'] or self._printed}${_type(match['type'])}"

    def _brace(self, field: str) -> str:
        if field:
            return f"{{{field}}}"
        self._filled += 1
        return f"{{{self._filled - 1}}}"


def _is_off(family: str, flags: Collection[str]) -> bool:
    """Whether the flags say that placeholders are of another family."""
    if family == "c":
        return "no-c-format" in flags or ("python-brace-format" in flags and "c-format" not in flags)
    return "c-format" in flags or ("python-format" in flags and "python-brace-format" not in flags)


def _type(conversion: str) -> str:
    """The type that a conversion expects: decimals are printed with d, i or u."""
    return conversion[:-1] + "d" if conversion[-1] in "iuD" else conversion


def _tag(written: str) -> str:
    """A tag without attributes, except the id of elements that are known by it; br and br/ are one."""
    if written[0] == "[":
        return re.sub("=.*]", "]", written)
    if written[0] != "<" or written.startswith("<!--"):
        return written
    name = re.match(r"</?([\w:.-]+)", written)
    bare = name[1].lower() if name else ""
    closing = "/" if written[1] == "/" else ""
    known = _ID.search(written) if bare in _BY_ID else None
    return f"<{closing}{bare}{' ' + known[1] if known else ''}>"


def is_markup(code: Code, text: str) -> bool:
    """Whether a tag is one for sure: an element of HTML, or one that has attributes, is closed, or closes.

    In the manual of a command ``<path>`` is the name of an argument, and is translated.

    >>> text = "<b>git log</b> <path>"
    >>> [code.value for code in codes(text) if is_markup(code, text)]
    ['<b>', '</b>']
    """
    name = code.value.strip("</>").partition(" ")[0]
    written = text[code.start : code.end]
    if not name.isascii():
        return False
    if not code.value.startswith("<") or name in _HTML or name in _BY_ID or name.isdecimal():
        return True
    return "=" in written or written.endswith("/>") or f"</{name}>" in text.lower()


def _bare_address(written: str) -> str:
    """An address without the marks after it, and as far as a bracket that opened before it closes."""
    depth = 0
    for place, char in enumerate(written):
        depth += (char in "([") - (char in ")]")
        if depth < 0:
            written = written[:place]
            break
    return written.rstrip(_TRAILING + "([")
