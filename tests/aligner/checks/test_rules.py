"""Every rule is tried on its own examples, which the documentation shows."""

from __future__ import annotations

import re

import pytest

from aligner.checks import CheckedText, Rule, Severity, all_rules, run, select
from aligner.checks.registry import FAMILIES
from aligner.checks.rule import Example, example
from aligner.model import Role, Segment, Unit

RULES = [pytest.param(rule, id=rule.code) for rule in all_rules()]


def codes(rule: type[Rule], shown: Example) -> set[str]:
    has_status = rule.code.startswith("PRV")
    source = CheckedText(
        "example", shown.units, shown.languages, shown.concepts, has_status=has_status, witnesses=shown.witnesses
    )
    rules = all_rules() if rule.code == "IGN001" else (rule,)
    return {finding.code for finding in run(source, rules)}


@pytest.mark.parametrize("rule", [param for param in RULES if param.id != "FIL001"])
def test_a_rule_reports_its_bad_example(rule: type[Rule]) -> None:
    if rule.code == "ALN007":
        pytest.importorskip("py3langid")
    assert rule.code in codes(rule, rule.bad)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_silent_on_its_good_example(rule: type[Rule]) -> None:
    assert rule.code not in codes(rule, rule.good)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_it_is(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.code[:3] in FAMILIES
    assert rule.severity in Severity
    assert rule.what.endswith(".")
    assert rule.why.endswith(".")


def test_codes_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)


def test_a_number_changed_into_another_of_the_same_unit_is_found() -> None:
    texts = {"en": "Spain (2016), Japan (2015), Iran (2015)", "zh": "西班牙(2016)、日本(2015)、伊朗(2015)"}
    units = example({**texts, "ru": "Испания (2016), Япония (2016), Иран (2015)"}).units
    assert [(it.code, it.languages) for it in run(CheckedText("f", units), select(["NUM"], []))] == [
        ("NUM001", ("ru",))
    ]


FORGET = {
    "en": "We must forget that the only way to end the suffering is to end the conflict.",
    "zh": "我们不能忘记，结束苦难的唯一途径是结束冲突。",
    "ru": "Мы не должны забывать, что к прекращению страданий ведет прекращение конфликта.",
}
MEET = {
    "en": "The Committee will meet again next year.",
    "zh": "委员会明年再次开会。",
    "ru": "Комитет не соберется вновь в следующем году.",
}


@pytest.mark.parametrize(
    ("texts", "meaning", "alone"),
    [
        pytest.param(FORGET, False, (), id="by words, another word (only) stands for the negation that was lost"),
        pytest.param(FORGET, True, ("en",), id="vectors tell that it does not"),
        pytest.param(
            {**FORGET, "en": FORGET["en"].replace("forget", "not forget")}, True, (), id="the same with its negation"
        ),
        pytest.param(MEET, True, ("ru",), id="a negation of one language alone"),
        pytest.param({**MEET, "ru": MEET["ru"].replace("не ", "")}, True, (), id="the same without it"),
        pytest.param({"en": "Never again.", "ru": "Снова."}, True, ("en", "ru"), id="two languages: by words"),
        pytest.param(
            {"en": "not to use", "zh": "使用", "ru": "не использовать", "tg": "истифода"},
            True,
            ("zh",),
            id="a language the encoder does not know: by words",
        ),
    ],
)
def test_negations_are_weighed_with_vectors_where_meanings_are_compared(
    texts: dict[str, str], meaning: bool, alone: tuple[str, ...]
) -> None:
    rules = select(["NEG001", "ALN021"] if meaning else ["NEG001"], [])
    found = [it for it in run(CheckedText("f", example(texts).units), rules) if it.code == "NEG001"]
    assert [it.languages for it in found] == ([alone] if alone else [])


