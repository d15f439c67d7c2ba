"""Scripts: which letters belong to which, and which script a text is written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

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
RIGHT_TO_LEFT = frozenset({"Arab", "Hebr"})
"""The scripts among them that are written from right to left."""

_WORTH = {"Hani": 3, "Hira": 3, "Kana": 3, "Hang": 2}  # about as many letters say the same in an alphabet
_LETTERS = {code: re.compile(f"[{letters}]+") for code, letters in SCRIPTS.items()}
# Scripts written without spaces, their punctuation, and full-width forms.
_UNSPACED = "\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff64\U00020000-\U0003134f"
_UNSPACED_CHAR = re.compile(f"[{_UNSPACED}]")


def scripts(text: str) -> dict[str, int]:
    """The scripts of a text's letters with how many letters each has, most frequent first.

    >>> scripts("第64/211号决议 (GA)")
    {'Hani': 4, 'Latn': 2}
    """
    counts = {code: sum(map(len, letters.findall(text))) for code, letters in _LETTERS.items()}
    return dict(sorted(((code, count) for code, count in counts.items() if count), key=lambda item: -item[1]))


def script(text: str) -> str:
    """The script that most letters of a text belong to, as an ISO 15924 code; empty where the text has no letter.

    >>> script("Генеральная Ассамблея (GA)"), script("64/211")
    ('Cyrl', '')
    """
    return next(iter(scripts(text)), "")


def letters_by_worth(text: str) -> dict[str, int]:
    """The letters of a text by script, each counted as the letters of an alphabet that say the same."""
    return {code: count * _WORTH.get(code, 1) for code, count in scripts(text).items()}


def letters_worth(text: str) -> int:
    """How many letters of an alphabet say what the letters of a text say: a Chinese character counts three.

    >>> letters_worth("宗旨"), letters_worth("Aims")
    (6, 4)
    """
    return sum(letters_by_worth(text).values())


_TRADITIONAL = str.maketrans(
    "與東個產僅從傳決剝動單發異當擴擇權條來極無時沒滿災煙礙離稱穩窮類約級紙線經結給絕統繳勝捨艱規視覺計認讓議諱識論說謀負敗質達過遲適遺鑒鋼鏽錯間際難須顛齒別奪實審寧對爾盡層並開數斷氣電關農區樣擔樂亞應當該務義許準責將願徵詢讀寫設選見執編調",
    "与东个产仅从传决剥动单发异当扩择权条来极无时没满灾烟碍离称稳穷类约级纸线经结给绝统缴胜舍艰规视觉计认让议讳识论说谋负败质达过迟适遗鉴钢锈错间际难须颠齿别夺实审宁对尔尽层并开数断气电关农区样担乐亚应当该务义许准责将愿征询读写设选见执编调",
)
"""Traditional Chinese characters to the simplified ones that the lists of words in the language modules have."""
_ANY_TRADITIONAL = re.compile(f"[{''.join(map(chr, _TRADITIONAL))}]")


def simplified(text: str) -> str:
    """A Chinese text with the traditional characters of common small words as simplified ones; none moves.

    >>> simplified("應當")
    '应当'
    """
    return text.translate(_TRADITIONAL) if _ANY_TRADITIONAL.search(text) else text


def is_unspaced(char: str) -> bool:
    """Whether the character belongs to writing without spaces between words.

    >>> [is_unspaced(char) for char in "会，3a"]
    [True, True, False, False]
    """
    return bool(_UNSPACED_CHAR.match(char))
