"""Negation: words that negate a sentence, and words that can stand for a negation in another language.

Languages negate in different places: *not to use* is 不利用 and *не использовать*, but *to refrain from* is 不得 and
*воздерживаться*, and *unless* needs a negation in Russian only. So there are two lists per language. **Plain** negations
(not, 不, не) are expected to show in some form in every other language; **implied** ones (without, refrain, unable, 免,
un-) satisfy that expectation and raise none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from aligner.text.rows import OUTSIDE, Row


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns over a text in lower case: what looks like a plain negation but is none, plain ones, implied ones."""

    idle: re.Pattern[str]
    plain: re.Pattern[str]
    implied: re.Pattern[str]


def _pattern(written: str) -> re.Pattern[str]:
    """Alternatives by their first letter: at any place a few are tried instead of dozens.

    Where few letters begin a word, they come before the look at what stands before them: other places are passed over.
    """
    of_words: dict[str, list[str]] = {}
    of_others: dict[str, list[str]] = {}
    for one in _BAR.split(_ROUND_BAR.sub("|", " ".join(written.split()))):
        if _BEGINS_WORD.match(one):
            of_words.setdefault(one[2], []).append(one[3:])
        elif _BEGINS_PLAINLY.match(one):
            of_others.setdefault(one[0], []).append(one[1:])
        else:
            of_others.setdefault("", []).append(one)
    if len(of_words) > _FEW_LETTERS:
        found = [rf"\b(?:{'|'.join(map(_begun, of_words, of_words.values()))})"]
    else:
        found = [_begun(rf"{first}(?<!\w.)", rest) for first, rest in of_words.items()]
    return re.compile("|".join([*found, *map(_begun, of_others, of_others.values())]))


def _begun(first: str, rest: Iterable[str]) -> str:
    return f"{first}(?:{'|'.join(rest)})"


_FEW_LETTERS = 6
_REACH = 64
"""Characters around a sign of negation within which all words stand that make it none."""
_ROUND_BAR = re.compile(r" ?\| ?")
"""A bar at the end or the beginning of a line is a bar."""
_BAR = re.compile(r"\|(?![^(]*\))")
_BEGINS_PLAINLY = re.compile(r"\w(?![?*+{])")
_BEGINS_WORD = re.compile(r"\\b\w(?![?*+{])")