@pytest.mark.parametrize(
    ("code", "texts", "alone"),
    [
        pytest.param(
            "NEG001",
            {
                "en": "They can only be used here",
                "zh": "它们只能用于此处，不能用于别处",
                "ru": "Они не могут только здесь",
            },
            ("en",),
            id="a language with fewer negations than every other stands alone, whatever else may negate in it",
        ),
        pytest.param(
            "NEG001",
            {"en": "They shall not fail to act", "zh": "不得不作为", "ru": "не могут не действовать"},
            (),
            id="as many negations in one form or another are no difference",
        ),
        pytest.param(
            "NEG001",
            {
                "en": "entry without permit or contact",
                "zh": "未经许可，也未联系",
                "ru": "не имея разрешения и не связавшись",
            },
            (),
            id="one word may negate two members",
        ),
        pytest.param(
            "NEG001",
            {"en": "The file does not exist", "zh-Hant": "沒有這個檔案"},
            (),
            id="negations in traditional characters are known",
        ),
        pytest.param(
            "NEG001",
            {"en": "It cannot be read", "fr": "impossible de le lire"},
            (),
            id="in French what is impossible cannot be",
        ),
        pytest.param(
            "ALN006",
            {"en": "It is a conditio sine qua non", "ru": "Это является conditio sine qua non"},
            (),
            id="a Latin formula is left as it is in any language",
        ),
        pytest.param(
            "ALN006",
            {"en": "obligations erga omnes partes", "ru": "обязательства orga omnes partes"},
            ("ru",),
            id="a misspelled one is not",
        ),
        pytest.param(
            "NEG001",
            {"en": "It is needless to repeat this", "zh": "无需重复", "ru": "повторять это нет нужды"},
            (),
            id="a word in -less can stand for a negation",
        ),
        pytest.param(
            "NEG001",
            {"en": "They fell out over it", "zh": "两国为此闹翻", "ru": "Им не удалось договориться об этом"},
            (),
            id="a negation that only says failing is none that others must have",
        ),
        pytest.param(
            "REF002",
            {"en": "a violation of resolution 2118", "zh": "违反第2118(2013)号决议"},
            (),
            id="the number of a resolution is a reference to it without the year too",
        ),
        pytest.param(
            "REF001",
            {"en": "under resolution 2118 (2014)", "zh": "根据第2118(2013)号决议"},
            ("en", "zh"),
            id="another year is another resolution",
        ),
        pytest.param(
            "DUP001",
            {"en": "real progress", "zh": "取得实实在在的进展"},
            (),
            id="a word made of two doubled characters is none that stands twice",
        ),
        pytest.param(
            "NUM002",
            {"en": "for 2.5 years", "ru": "в течение двух с половиной лет"},
            (),
            id="two and a half is 2.5",
        ),
        pytest.param(
            "NUM002",
            {"en": "of twenty-first-century education", "zh": "21世纪的教育", "ru": "образования XXI века"},
            (),
            id="the twenty-first century is the 21st",
        ),
        pytest.param(
            "NUM002",
            {"en": "July-August 2014", "zh": "2014年7-8月", "ru": "в июле-августе 2014 года"},
            (),
            id="both months of a Chinese range are months",
        ),
        pytest.param(
            "LEN001",
            {"en": "Outreach", "zh": "外联", "ru": "Информационно-просветительская деятельность"},
            (),
            id="one word may need several in another language",
        ),
        pytest.param(
            "LEN001",
            {
                "en": "To settle any dispute through peaceful means",
                "zh": "以和平方式解决任何争端",
                "ru": "урегулировать любые споры мирными средствами и не прибегать к силе или к угрозе силой, "
                "а также содействовать дружественным отношениям между всеми народами на основе равенства",
            },
            ("ru",),
            id="a clause that says far more than its counterparts is out of proportion",
        ),
        pytest.param(
            "DAT001",
            {"en": "on 17 December 2014", "zh": "2014年12月17日", "ru": "57 декабря 2014 года"},
            ("ru",),
            id="a day that no month has is another day",
        ),
        pytest.param(
            "DAT001",
            {"en": "on 17 December 2014", "zh": "2014年12月57日", "ru": "17 декабря 2014 года"},
            ("zh",),
            id="in Chinese too",
        ),
        pytest.param(
            "DAT001",
            {"en": "on 10 July 0007", "zh": "2007年7月10日", "ru": "10 июля 2007 года"},
            ("en",),
            id="a year that no date has is another year",
        ),
        pytest.param(
            "DAT003",
            {"en": "adopted on 13 August", "zh": "2014年8月13日通过", "ru": "Тринадцатого августа принято"},
            (),
            id="a day in words is the date, without the year that another language leaves out",
        ),
        pytest.param(
            "DAT003",
            {"en": "adopted on 13 August 2014", "zh": "2014年8月13日通过", "ru": "Тринадцатого августа принято"},
            ("ru",),
            id="a day in words is not the date where all others give the year",
        ),
        pytest.param(
            "PUN003",
            {"en": "rule 3 (d) applies", "zh": "第3(d)条适用", "ru": "применяется правило 3 d) и b) статьи"},
            (),
            id="a half bracket after a letter is a label in Russian, wherever it stands",
        ),
        pytest.param(
            "PUN003",
            {"en": "Liability (art. 26)", "zh": "责任(第26条)", "ru": "Ответственность ст. 26)"},
            ("ru",),
            id="a number and a bracket at the end of a text are no label",
        ),
        pytest.param(
            "ALN004",
            {"en": "Total (I-III)", "zh": "共计", "ru": "Total (I-III)"},
            ("en", "ru"),
            id="a text that Chinese has in characters alone was to be translated",
        ),
        pytest.param(
            "ALN004",
            {"en": "UNHCR", "zh": "UNHCR办事处", "ru": "UNHCR"},
            (),
            id="a name that a third language keeps may stay",
        ),
        pytest.param(
            "ALN004",
            {"en": "Article 1", "fr": "Article 1", "zh": "第一条"},
            (),
            id="a label may be the same in languages that both write it so",
        ),
        pytest.param(
            "ALN004",
            {"en": "Article 1", "ru": "Article 1", "zh": "第一条"},
            ("en", "ru"),
            id="a label in the words of another language was to be translated",
        ),
        pytest.param(
            "CHR002", {"en": "A.\\nOn.", "ru": "А.\\nОн."}, (), id="an escape is not a letter of the next word"
        ),
        pytest.param("CHR002", {"en": "%.1fs", "ru": "%.1fс"}, (), id="a placeholder may have a unit right behind it"),
        pytest.param(
            "CHR002", {"en": "%c are", "ru": "%cбудут"}, ("ru",), id="a placeholder glued to a word is reported"
        ),
        pytest.param(
            "NUM001",
            {"en": "Second part 2.", "de": "Zweiter Teil 3."},
            ("en", "de"),
            id="a number that is there in words too is not what another stands for",
        ),
        pytest.param("NUM001", {"en": "two of 3", "de": "2 von drei"}, (), id="each number is there in words"),
        pytest.param(
            "CHR002", {"en": "VIP day", "ru": "на VIPдне"}, (), id="two words that were joined are not confused letters"
        ),
        pytest.param(
            "CHR002", {"en": "on Wednesday", "ru": "в cреду"}, ("ru",), id="a Latin letter that opens a Russian word is"
        ),
    ],
)
def test_a_rule_tells_which_language_stands_alone(code: str, texts: dict[str, str], alone: tuple[str, ...]) -> None:
    found = [it.languages for it in run(CheckedText("f", example(texts).units), select([code], []))]
    assert found == ([alone] if alone else [])


