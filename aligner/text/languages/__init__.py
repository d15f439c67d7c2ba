"""What is known of a language: its scripts, direction, quotation marks, words for the parts of a legal text.

:func:`language` has an answer for every language tag: what is known of the tag itself, of the language it narrows
(``en-GB`` is English), or a sensible general answer for a language that is not known here. Punctuation is classed
by what it does (:data:`PUNCTUATION`), whatever the script: ``。`` and ``.`` are both a stop.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from tmx.languages import canonical, is_tag

__all__ = [
    "LANGUAGES",
    "PUNCTUATION",
    "SCRIPTS",
    "Language",
    "Mark",
    "canonical",
    "is_tag",
    "language",
    "letters_worth",
    "script",
    "scripts",
]


class Mark(StrEnum):
    """What a punctuation mark does, whatever the script."""

    STOP = "stop"
    ELLIPSIS = "ellipsis"
    QUESTION = "question"
    EXCLAMATION = "exclamation"
    SEMICOLON = "semicolon"
    COLON = "colon"
    COMMA = "comma"


PUNCTUATION: Mapping[str, Mark] = MappingProxyType(
    {
        character: mark
        for mark, characters in {
            Mark.STOP: ".。．｡﹒۔।॥።։",
            Mark.ELLIPSIS: "…⋯",
            Mark.QUESTION: "?？؟﹖",
            Mark.EXCLAMATION: "!！﹗",
            Mark.SEMICOLON: ";；؛﹔",
            Mark.COLON: ":：﹕",
            Mark.COMMA: ",，、﹐﹑､،",
        }.items()
        for character in characters
    }
)
"""Punctuation mark to what it does."""

QUOTATIONS: Mapping[str, str] = MappingProxyType(
    {"“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“", "‚": "‘", "「": "」", "『": "』", "《": "》", "〈": "〉"}
)
"""Opening quotation mark to the closing one; the straight marks open and close alike and are not in the table."""

BRACKETS: Mapping[str, str] = MappingProxyType(
    {"(": ")", "（": "）", "[": "]", "［": "］", "{": "}", "【": "】", "〔": "〕"}
)
"""Opening bracket to the closing one."""

SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "Latn": r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a",
        "Cyrl": r"\u0400-\u0481\u048a-\u052f\u1c80-\u1c88\ua640-\ua66e\ua680-\ua69b",
        "Arab": r"\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
        r"\u08a0-\u08c7\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc",
        "Hani": r"\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f",
        "Hira": r"\u3041-\u3096\u309d-\u309f",
        "Kana": r"\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d",
        "Hang": r"\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
        "Grek": r"\u0370-\u0373\u0376-\u037d\u0386-\u03ff\u1f00-\u1ffc",
        "Hebr": r"\u05d0-\u05f2\ufb1d-\ufb4f",
        "Armn": r"\u0531-\u0588",
        "Geor": r"\u10a0-\u10fa\u10fc-\u10ff\u2d00-\u2d2d",
        "Deva": r"\u0904-\u0939\u0958-\u0961\u0971-\u097f",
        "Thai": r"\u0e01-\u0e30\u0e32-\u0e33\u0e40-\u0e46",
    }
)
"""ISO 15924 code of a script to its letters, as the inside of a regular expression's character class."""

