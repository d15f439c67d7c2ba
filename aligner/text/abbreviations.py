"""Abbreviations that end with a full stop which ends no sentence, per language, as United Nations documents write them.

Two kinds: those something always follows (``No.``, ``Art.``, ``ст.``), and those a sentence may end with (``etc.``,
``г.``, ``т. д.``). Parts of one abbreviation are written with a space; the space is optional in the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.text.languages import language

_FOLLOWED = {
    "en": "Mr Mrs Ms Messrs Dr Prof Rev Fr Hon Gen Col Lt Capt Maj Sgt Gov Sen Rep Pres Amb St Ste Mt Ft "
    "No Nos Art Arts art arts para paras Para Paras par sect sects Sect sec chap chaps Chap ch vol vols Vol p pp "
    "fig figs Fig Figs tab Add Corr Rev Res res Doc doc Ser Supp Suppl ed eds trans cf Cf e.g eg i.e ie viz vs v ca c approx "
    "al incl excl Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Dept Univ Op op cit ibid Ibid seq",
    "ru": "т|е т|н т|о т|к с|г н|э и|о им ул пл пр просп пер д кв корп стр с см См ср Ср напр ст Ст п пп Пп подп гл Гл разд ч рис "
    "табл прим акад проф доц ген полк кап лейт гос гр г-н г-жа гг-н св долл руб коп тыс млн млрд трлн т тт изд ред сост пер "
    "вып № тел зам зав мин обл р-н пос дер гос ок до|н|э янв фев февр мар апр авг сент окт нояб дек б рез док прил",
    "fr": "M MM Mme Mlle Dr Pr Me Mgr St Ste no No nos art Art al par chap Chap sect vol p pp fig éd cf Cf p|ex c.-à-d réf "
    "env janv févr avr juil sept oct nov déc av apr rés ann doc",
    "es": "Sr Sra Srta Sres Sras Dr Dra Prof Lic Ing Excmo Excma D Dª núm núms Núm nro art arts Art párr párrs Párr inc cap caps Cap "
    "secc vol pág págs p pp fig figs ed p|ej P|ej cf Cf i.e EE av Av tel Gral res doc",
    "ar": "د أ م ص ج ب ق ت ف",
}
_MAY_END = {
    "en": "etc U.S U.K U.N E.U U.S.A U.S.S.R D.C a.m p.m A.M P.M B.C A.D Inc Corp Ltd Co Jr Sr Ph.D M.D Esq ff",
    "ru": "г гг в вв т|д т|п др пр р руб н|э час ч мин сек км м кг л",
    "fr": "etc s suiv",
    "es": "etc EE|UU Ud Uds a.m p.m S.A Cía",
    "ar": "هـ ظ ق|م",
}
# A capital after "U.S." begins a sentence when it begins one of these words.
_STARTERS = {
    "en": "The This That These Those It Its He She They We You In On At By For From With Under As If When While After Before "
    "However But And Or Nor No Not Nothing All Any Each Some Such There Here Who What Where Why How His Her Their Our To An",
    "fr": "Le La Les Il Elle Ils Elles Un Une Ce Cette Ces En Dans Rien Nul",
    "es": "El La Los Las Un Una Este Esta En Se No",
}


@lru_cache(maxsize=64)
def followed(tag: str) -> re.Pattern[str]:
    """Matches the end of a text (its last stop left out) where an abbreviation stands that goes on."""
    return _ending(_words(_FOLLOWED, tag))


@lru_cache(maxsize=64)
def may_end(tag: str) -> re.Pattern[str]:
    """Matches the end of a text (its last stop left out) where an abbreviation stands that may end a sentence."""
    return _ending(_words(_MAY_END, tag))


@lru_cache(maxsize=64)
def starters(tag: str) -> frozenset[str]:
    """Capitalised words that hardly follow an abbreviation or an initial in the middle of a sentence."""
    return frozenset(_words(_STARTERS, tag))


def _words(table: dict[str, str], tag: str) -> list[str]:
    """The words of a language and, since names and references are often written in Latin, the English ones."""
    known = language(tag).tag
    return [*table.get(known, "").split(), *(table["en"].split() if known != "en" else ())]


def _ending(words: list[str]) -> re.Pattern[str]:
    capitalised = (word[0].upper() + word[1:] for word in words if len(word) > 1)  # at the start of a sentence
    parts = (r"\.\s?".join(map(re.escape, word.replace(".", "|").split("|"))) for word in (*words, *capitalised))
    return re.compile(rf"(?:^|[^\w.])(?:{'|'.join(sorted(parts, key=len, reverse=True))})$")