def test_a_lost_quotation_mark_is_found_beside_a_unit_with_another() -> None:
    whole = {"en": 'the "essential elements"', "zh": "“基本要素”", "ru": "«важнейшие элементы»"}
    units = example({**whole, "en": 'the "essential elements'}, {**whole, "en": 'essential elements" again'}).units
    assert [(it.unit_id, it.languages) for it in run(CheckedText("f", units), select(["PUN004"], []))] == [
        ("1", ("en",)),
        ("2", ("en",)),
    ]


def test_a_quotation_that_goes_on_in_every_language_is_not_unpaired() -> None:
    units = example({"en": '"So I am you.', "zh": "“因此我是你。", "ru": "«То есть я — это ты."}).units
    assert not list(run(CheckedText("f", units), select(["PUN004"], [])))


def test_labels_given_apart_are_compared_whatever_number_the_texts_begin_with() -> None:
    segments = {"en": Segment("1. To cooperate", label="(c)"), "ru": Segment("1. Сотрудничать", label="d)")}
    found = run(CheckedText("f", [Unit("1", Role.ITEM, segments)]), select(["LST001"], []))
    assert [finding.code for finding in found] == ["LST001"]


@pytest.mark.parametrize(("language", "text"), [("zh", "锟斤拷"), ("es", "Ã“rgano"), ("en", "Ïðàâà"), ("ru", "РѓРѓРѓ")])
def test_characters_that_became_letters_of_the_text_s_own_script_are_corrupt(language: str, text: str) -> None:
    unit = Unit("1", Role.ITEM, {language: Segment(text)})
    assert [finding.code for finding in run(CheckedText("f", [unit]), select(["CHR001"], []))] == ["CHR001"]