_WORTH = {"Hani": 3, "Hira": 3, "Kana": 3, "Hang": 2}  # about as many letters say the same in an alphabet
_LETTERS = {code: re.compile(f"[{letters}]+") for code, letters in SCRIPTS.items()}


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language.

    Attributes:
        tag: BCP 47 tag, canonical case.
        name: in English.
        scripts: ISO 15924 codes of the scripts it is written in; empty where not known.
        joiner: what stands between two sentences or words: a space, or nothing.
        direction: ``ltr`` or ``rtl``.
        quotations: its quotation marks, outermost pair first.
        divisions: a word that opens a numbered division of a legal text, in lower case, to the division's English name.
        alphabet: the letters it counts list items with, in order, beside the Latin ones.
    """

    tag: str
    name: str = ""
    scripts: tuple[str, ...] = ()
    joiner: str = " "
    direction: str = "ltr"
    quotations: tuple[tuple[str, str], ...] = (("“", "”"), ("‘", "’"))
    divisions: Mapping[str, str] = field(default_factory=dict)
    alphabet: str = ""

    def writes(self, text: str) -> bool:
        """Whether most of a text is in this language's scripts; a text without letters passes.

        >>> language("ru").writes("Правила"), language("ru").writes("Rules"), language("ru").writes("64/211")
        (True, False, True)
        """
        found = _worth(text)
        total = sum(found.values())
        return not self.scripts or 2 * sum(found.get(code, 0) for code in self.scripts) >= total


def _divisions(
    part: str, title: str, chapter: str, section: str, article: str, rule: str, annex: str
) -> dict[str, str]:
    words = {"part": part, "title": title, "chapter": chapter, "section": section, "article": article, "rule": rule}
    words["annex"] = annex
    return {word: division for division, group in words.items() for word in group.split()}


LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        known.tag: known
        for known in (
            Language(
                "en",
                "English",
                ("Latn",),
                divisions=_divisions(
                    "part", "title", "chapter", "section", "article", "rule principle", "annex appendix"
                ),
            ),
            Language(
                "zh",
                "Chinese",
                ("Hani",),
                joiner="",
                quotations=(("“", "”"), ("‘", "’"), ("《", "》")),
                divisions=_divisions("部分 编 篇", "", "章", "节", "条", "", "附件")
                | {"款": "paragraph", "项": "item"},
                alphabet="甲乙丙丁戊己庚辛壬癸",
            ),
            Language(
                "ru",
                "Russian",
                ("Cyrl",),
                quotations=(("«", "»"), ("„", "“")),
                divisions=_divisions("часть", "", "глава", "раздел", "статья", "правило принцип", "приложение"),
                alphabet="абвгдежзиклмнопрстуфхцчшщэюя",
            ),
            Language(
                "fr",
                "French",
                ("Latn",),
                quotations=(("«", "»"), ("“", "”")),
                divisions=_divisions("partie", "titre", "chapitre", "section", "article", "règle principe", "annexe"),
            ),
            Language(
                "es",
                "Spanish",
                ("Latn",),
                quotations=(("“", "”"), ("«", "»")),
                divisions=_divisions("parte", "título", "capítulo", "sección", "artículo", "regla principio", "anexo"),
            ),
            Language(
                "ar",
                "Arabic",
                ("Arab",),
                direction="rtl",
                quotations=(("“", "”"), ("«", "»")),
                divisions=_divisions("الجزء", "الباب", "الفصل", "الفرع القسم", "المادة", "القاعدة المبدأ", "المرفق"),
                alphabet="أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
            ),
            Language("de", "German", ("Latn",), quotations=(("„", "“"), ("‚", "‘"))),
            Language("it", "Italian", ("Latn",), quotations=(("«", "»"), ("“", "”"))),
            Language("pt", "Portuguese", ("Latn",)),
            Language("ja", "Japanese", ("Hani", "Hira", "Kana"), joiner="", quotations=(("「", "」"), ("『", "』"))),
            Language("ko", "Korean", ("Hang", "Hani")),
            Language("th", "Thai", ("Thai",), joiner=""),
            Language("el", "Greek", ("Grek",), quotations=(("«", "»"), ("“", "”"))),
            Language("he", "Hebrew", ("Hebr",), direction="rtl"),
            Language("fa", "Persian", ("Arab",), direction="rtl", quotations=(("«", "»"),)),
            Language("uk", "Ukrainian", ("Cyrl",), quotations=(("«", "»"), ("„", "“"))),
        )
    }
)
"""The languages that are known, by tag: the six of the United Nations first."""


@lru_cache(maxsize=1024)
def language(tag: str) -> Language:
    """What is known of a language, by its tag; of the language it narrows; else what holds of most languages.

    >>> language("zh-CN").name, language("en-GB").tag, language("xx").joiner
    ('Chinese', 'en', ' ')
    >>> language("uz-Arab").direction
    'rtl'
    """
    parts = canonical(tag).split("-")
    named = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    for length in range(len(parts), 0, -1):
        known = LANGUAGES.get("-".join(parts[:length]))
        if known:
            return known
    return Language(
        canonical(tag),
        scripts=(named,) if named in SCRIPTS else (),
        direction="rtl" if named in {"Arab", "Hebr"} else "ltr",
    )


def scripts(text: str) -> dict[str, int]:
    """The scripts of a text's letters with how many letters each has, most frequent first.

    >>> scripts("第64/211号决议 (GA)")
    {'Hani': 4, 'Latn': 2}
    """
    counts = {code: sum(map(len, letters.findall(text))) for code, letters in _LETTERS.items()}
    return dict(sorted(((code, n) for code, n in counts.items() if n), key=lambda item: -item[1]))


def script(text: str) -> str:
    """The script that most letters of a text are of, as an ISO 15924 code; empty where the text has no letter.

    >>> script("Генеральная Ассамблея (GA)"), script("64/211")
    ('Cyrl', '')
    """
    return next(iter(scripts(text)), "")


def letters_worth(text: str) -> int:
    """How many letters of an alphabet say what the letters of a text say: a Chinese character counts three.

    >>> letters_worth("宗旨"), letters_worth("Aims")
    (6, 4)
    """
    return sum(_worth(text).values())


def _worth(text: str) -> dict[str, int]:
    return {code: n * _WORTH.get(code, 1) for code, n in scripts(text).items()}
