"""The language that a name says: of a column, or of a file and its folders (``de.po``, ``ru/LC_MESSAGES/app.po``)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from pathlib import Path, PurePath

from aligner.errors import InputError
from aligner.exchange.contents import UNKNOWN_LANGUAGE, ReadOptions
from tmx.languages import canonical, from_locale, is_tag

_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it "
    "iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt "
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu"
)
"""The codes of ISO 639-1, and ``sh``."""
_ISO_639_3 = (
    "ace afr amh ara arz asm ast awa aze bel ben bho bod bos brx bul bur cat ceb ces chr ckb cmn cop cym cze dan "
    "deu dsb dut ell eng epo est eus fas fil fin fra fre frp fry fur gag gle glg grc gre gsw guj hak haw heb hin "
    "hne hrv hsb hun hye ind isl ita jam jav jpn kaa kab kan kat kaz khm kir kmr kok kor kur lao lat lav lfn lij "
    "lit lmo ltg ltz lzh mai mal mar mkd mlt mni mnw mon mri msa mya myv nah nan nap nds nep nld nob nor nqo nso "
    "oci ori pan pap pcm pms pol por prs pus quy quz ron rue rum rup rus sah sat scn sco shn sin skr slk slo slv "
    "smn sme snd spa sqi srd srp swa swe syc szl tam tat tel tgk tgl tha tok tur tzm udm uig ukr urd uzb vec vie "
    "wol wuu yue zgh zho zul"
)
"""Codes of ISO 639-3 that translations in use have; others are more often words such as key, max and min."""
_WORDS = frozenset(("id", "no"))
"""Codes that are a column's name more often than its language."""

_LOCALE = re.compile(
    r"[a-z]{2,3}(?:-(?:hans|hant|latn|cyrl|arab|deva|beng|guru|telu|mong|tfng))?(?:-(?:[a-z]{2}|[0-9]{3}))?",
    re.IGNORECASE,
)
_OLD_CODES = {"in": "id", "iw": "he", "ji": "yi"}
"""Codes of ISO 639 as of 1988, which Java and Android still write."""
_TWO_LETTERS, _THREE_LETTERS = frozenset(_ISO_639_1.split()), frozenset(_ISO_639_3.split())
_BETWEEN_PARTS = re.compile(r"[._-]")
_FOLDER = re.compile(r"(?:values-|locale[_-])?(.+?)(?:\.lproj|\.lang)?\Z", re.IGNORECASE)
_ANDROID_REGION = re.compile(r"-r([A-Z]{2})\Z")
_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}


def is_code(tag: str) -> bool:
    """Whether a tag begins with the code of a language that is in use.

    >>> [is_code(tag) for tag in ("zh-Hant", "id", "ast", "key", "max", "English")]
    [True, True, True, False, False, False]
    """
    language = tag.partition("-")[0].lower()
    return is_tag(tag) and (language in _TWO_LETTERS or language in _THREE_LETTERS)


def is_column(name: str) -> bool:
    """Whether a column of that name is a language where nobody says so; ``id`` and ``no`` are not.

    >>> [is_column(name) for name in ("ru", "pt-BR", "id", "no", "max")]
    [True, True, False, False, False]
    """
    return is_code(name) and name.lower() not in _WORDS


def tag_of(written: str) -> str:
    """The language tag of a locale's name, as gettext, Java, Android and Apple write it; empty where it is none.

    >>> [tag_of(written) for written in ("pt_BR", "sr@latin", "zh-rTW", "ca@valencia", "iw", "messages")]
    ['pt-BR', 'sr-Latn', 'zh-TW', 'ca-valencia', 'he', '']
    """
    name, _, modifier = _ANDROID_REGION.sub(r"-\1", written).partition("@")
    tag = from_locale(name.partition(".")[0])
    if not _LOCALE.fullmatch(tag) or not (is_code(tag) or tag.lower() in _OLD_CODES):
        return ""
    tag = _OLD_CODES.get(tag.lower(), tag)
    return canonical(f"{tag}-{_MODIFIERS.get(modifier.lower(), modifier)}") if modifier else canonical(tag)


def target_language(written: str, path: Path, source: str, options: ReadOptions) -> str:
    """The language of the translations in a file with a direction.

    Args:
        written: what the file says; empty where it says nothing.
        path: the file, whose name or folder may say it.
        source: the language they were translated from.
        options: what the user says.

    Raises:
        InputError: nobody says it, and the options do not allow that.
    """
    tag = tag_of(written) or written.replace("_", "-") or language_of(path.absolute())
    tag = tag or next((language for language in reversed(options.languages) if language != source), "")
    if not tag and not options.allow_unnamed:
        hint = "write it into the file, or into its name: de.po, app.de.xlf"
        raise InputError("does not say the language of its translations", where=str(path), hint=hint)
    return tag or UNKNOWN_LANGUAGE


def named(directions: Iterable[tuple[str, str]], options: ReadOptions) -> tuple[str, ...]:
    """The languages of all directions, once each; that of translations nobody has begun only where options allow it."""
    tags = dict.fromkeys(itertools.chain.from_iterable(directions))
    return tuple(tag for tag in tags if tag != UNKNOWN_LANGUAGE or options.allow_unnamed)


def language_of(path: PurePath) -> str:
    """The language that a file's name says, else the folder it is in, else the nearest folder above; empty for none.

    >>> paths = ("de.po", "app.zh_TW.xlf", "app_pt_BR.arb", "ru/LC_MESSAGES/app.po", "values-de/strings.xml", "it/a.tmx", "a.po")
    >>> [language_of(PurePath(path)) for path in paths]
    ['de', 'zh-TW', 'pt-BR', 'ru', 'de', 'it', '']
    """
    return language_in(path)[0]


def language_in(path: PurePath) -> tuple[str, str]:
    """The language a path says and the path without it, which the files of the other languages share.

    >>> language_in(PurePath("locales/en/app.json")), language_in(PurePath("app.de.json"))
    (('en', 'locales/*/app.json'), ('de', 'app.*.json'))
    """
    name = path.name
    end = len(name) - len(path.suffix)
    # The longest name of a locale before the extension: `app_pt_BR.arb` is Brazilian.
    for start in (0, *(match.end() for match in _BETWEEN_PARTS.finditer(name, 0, end))):
        if tag := tag_of(name[start:end]):
            return tag, str(path.with_name(f"{name[:start]}*{name[end:]}"))
    first, _, ending = name.partition(".")
    if tag := tag_of(first):
        return tag, str(path.with_name(f"*.{ending}"))
    folders = path.parts[:-1]
    for place in range(len(folders) - 1, -1, -1):
        match = _FOLDER.match(folders[place])
        if match and (tag := tag_of(match[1])):
            pattern = folders[place].replace(match[1], "*")
            return tag, str(PurePath(*folders[:place], pattern, *path.parts[place + 1 :]))
    return "", str(path)