RIGHT = [
    {"de": "Der Betrag von 3,5 Millionen Franken", "fr": "Le montant de 3,5 millions de francs"},
    {"de": "2 Mrd. Euro", "fr": "2 milliards d'euros", "pl": "2 mld euro", "it": "2 miliardi di euro"},
    {"es": "unos 3 mil millones de dólares", "pt-BR": "cerca de 3 bilhões de dólares", "en": "some 3 billion dollars"},
    {
        "en": "a capital of 3 million",
        "ja": "資本金300万円",
        "ko": "자본금 300만 달러",
        "zh-Hant": "資本300萬",
        "hi": "पूंजी 30 लाख",
    },
    {"en": "some 350 million", "zh": "约3亿5000万", "ja": "約3億5000万", "ko": "약 3억 5000만"},
    {"en": "a capital of 3 million", "sw": "mtaji wa milioni 3"},
    {"en": "nearly 10,000 people", "ar": "نحو ١٠٬٠٠٠ شخص"},
    {"en": "resolution 64/211", "ar": "القرار ٦٤/٢١١"},
    {"en": "in force on 3 March 2021", "th": "มีผลบังคับใช้เมื่อวันที่ 3 มีนาคม 2564"},
    {"en": "in force on March 3, 2021", "ja": "令和3年3月3日に施行された"},
    {"en": "the budget of 2018", "ja": "平成30年度予算"},
    {"en": "It is held twice in May", "ja": "5月に2回開催される", "ko": "5월에 두 번 열린다"},
    {"de": "Die Sitzung beginnt um 14.30 Uhr", "fr": "La séance commence à 14 h 30"},
    {"en": "signed on 3 March 2021", "de": "unterzeichnet am 3.3.2021", "it": "firmato il 3/3/2021"},
    {"en-US": "valid until 12/25/2021", "de": "gültig bis 25.12.2021"},
    {"de": "Im 19. Jahrhundert", "fr": "Au XIXe siècle"},
    {"de": "es waren drei Mitglieder", "fr": "il y avait 3 membres"},
    {"en": "delete %s from %s", "ja": "%2$s から %1$s を削除"},
    {"en": "What does this mean?", "th": "หมายความว่าอะไร"},
    {"en": "EUR 1,234.56", "de": "1.234,56 EUR"},
    {"en": "“Freedom” is a right", "de": "»Freiheit« ist ein Recht", "sv": "”Frihet” är en rättighet"},
    {"en": "He said: “Yes!”", "de": "Er sagte: „Ja!“"},
    {"en": "(a) States;", "ko": "(가) 국가;", "he": "(א) מדינות;"},
    {"de": "Siehe www.admin.ch/de/recht", "it": "Vedi www.admin.ch/it/recht"},
    {"en": "-c FILE     FILE exists", "fr": "-c FICHIER  FICHIER existe"},
]


@pytest.mark.parametrize("texts", RIGHT)
def test_what_languages_write_in_their_own_way_is_no_fault(texts: dict[str, str]) -> None:
    units = example(texts).units
    found = run(CheckedText("f", units), select([], ["LEN", "NEG", "ALN02", "SPC"]))
    assert [(it.code, it.message) for it in found] == []


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("NUM001", {"de": "ein Betrag von 5 Millionen", "fr": "un montant de 5 milliards"}),
        ("NUM001", {"en": "a capital of 3 million", "ja": "資本金3000万円"}),
        ("NUM001", {"en": "10 States agree", "de": "11 Staaten stimmen zu"}),
        ("NUM001", {"en": "10 States agree", "zh": "11国同意"}),
        ("NUM001", {"en": "the budget of 2019", "ja": "平成30年度予算"}),
        ("REF001", {"en": "resolution 1373 (2001)", "ar": "القرار ١٣٧٣ (٢٠٠٢)"}),
        ("ALN004", {"de": "Die Freiheit ist gewährleistet.", "fr": "Die Freiheit ist gewährleistet."}),
        ("LST003", {"en": "(a) States;", "ko": "국가;"}),
    ],
)
def test_a_fault_is_found_in_the_ways_of_other_languages_too(code: str, texts: dict[str, str]) -> None:
    assert code in {it.code for it in run(CheckedText("f", example(texts).units), select([], []))}