_WRITTEN = {
    "en": (
        r"""\bnot only\b | \bnot least\b | \bnot (?:more|less|later|earlier|fewer) than\b | \bno (?:later|less|more|fewer|earlier|sooner) than\b
        | \bno doubt\b | \bno\. | \bwhether or not\b | \bnot to mention\b | \bno longer\b | \bnot limited to\b | \bnot-for-profit\b
        | \bif not\b | \bor not\b | \bwhy not\b | \bnot just\b | \bnot merely\b | \bnot simply\b | \bno matter\b | \bno exception | \bno one should have any doubt | \bnot only\b | \bnot-yet | \bno more than | \bnot un | \bnot alone\b | \bnot until\b | \bnever (?:more|better|so)\b | \bnot long (?:after|before|ago)\b | \bno (?:wonder|stranger|small)\b
        | \bnothing (?:but|short of)\b | \bfor nothing\b | n[’']t (?:it|you|they|he|she|we|i)\? | \bcannot wait\b | \bcan[’']?t wait\b | \bcannot (?:help )?but\b | \bwhy (?:do|does|did|would|is|are|ca)n[’']t\b""",
        r"\bnot\b | \bcannot\b | n[’']t\b | \bnever\b | \bno\b | \bneither\b | \bnone\b | \bnobody\b | \bnothing\b | \bnowhere\b",
        r"""\bnot\b | \bno\b | \bnor\b | \bnone\b | \bnever\b | \bnon-?\w | \bwithout\b | \black | \babsen[ct] | \bfail | \brefrain | \bprevent | \bavoid | \bprohibit
        | \bden(?:y|ie|ial) | \brefus | \breject | \bexclu | \bunless\b | \bhardly\b | \bbarely\b | \bfew\b | \blittle\b | \bonly\b | \bexempt
        | -free\b | \bfree (?:of|from)\b | \babstain | \bimposs | \bimmun | \bimpun | \bforbid | \bban(?:s|ned)?\b | \bfar from\b | \bbeyond\b | \bother than\b
        | \brather than\b | \binstead of\b | \btoo\b | \byet to\b | \bpending\b | \bscarce | \bstop | \bregardless\b | \billegal | \birre | \bignor | \bneglect
        | \bun(?!it|ion|iv|der|til|iq|if|il|ani|esco|dp|ep|hcr|icef|fpa|cit|ctad|ido|odc|oci|to\b|s\b) | \bdis(?:agree|appear|continu|regard|satisf)
        | \bin(?:suff|adeq|abil|capab|corr|complet|consist|equal|secur|valid|accur|approp|compat|toler|admiss|alien|violab|significant|operat)
        | \bremain(?:s|ed)? to\b | \bshort of\b | \bno-one\b | \bdespite\b | \bsolely\b | \bmerely\b | \bsilent | \bdevoid | \bbereft | \bdepriv | \bto be desired | \bmal(?:form|func) | \bout of (?:range|bounds|order|date) | \b(?:need|meaning|help|home|power|hope|state|worth|point|harm|use|end|count|doubt)less""" ,
    ),
    "zh": (
        """不仅|不但|不偏不倚|居高不下|层出不穷|不可否认|不只|不单|不断|不同|不过|不久|不论|不管|不少|不得不|不可或缺|不动产|不等|不良|不足|不便|不时|不丹|不妨|不能不|不无|不亚于|不少于|不低于|不超过|不迟于|不晚于|不早于|不扩散|不限于|不结盟|不列颠|不平等
        |无论|无线|无数|无疑|无烟|无核|无人|无家|无国籍|无偿|无条件|无害|无障碍|未来|未成年|非洲|非常|非法|非政府|南非|北非|中非|西非|东非|是非|非正式|非盟|非殖民|非典|非农|非国家|非常任|非正规|非自治|非物质|能否|是否|与否|否决|并非只|非传统
        |不单单|不外乎|不容忽视|不言而喻|密不可分|必不可少|不可分割|不可剥夺|不遗余力|不可避免|不正常|不明|不利(?!用)|不当(?!作)|不安全|不稳定|不公|不法|不锈钢|不发达|不歧视|不对称|未遂|不限|不止|不满|不到|不统一|不间断|不容|不辜负|不大|不开|不凡|不已|不愧|不妥|不懈|不休|不谋而合|不约而同|不菲|不俗|不禁|不由|不停|不住|不解|不如|不情愿|不安宁|不相同|不尽相同|不一样|不可逆|不卑|不屈|不一致|不折不扣|不择手段|不惜|不计其数|不可估量|不可思议|不可抗力|不再受|不受|不曾|不例外|未清偿|未婚|未决|未及时|未缴|未付|未用|未偿|未支配|未分配|未经审计|未指定|未列|无偿|无纸|无线电|不一|不干涉|不前|不二|不动|不知所措|不攻自破|不拔|不佳|不舍|迫不及待|不善|不服|不堪|不敌|不胜|不幸|不错|不景气|不适|不料|不忘|不乏|不失|不然|不朽|不屑|不绝|不尽|不切实际|不讳|不安|不息|不乐|不起|不愿透露|差不多|之不去|不客气|不好意思|不知不觉|不染|不齿|无异|无效|无力|无罪|无歧视|无关|不力|没收|没落|淹没""",
        "不|没有|尚未|未(?!必)|并非|绝非|毫无|无法|无权|无需|无须|无意|从无|概无|勿|没(?!收|落)",
        """不|没(?!收|落)|无|未|勿|否|非(?!洲|常|政府|盟)|缺|拒|禁|免|避|仅|只有|唯|只能|才能|难|毋|莫(?!斯|桑|过于|尔|迪)|别(?<![特分个级性区类识鉴告离派差辨].)(?=[让再说担忘把给想去做太怕管动哭])|难以|罕|阻|剥夺|除非|排除|毫|以外|空白|阻止|杜绝|失败|短缺|甚少|很少|极少""",
    ),
    "ru": (
        r"""\bне только\b | \bне (?:менее|более|меньше|больше|позднее|позже|ранее|раньше|выше|ниже|свыше)\b | \bне раз\b | \bне просто\b | \bне что иное\b
        | \bне говоря\b | \bне ограничиваясь\b | \bчуть не\b | \bпока не\b | \bне может не\b | \bнельзя не\b | \bто ни\b | \bкак ни\b | \bни было\b | \bвне зависимости\b
        | \bне исключено\b | \bкто ни\b | \bгде ни\b | \bне одн\w+ | \bне ограничива\w+ | \bне допус\w+ | \bне отста\w+ | \bсве(?:дени|с)\w+ на нет\b | \bсводит\w* на нет\b | \bбы [\w ]{0,15}\bни\b | \bни с чем\b | \bв том числе и не\b | \bне так давно\b | \bне прочь\b | \bне против\b | \bне возраж\w+ | \bне ослаб\w+ | \bне освобожд\w+ | \bне обо(?:шл|йд)\w+ без\b
        | \bне остан[ао]в\w+ | \bне (?:последн|перв|единственн|предел)\w* | \bчто-то \w* ?не так\b | \bкак никогда\b | \bне меша\w+ | \bне препятств\w+ | \bне м(?:ог|ож)\w* не\b | \bне прекраща\w+ | \bне переста\w+ | \bне исключ\w+ | \bне отверга\w+ | \bне соответств\w+ | \bне достиг\w+ \d | \bне завис\w+ | \bникак не меньше | \bесли не\b | \bили не\b | \bне хват\w+ | \bне уда(?:л|[её]т|в)\w* | \bне сп(?:ал|ит|ят)\w*""",
        r"\bне\b | \bнет\b | \bнельзя\b | \bникогда\b | \bникто\b | \bникак\w* | \bничто\b | \bничего\b | \bни\b",
        r"""\bне\b | \bнет\b | \bни\b | \bникто | \bникак | \bничто | \bничего | \bнельзя | \bникогда | \bне(?!обход|котор|скольк|дел|давн|посредств|зави|фт|б[оеа]|мец|мк|йт|рв|кий|йро|что\b|го\b|е\b|й\b|ё\b|ю\b|м\b|му\b|негатив)[а-яё]{2}
        | \bбез(?!опасн) | \bотсут | \bнехват | \bвоздерж | \bпредотвр | \bизбе[жг] | \bзапре | \bотказ | \bотриц | \bотверг | \bотклон | \bза исключ | \bисключа | \bлишен
        | \bутра | \bвместо | \bвопреки | \bтолько | \bредко | \bедва | \bвряд | \bсвобод\w+ от\b | \bмало\b | \bвне\b | \bслишком | \bнон- | \bдалек | \bлишь\b | \bединственн | \bза предел | \bжелать лучшего""",
    ),
    "fr": (r"\bnon seulement\b", r"\bne\b | \bn[’']| \baucun | \bjamais\b", r"\bne\b | \bn[’'] | \bsans\b | \baucun | \bnon\b | \bni\b | \bjamais\b | \bin\w | \babst | \bemp[êe]ch | \bmanqu | \babsen | \brefus | \binterd | \bimp(?:oss|uiss|uni)"),
    "es": (r"\bno s[óo]lo\b | \bno obstante\b", r"\bno\b | \bning[uú]n | \bnunca\b | \bjam[áa]s\b", r"\bno\b | \bsin\b | \bni\b | \bning | \bnunca | \btampoco | \bin\w | \babst | \bimped | \bfalta | \bausen | \brech | \bprohib | \bevit | \bimp(?:os|un)"),
    "ar": ("لا سيما|لاسيما", r"\b(?:و|ف)?(?:لا|لم|لن|ليس|ليست)\b", "لا|لم|لن|ليس|عدم|دون|غير|بدون|ينبغي ألا|ألا|منع|امتن|رفض|حظر|انعدام|نقص|تجنب"),
}  # fmt: skip


