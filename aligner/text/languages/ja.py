"""Japanese."""

from aligner.text.language import (
    Abbreviations,
    Calendar,
    Clock,
    Figures,
    Formulas,
    Language,
    NegationWords,
    NumberWords,
    divisions,
)
from aligner.text.rows import DIGIT, SPACES

LANGUAGE = Language(
    tag="ja",
    name="Japanese",
    scripts=("Hani", "Hira", "Kana"),
    joiner="",
    quotations=(("「", "」"), ("『", "』")),
    divisions=divisions(
        part="部 編", chapter="章", section="節 款", article="条", paragraph="項", item="号", annex="附属書 別表 別紙"
    ),
    alphabet="ア イ ウ エ オ カ キ ク ケ コ サ シ ス セ ソ タ チ ツ テ ト; イ ロ ハ ニ ホ ヘ ト チ リ ヌ ル ヲ ワ カ ヨ タ",
    conjunctions="及び 並びに 又は 若しくは と や",
    ranges="から より",
    said="と述べ|と言|と語|と指摘",
    function_words=(
        "の に は を が と で て も から まで より へ や など し する した さ れ れる い いる ある こと この その これ それ また 及び "
        "並びに 又は 若しくは ため もの よう な だ です ます ない"
    ),
    calendar=Calendar(month_mark="月"),
    clock=Clock(
        patterns=(
            r"(?P<half>午前|午後)(?P<hour>[01]?\d|2[0-4])時(?!間|代)(?:(?P<thirty>半)|(?P<minute>[0-5]?\d)分)?",
            r"(?<![\d前後])(?P<hour>1\d|2[0-4])時(?!間|代)(?:(?P<thirty>半)|(?P<minute>[0-5]?\d)分)?",
        ),
        hints=((DIGIT, "時"), (DIGIT, SPACES, "時")),
        morning="午前",
        afternoon="午後",
    ),
    figures=Figures(
        decade=r"(\d{1,2})世紀の?(\d0)年代",
        scales="""
            12: 兆
            11: 千億
            10: 百億
            9: 十億
            8: 億
            7: 千万
            6: 百万
            5: 十万
            4: 万
            3: 千
        """,
        between="数余",
        scale_end="",  # counters and particles follow without a space
        spaced=False,
        myriads=True,
        eras="2018: 令和; 1988: 平成; 1925: 昭和; 1911: 大正; 1867: 明治",
    ),
    number_words=NumberWords(
        values="0: 皆無; 1: 一つ ひとつ 唯一; 2: 二つ ふたつ 双方 両; 3: 三つ みっつ; 1/2: 半",
        inside=True,
        han="壱一 弐二 伍五 参三 拾十 萬万 億亿",
    ),
    negation=NegationWords(
        idle="少なくない|少なからず|やむを得ない|に過ぎない|にすぎない|だけでな[くい]|のみならず|かもしれない|なければならな|なくてはならな|ないわけではない|ないことはない|しない限り",
        plain="ない(?!し)|なかった|なく(?:て|、|な)|ません|ず(?:、|に|と)|ぬ(?:もの|こと|。)|まい",
        implied="ない|なく|なし|なかった|ません|ず(?!れ|つ|っ)|ぬ|無|不|非|未|否|禁|拒|除|以外|欠|防|避|免|まい|のみ|だけ|限り",
    ),
    abbreviations=Abbreviations(),
    formulas=Formulas(
        organs="総会|理事会|委員会|会議|締約国|当事国|諸国|政府|国会",
        preambular="[^。]{0,80}(?:想起し|留意し|認識し|確信し|考慮し|再確認し|歓迎し|希望し|決意し|憂慮し|鑑み)",
        signed="署名|（署名）",
        note="注|備考",
    ),
)