GROUPS = [
    ("NUM001", {"en": "5 days", "fr": "5 jours", "es": "6 días", "ru": "6 дней"}, "number 5 in en, fr; 6 in es, ru", ("en", "fr", "es", "ru")),
    ("NUM001", {"en": "5 days", "fr": "6 jours", "es": "7 días"}, "number 5 in en; 6 in fr; 7 in es", ("en", "fr", "es")),
    ("NUM001", {"en": "by 5 days", "fr": "de 5 jours", "es": "en 6 días"}, "number 5 in en, fr; 6 in es", ("es",)),
    ("NUM001", {"en": "for 30 days", "fr": "pendant 30 jours", "ru": "сорок дней"}, "number 30 in en, fr; 40 in ru", ("ru",)),
    ("NUM002", {"en": "30 days", "fr": "30 jours", "es": "unos días", "ru": "дни"}, "number 30 in en, fr; none in es, ru", ("es", "ru")),
    ("NUM002", {"en": "30 days of leave", "fr": "les jours de congé"}, "number 30 in en; none in fr", ("en", "fr")),
    ("DAT001", {"en": "on 5 May 2014", "ar": "في 5 مارس 2014", "fr": "le 5 mai 2014"}, "date 2014-05-05 in en, fr; 2014-03-05 in ar", ("ar",)),
    ("DAT003", {"en": "by 5 May 2014", "fr": "au 5 mai 2014", "es": "antes", "ru": "до срока"}, "date 2014-05-05 in en, fr; none in es, ru", ("es", "ru")),
    ("REF001", {"en": "resolution 64/211", "fr": "résolution 64/212", "es": "resolución 64/213"}, "reference 64/211 in en; 64/212 in fr; 64/213 in es", ("en", "fr", "es")),
    ("URL001", {"en": "see www.un.org/a", "fr": "voir www.un.org/a", "es": "ver www.un.org/b", "ru": "см. www.un.org/b"}, "address un.org/a in en, fr; un.org/b in es, ru", ("en", "fr", "es", "ru")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "texts", "message", "languages"), GROUPS, ids=[case[2] for case in GROUPS])
def test_a_disagreement_is_one_finding_that_lists_the_groups(
    code: str, texts: dict[str, str], message: str, languages: tuple[str, ...]
) -> None:
    found = run(CheckedText("f", example(texts).units), select([code[:3]], []))
    assert [(it.code, it.message, it.languages) for it in found] == [(code, message, languages)]


def test_one_wrong_address_in_many_languages_is_one_finding() -> None:
    tags = ["en", "fr", "es", "ru", "zh", "ar", "de", "it", "pt", "nl", "pl", "cs", "sv"]
    texts = dict.fromkeys(tags, "www.un.org/law") | {"cs": "www.un.org/low"}
    found = list(run(CheckedText("f", example(texts).units), select(["URL"], [])))
    assert [it.languages for it in found] == [("cs",)]


CODES = [
    ("COD001", {"en": "File %s was not found", "ru": "Файл не найден"}, "placeholder %s in en; none in ru"),
    ("COD001", {"en": "%d files", "fr": "%s fichiers"}, "placeholder %d in en; %s in fr"),
    ("COD001", {"en": "%s of %d", "fr": "%d sur %s"}, "placeholders %s and %d in en; %d and %s in fr"),
    ("COD001", {"en": "{count} files", "cs": "{počet} souborů"}, "placeholder {count} in en; {počet} in cs"),
    ("COD001", {"en": "to {a} from {a}", "de": "nach {a}"}, "placeholder {a} in en; none in de"),
    ("COD002", {"en": "<b>a</b>", "fr": "<b>b"}, "tag </b> in en; none in fr"),
    ("COD003", {"en": "<b><i>a</i></b>", "fr": "<b><i>a</b></i>"}, "badly nested tag </b> in fr; none in en"),
    ("COD004", {"en": "_Save as", "ru": "Сохранить как"}, "accelerator _ in en; none in ru"),
    ("COD005", {"en": r"One.\nTwo.", "ru": "Раз. Два."}, r"escape \n in en; none in ru"),
    ("COD006", {"en": "{n, plural, other {#}}", "de": "{n, plural, viele {#} other {#}}"}, "selector n in de has a case 'viele', which is not a plural category"),
    ("COD006", {"en": "{n, plural, other {#}}", "de": "{n, plural, one {#}}"}, "selector n in de lacks a case for all others"),
    ("COD006", {"en": "{g, select, male {a} other {b}}", "de": "{g, select, mann {a} other {b}}"}, "cases g: male other in en; g: mann other in de"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "texts", "message"), CODES, ids=[case[2] for case in CODES])