@cache
def _words(language: str) -> _Words:
    """The patterns of a language, made when it is met."""
    return _Words(*map(_pattern, _WRITTEN[language]))


_TRADITIONAL = str.maketrans(
    "與東個產僅從傳決剝動單發異當擴擇權條來極無時沒滿災煙礙離稱穩窮類約級紙線經結給絕統繳勝捨艱規視覺計認讓議諱識論說謀負敗質達過遲適遺鑒鋼鏽錯間際難須顛齒別奪實審寧對爾盡層並開數斷氣電關農區樣擔樂亞",
    "与东个产仅从传决剥动单发异当扩择权条来极无时没满灾烟碍离称稳穷类约级纸线经结给绝统缴胜舍艰规视觉计认让议讳识论说谋负败质达过迟适遗鉴钢锈错间际难须颠齿别夺实审宁对尔尽层并开数断气电关农区样担乐亚",
)
"""Traditional Chinese characters to the simplified ones in the lists above."""
_ANY_TRADITIONAL = re.compile(f"[{''.join(map(chr, _TRADITIONAL))}]")


def _folded(text: str, base: str) -> str:
    """The text as the lists have it: in lower case, and Chinese in simplified characters; none moves."""
    if base == "zh":
        return text.translate(_TRADITIONAL) if _ANY_TRADITIONAL.search(text) else text
    return text.lower()