def test_a_code_that_is_not_in_all_languages_is_reported_as_it_is_written(
    code: str, texts: dict[str, str], message: str
) -> None:
    found = run(CheckedText("f", example(texts).units), select(["COD"], []))
    assert [(it.code, it.message) for it in found] == [(code, message)]


QUIET = [
    {"en": "%12s %s", "pl": "%20s %s"},
    {"en": "%s of %s", "ja": "%2$s の %1$s"},
    {"en": "{first} {last}", "ru": "{last} {first}"},
    {
        "en": "{n, plural, =0 {no file} one {1 file} other {# files}}",
        "zh": "{n, plural, =0 {没有文件} other {# 个文件}}",
    },
    {"en": "git log [--no-merges] <path>", "ru": "git log [--no-merges] <путь>"},
    {"en": "Run `never` now", "ru": "Запустите `never` сейчас"},
    {"en": "<https://example.org/wiki/Mac>", "ar": "<https://example.org/wiki/Mac>"},
    {"en": "Jane Roe <jane@example.org>", "ja": "Jane Roe <jane@example.org>"},
    {"en": "Read [the terms](https://example.org/terms).", "fr": "Lisez [les conditions](https://example.org/terms)."},
    {"en": "Terms &amp; conditions", "fr": "Conditions &amp; modalités"},
    {"en": "no items | one item | {count} items", "ru": "ничего | {count} элемент | {count} элементов"},
    {"en": "Open the &file", "ja": "ファイルを開く(&F)"},
    {"en": "run 'git help config' for more", "zh": "运行 'git help config' 获取更多信息"},
    {"pt-PT": "Objetivo e âmbito da lei", "pt-BR": "Objetivo e âmbito da lei"},
    {"zh": "主席", "ja": "主席", "en": "President"},
    {"en": "all objects that hold the data", "de": "alle Objekte, die die Daten enthalten"},
    {"en": "step by step", "tr": "adım adım", "hi": "कदम कदम पर"},
    {"en": "to the addressee", "zh": "对对象"},
    {"en": "Loading...", "fr": "Chargement…", "zh": "正在加载……"},
    {"en": "Do you agree?", "el": "Συμφωνείτε;"},
    {"en": "The file is here.", "my": "ဖိုင်သည် ဤနေရာတွင် ရှိသည်။", "bo": "ཡིག་ཆ་འདིར་ཡོད།", "km": "ឯកសារនៅទីនេះ។"},
    {"en": "Really?!", "fr": "Vraiment !?"},
    {"en": "Law No. 34", "ru": "Закон № 34"},
    {"en": "at least 2/3 of the deputies", "xx": "deputatlar"},
    {"en": "no change", "fr": "pas de modification"},
    {"en": "Nothing here may be used.", "es": "Nada de esto podrá usarse."},
    {"en": "Tip", "pl": "Wskazówka"},
]


@pytest.mark.parametrize("texts", QUIET, ids=lambda texts: next(iter(texts.values())))
def test_what_is_no_wording_and_what_is_custom_is_not_reported(texts: dict[str, str]) -> None:
    found = run(CheckedText("f", example(texts).units), select([], []))
    assert [(it.code, it.message) for it in found if it.severity is not Severity.INFO] == []


QUANTITIES = [
    ({"en": "within 30 days", "zh": "30个月内", "ru": "в течение 30 дней"}, ("zh",)),
    ({"en": "a fine of 500 euros", "zh": "罚款500美元", "fr": "une amende de 500 euros"}, ("zh",)),
    ({"en": "a fine of €500", "ru": "штраф 500 долл. США", "fr": "une amende de 500 €"}, ("ru",)),
    ({"en": "within 12 nautical miles", "fr": "12 milles marins", "es": "dentro de 12 kilómetros"}, ("es",)),
    ({"en": "a rate of 5 per cent", "fr": "un taux de 5 ‰", "ar": "بنسبة 5 في المائة"}, ("fr",)),
    ({"en": "a 10 MB limit", "de": "ein Limit von 10 GB"}, ("en", "de")),
    ({"sv": "5 månader", "fi": "5 päivää"}, ("sv", "fi")),
    ({"en": "within 30 days", "zh": "30日内", "ru": "в течение 30 дней", "fr": "dans les 30 jours"}, ()),
    ({"en": "US$ 500", "fr": "500 dollars", "zh": "500美元", "ar": "500 دولار"}, ()),
    ({"en": "50 miles (80 km)", "fr": "80 km (50 milles)"}, ()),
    ({"en": "12 miles", "fr": "12 milles marins"}, ()),
    ({"en": "5 million euros", "de": "5 Millionen Euro", "zh": "500万欧元"}, ()),
    ({"en": "1,641 km2", "zh": "1 641平方公里"}, ()),
    ({"en": "18 persons", "zh": "18岁"}, ()),
]


@pytest.mark.parametrize(("texts", "odd"), QUANTITIES, ids=[next(iter(texts.values())) for texts, _ in QUANTITIES])
def test_a_unit_that_cannot_be_the_one_of_the_others_is_reported(texts: dict[str, str], odd: tuple[str, ...]) -> None:
    found = run(CheckedText("f", example(texts).units), select(["QTY"], []))
    assert [it.languages for it in found] == ([odd] if odd else [])


MODALS = [
    (
        {"en": "States shall cooperate.", "fr": "Les États doivent coopérer.", "es": "Los Estados podrán cooperar."},
        ("es",),
    ),
    ({"en": "The Party may withdraw.", "zh": "缔约方应退出。", "ru": "Участник может выйти."}, ("zh",)),
    ({"en": "They must report.", "es": "Deberían informar."}, ("en", "es")),
    ({"en": "They should report.", "ar": "يجوز أن يقدموا تقريرا."}, ("en", "ar")),
    ({"de": "Die Partei muss zahlen.", "it": "La parte può pagare.", "pt": "A parte deverá pagar."}, ("it",)),
    ({"en": "States shall cooperate.", "ru": "Государства сотрудничают.", "fr": "Les États coopèrent."}, ()),
    ({"en": "It shall not be used.", "ru": "Не может использоваться.", "fr": "Il ne peut être utilisé."}, ()),
    ({"en": "They should report.", "ru": "Они должны доложить.", "zh": "他们应报告。"}, ()),
    ({"en": "It will apply and may change.", "es": "Se aplicará y podrá cambiar."}, ()),
    ({"en": "supplies to the meeting in May", "zh": "五月会议的供应"}, ()),
    ({"en": "No State may intervene.", "es": "Ningún Estado deberá intervenir."}, ()),
]


@pytest.mark.parametrize(("texts", "odd"), MODALS, ids=[next(iter(texts.values())) for texts, _ in MODALS])
def test_another_legal_force_is_reported_and_what_style_leaves_open_is_not(
    texts: dict[str, str], odd: tuple[str, ...]
) -> None:
    found = run(CheckedText("f", example(texts).units), select(["MOD001"], []))
    assert [it.languages for it in found] == ([odd] if odd else [])