_NEUTRAL = {
    "en": _pattern(
        r"\bnot only\b|\bno (?:later|less|more|fewer) than\b|\bnon-(?:govern|prolif|perman|align|self|paper)\w*|\bwhether or not\b|\bno\. ?\d"
    ),
    "zh": _pattern(
        "不仅|不但|不断|不同|不过|不久|不论|不管|不少于|不迟于|不低于|无论|非洲|非常|非政府|南非|中非|未来|无线|不列颠|不丹|不等|不时|能否|是否|不结盟"
        "|不扩散|不限|不动产|无核|无人|除非洲|非国大|才能|只有|难民|困难|艰难|灾难|避孕|避免|禁止|阻止|阻碍|避难|唯一|不可或缺|不平等|不可分割|缺乏|仅次|免疫|豁免"
    ),
    "ru": _pattern(
        r"\bне только\b|\bне (?:менее|более|позднее|позже|ранее)\b|\bнеправительств\w*|\bнераспростран\w*|\bнеприсоедин\w*|\bнесовершеннолет\w*|\bнеравен\w*|\bнеодно\w*|\bнедостат\w*"
    ),
}
"""What looks like a negation and can stand for none."""
_SHARED = {
    "en": re.compile(r"without\b(?<=\bwithout)[^.;:]*\bor\b"),
    "ru": re.compile(r"без\b(?<=\bбез)[^.;:]*\b(?:и|или)\b"),
}
"""One word that negates two members, where another language negates each: without permit or contact."""
_CONCORD = {
    "ru": re.compile(r"\bни(?:когда|кто|кого|кому|чего|что|чем|где|как\w*)?\b(?=[^.,;:]{0,40}\bне(?:т|льзя)?\b)")
}
"""Words that negate nothing by themselves beside another that does, in one clause: никогда не is *never*."""
_SIGNS = {
    "en": re.compile("n(?:ot(?: |(?<= not))|not(?<=cannot)|[’']t|ever|o |either|othing|one|obody|owhere)"),
    "zh": re.compile("[不未无勿没]|并非|绝非|毫无|尚未"),
    "ru": re.compile("н(?:[еи] |ет|ельзя|икогда|и[кч])"),
}
"""Parts of the plain negations that are quick to look for."""
ROWS: Mapping[str, tuple[Row, ...]] = {
    "en": (
        (OUTSIDE, "n", "o", "tnbw" + OUTSIDE),
        (OUTSIDE, "n", "e", "vi"),
        ("n", "n", "o", "t"),
        ("n", "'’", "t"),
    ),
    "zh": (("不没沒未无無勿",), ("并並绝絕", "非")),
    "ru": ((OUTSIDE, "н", "е", "тл" + OUTSIDE), (OUTSIDE, "н", "и", "кч" + OUTSIDE)),
}
"""Without one of these rows a text has no plain negation."""