@pytest.mark.parametrize(
    ("texts", "message", "odd"),
    [
        pytest.param(
            {
                "en": "the sixty-sixth session",
                "fr": "la soixante-sixième session",
                "es": "el sexagésimo quinto período",
            },
            "number 66 in en, fr; 65 in es",
            ("es",),
            id="an ordinal in words",
        ),
        pytest.param(
            {"en": "Chapter VII of the Charter", "ru": "глава VII Устава", "es": "el Capítulo VI de la Carta"},
            "number 7 in en, ru; 6 in es",
            ("es",),
            id="a Roman numeral",
        ),
        pytest.param(
            {"en": "the nineteenth century", "ru": "XIX век", "fr": "le XIXe siècle"}, "", (), id="words and numerals"
        ),
        pytest.param(
            {"en": "at the sixty-sixth session", "xx": "sesija"}, "", (), id="a language without number words"
        ),
        pytest.param(
            {"en": "paragraph 2 (b) of article 9", "fr": "l’article 9, paragraphe 2 c)", "ru": "пункт 2 b) статьи 9"},
            "subparagraph (b) in en, ru; (c) in fr",
            ("fr",),
            id="the letter of a subparagraph",
        ),
        pytest.param(
            {"en": "paragraph 2 (b)", "ar": "الفقرة 2 (ب)", "ru": "пункт 2 б)"}, "", (), id="letters of other scripts"
        ),
        pytest.param({"en": "paragraph 2 (e)", "ru": "пункт 2 е)"}, "", (), id="letters that look alike"),
        pytest.param(
            {"en": "article 9 bis", "fr": "article 9 bis", "es": "artículo 9 ter"},
            "article bis in en, fr; ter in es",
            ("es",),
            id="an inserted article",
        ),
        pytest.param({"en": "article 9 bis", "ru": "статья 9-бис"}, "", (), id="the same in Cyrillic"),
    ],
)
def test_numbers_in_words_and_subdivisions_are_compared_with_their_like(
    texts: dict[str, str], message: str, odd: tuple[str, ...]
) -> None:
    found = run(CheckedText("f", example(texts).units), select(["NUM", "REF"], []))
    assert [(it.message, it.languages) for it in found] == ([(message, odd)] if message else [])


@pytest.mark.parametrize(
    ("texts", "odd"),
    [
        ({"en": "The States shall cooperate", "fr": "Los Estados deberán cooperar entre sí"}, ("fr",)),
        ({"en": "The States shall cooperate", "uk": "Государства должны сотрудничать друг с другом"}, ("uk",)),
        ({"en": "The States shall cooperate", "fr": "Les États doivent coopérer entre eux"}, ()),
        ({"en": "Signed by Jean-Pierre Dupont and Maria Rossi", "fr": "Jean-Pierre Dupont, Maria Rossi, Juan Pérez García"}, ()),
        ({"en": "entitled “Derechos de los pueblos indígenas de América”"}, ()),
    ],
)  # fmt: skip
def test_a_segment_in_another_language_of_its_script_is_reported(texts: dict[str, str], odd: tuple[str, ...]) -> None:
    pytest.importorskip("py3langid")
    found = run(CheckedText("f", example(texts).units), select(["ALN007"], []))
    assert [it.languages for it in found] == ([odd] if odd else [])


def test_plural_forms_of_one_entry_are_not_inconsistent() -> None:
    forms = {"files": "файл", "files.plural.1": "файла", "files.plural": "файлов"}
    units = [
        Unit(id_, Role.PARAGRAPH, {"en": Segment("%d files"), "ru": Segment(f"%d {form}")})
        for id_, form in forms.items()
    ]
    assert not list(run(CheckedText("f", units), select(["CON"], [])))
    assert list(
        run(CheckedText("f", [units[0], Unit("other", Role.PARAGRAPH, units[2].segments)]), select(["CON"], []))
    )


@pytest.mark.parametrize(
    ("texts", "odd"),
    [
        ({"en": "below -18 °C", "fr": "inférieure à -18 °C", "de": "unter 18 °C"}, ("de",)),
        ({"en": "-5 degrees", "ru": "−5 градусов"}, ()),
        ({"en": "-5 degrees", "zh": "零下5度"}, ()),
        ({"en": "10-15 days", "ru": "10–15 дней"}, ()),
    ],
)
def test_a_lost_minus_sign_is_reported(texts: dict[str, str], odd: tuple[str, ...]) -> None:
    found = run(CheckedText("f", example(texts).units), select(["NUM005"], []))
    assert [it.languages for it in found] == ([odd] if odd else [])


@pytest.mark.parametrize(
    "texts",
    [
        {"en": "a two-thirds majority", "ru": "большинство в 2/3 голосов"},
        {"en": "in 2014/15", "fr": "en 2014-2015", "zh": "2014-2015年"},
        {"en": "a hexadecimal value", "ja": "16進数の値", "ko": "16진수 값"},
    ],
)
def test_numbers_written_in_another_way_are_the_same(texts: dict[str, str]) -> None:
    assert not list(run(CheckedText("f", example(texts).units), select(["NUM", "REF"], [])))