def languages() -> frozenset[str]:
    """The languages whose negations are known."""
    return frozenset(_WRITTEN)


def plain(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of the words that plainly negate.

    >>> text = "They shall not only refrain, but never use force."
    >>> [text[start:end] for start, end in plain(text, "en")]
    ['never']
    >>> plain("不利用信息通信技术", "zh"), plain("在非洲不断加强", "zh")
    ([(0, 1)], [])
    """
    base = language[:2]
    return _plain(_folded(text, base), base)


def _plain(lower: str, base: str) -> list[tuple[int, int]]:
    """As above, in a text that is folded."""
    words, signs = _words(base), _SIGNS.get(base)
    if signs and not signs.search(lower):
        return []
    found = [match.span() for match in words.plain.finditer(lower)]
    if not found:
        return []
    if base == "zh":
        # Words of two to four characters around the sign: looking near it is quicker than looking everywhere.
        return [span for span in found if not _is_inside(words.idle, lower, span[0])]
    return [span for span in found if not _is_idle(words.idle, lower, span[0])]


def _is_idle(idle: re.Pattern[str], text: str, place: int) -> bool:
    """Whether a word that negates is one of several that together do not."""
    for match in idle.finditer(text, max(0, place - _REACH), place + _REACH):
        if match.end() > place:
            return match.start() <= place
    return False


def _is_inside(idle: re.Pattern[str], text: str, place: int) -> bool:
    """Whether a sign of negation stands inside a word that is none."""
    for start in range(max(0, place - 2), place + 1):
        match = idle.match(text, start)
        if match and match.end() > place:
            return True
    return False


def signs(text: str, language: str) -> int:
    """How many words of a text can stand for a negation of another language, the plain ones among them.

    >>> signs("refrain from the use of force", "en"), signs("the use of force", "en")
    (1, 0)
    >>> signs("并非没有", "zh"), signs("никогда не применять силу", "ru")
    (2, 1)
    """
    base = language[:2]
    lower = _folded(text, base)
    found = {match.span() for match in _words(base).implied.finditer(lower)}
    if found and base in _NEUTRAL:
        neutral = [match.span() for match in _NEUTRAL[base].finditer(lower)]
        found = {span for span in found if not any(start <= span[0] < end for start, end in neutral)}
    count, last = int(base in _SHARED and bool(_SHARED[base].search(lower))), -1
    count -= len(_CONCORD[base].findall(lower)) if base in _CONCORD and "ни" in lower else 0
    for start, end in sorted(found.union(_plain(lower, base))):
        count += start >= last
        last = max(last, end)
    return count


_AFFIRMED = {
    "en": {
        "cannot": "can", "never": "always", "none": "all", "nobody": "everybody", "nothing": "everything",
        "nowhere": "everywhere", "neither": "both",
    },
    "zh": {
        "没有": "有", "并非": "是", "绝非": "是", "毫无": "有", "无法": "可以", "无权": "有权", "无需": "需", "无须": "需",
        "无意": "有意",
    },
    "ru": {
        "нет": "есть", "нельзя": "можно", "никогда": "всегда", "никто": "все", "ничто": "все", "ничего": "все",
    },
}  # fmt: skip
"""What stands where a word that negates is more than the negation."""


def affirmed(text: str, language: str, place: tuple[int, int]) -> str:
    """The text with a plain negation taken out, as well as that goes without grammar.

    >>> affirmed("States shall not use force", "en", (13, 16))
    'States shall use force'
    >>> affirmed("没有证据", "zh", (0, 2))
    '有证据'
    """
    start, end = place
    base = language[:2]
    instead = _AFFIRMED.get(base, {}).get(_folded(text[start:end], base), "")
    if not instead and text[end : end + 1] == " " and (start == 0 or text[start - 1] == " "):
        end += 1
    return text[:start] + instead + text[end:]
