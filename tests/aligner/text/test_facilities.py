"""Each language with a module reads a date, numbers, a negation, labels, an abbreviation: one row per language."""

from __future__ import annotations

import contextlib
from typing import NamedTuple

import pytest
from unicode_rbnf import FormatPurpose, RbnfEngine
from unicode_rbnf.engine import NoRuleForNumberError

from aligner.text import negation
from aligner.text.dates import dates
from aligner.text.labels import find
from aligner.text.languages import language, tags
from aligner.text.number_words import spelled
from aligner.text.numbers import numbers
from aligner.text.sentences import sentences


class Row(NamedTuple):
    """What is read in one language.

    5 May 2019; 21 in words; the third; 1,500.25; a sentence that negates and one that does not; Article 3; the third item;
    two sentences with an abbreviation in the first.
    """

    date: str
    number_word: str
    ordinal: str
    digits: str
    negative: str
    positive: str
    division: str
    item: str
    abbreviation: str


ROWS = {
    "en": Row("5 May 2019", "twenty-one days", "the third time", "1,500.25", "States shall not use force.", "States shall use peaceful means.", "Article 3", "(c) scope", "See No. 5 of the list. It applies."),
    "zh": Row("2019年5月5日", "二十一天", "第三次", "1,500.25", "各国不使用武力。", "各国使用和平手段。", "第三条", "丙、范围", "见第5号文件。该文件适用。"),
    "ru": Row("5 мая 2019 года", "двадцати одного дня", "третий раз", "1 500,25", "Государства не применяют силу.", "Государства применяют мирные средства.", "Статья 3", "в) сфера", "См. ст. 5 списка. Она применяется."),
    "fr": Row("5 mai 2019", "vingt et un jours", "la troisième fois", "1 500,25", "Les États n’emploient pas la force.", "Les États emploient la paix.", "Article 3", "c) portée", "Voir l’art. 5 de la liste. Il s’applique."),
    "es": Row("5 de mayo de 2019", "veintiún días", "la tercera vez", "1.500,25", "Los Estados no usarán la fuerza.", "Los Estados usarán la paz.", "Artículo 3", "c) alcance", "Véase el art. 5 de la lista. Se aplica."),
    "ar": Row("5 أيار/مايو 2019", "واحد وعشرون يوما", "المرة الثالثة", "1500,25", "لا تستخدم الدول القوة.", "تستخدم الدول السلم.", "المادة 3", "(ج) النطاق", "انظر ص. 5 من القائمة. وهي تنطبق."),
    "de": Row("5. Mai 2019", "einundzwanzig Tage", "zum dritten Mal", "1.500,25", "Die Staaten wenden keine Gewalt an.", "Die Staaten wenden friedliche Mittel an.", "Artikel 3", "c) Umfang", "Siehe Art. 5 der Liste. Er gilt."),
    "it": Row("5 maggio 2019", "ventuno giorni", "la terza volta", "1.500,25", "Gli Stati non usano la forza.", "Gli Stati usano la pace.", "Articolo 3", "c) ambito", "Vedi l’art. 5 dell’elenco. Si applica."),
    "pt": Row("5 de maio de 2019", "vinte e um dias", "a terceira vez", "1.500,25", "Os Estados não usam a força.", "Os Estados usam a paz.", "Artigo 3", "c) âmbito", "Ver o art. 5 da lista. Aplica-se."),
    "nl": Row("5 mei 2019", "eenentwintig dagen", "de derde keer", "1.500,25", "De staten gebruiken geen geweld.", "De staten gebruiken vreedzame middelen.", "Artikel 3", "c) omvang", "Zie art. 5 van de lijst. Het geldt."),
    "pl": Row("5 maja 2019 r.", "dwadzieścia jeden dni", "trzeci raz", "1 500,25", "Państwa nie używają siły.", "Państwa używają środków pokojowych.", "Art. 3", "c) zakres", "Zob. art. 5 wykazu. Stosuje się go."),
    "uk": Row("5 травня 2019 року", "двадцять один день", "третій раз", "1 500,25", "Держави не застосовують силу.", "Держави застосовують мирні засоби.", "Стаття 3", "в) сфера", "Див. ст. 5 переліку. Вона діє."),
    "cs": Row("5. května 2019", "dvacet jedna dní", "třetí krát", "1 500,25", "Státy nepoužívají sílu.", "Státy používají mírové prostředky.", "Článek 3", "c) rozsah", "Viz čl. 5 seznamu. Použije se."),
    "sv": Row("den 5 maj 2019", "tjugoen dagar", "tredje gången", "1 500,25", "Staterna använder inte våld.", "Staterna använder fredliga medel.", "Artikel 3", "c) omfattning", "Se art. 5 i listan. Den gäller."),
    "tr": Row("5 Mayıs 2019", "yirmi bir gün", "üçüncü kez", "1.500,25", "Devletler kuvvet kullanmaz.", "Devletler barış araçları kullanır.", "Madde 3", "c) kapsam", "Bkz. md. 5 liste. Bu uygulanır."),
    "ja": Row("2019年5月5日", "二十一日間", "第三回", "1,500.25", "国は武力を使用しない。", "国は平和的手段を使用する。", "第三条", "ウ、範囲", "第5号を参照。これを適用する。"),
    "ko": Row("2019년 5월 5일", "이십일 일", "제삼차", "1,500.25", "국가는 무력을 사용하지 아니한다.", "국가는 평화적 수단을 사용한다.", "제3조", "다. 범위", "제5호를 참조한다. 이를 적용한다."),
    "vi": Row("ngày 5 tháng 5 năm 2019", "hai mươi mốt ngày", "lần thứ ba", "1.500,25", "Các quốc gia không sử dụng vũ lực.", "Các quốc gia sử dụng biện pháp hòa bình.", "Điều 3", "đ) phạm vi", "Xem tr. 5 của danh sách. Nó được áp dụng."),
    "th": Row("5 พฤษภาคม 2562", "ยี่สิบเอ็ดวัน", "ครั้งที่สาม", "1,500.25", "รัฐไม่ใช้กำลัง", "รัฐใช้สันติวิธี", "มาตรา 3", "ค. ขอบเขต", "ดู พ.ศ. 2562 ในรายการ"),
    "he": Row("5 במאי 2019", "עשרים ואחד ימים", "הפעם השלישית", "1,500.25", "המדינות לא ישתמשו בכוח.", "המדינות ישתמשו בדרכי שלום.", "סעיף 3", "ג. תחולה", "ראו עמ' 5 ברשימה. הוא חל."),
    "fa": Row("۵ مه ۲۰۱۹", "بیست و یک روز", "بار سوم", "1500٫25", "دولت‌ها از زور استفاده نمی‌کنند.", "دولت‌ها از راه‌های صلح‌آمیز استفاده می‌کنند.", "ماده 3", "پ) دامنه", "رجوع شود به ص. 5 فهرست. این بند جاری است."),
    "hi": Row("५ मई २०१९", "इक्कीस दिन", "तीसरी बार", "1,500.25", "राज्य बल का प्रयोग नहीं करेंगे।", "राज्य शांतिपूर्ण साधनों का प्रयोग करेंगे।", "अनुच्छेद 3", "ग) दायरा", "देखें सं. 5 सूची। यह लागू है।"),
    "el": Row("5 Μαΐου 2019", "είκοσι μία ημέρες", "η τρίτη φορά", "1.500,25", "Τα κράτη δεν χρησιμοποιούν βία.", "Τα κράτη χρησιμοποιούν ειρηνικά μέσα.", "Άρθρο 3", "γ) πεδίο", "Βλ. αρ. 5 του καταλόγου. Εφαρμόζεται."),
    "hu": Row("2019. május 5.", "huszonegy nap", "a harmadik alkalom", "1 500,25", "Az államok nem alkalmaznak erőt.", "Az államok békés eszközöket alkalmaznak.", "3. cikk", "c) hatály", "Lásd a sz. 5 jegyzéket. Ez alkalmazandó."),
    "ro": Row("5 mai 2019", "douăzeci și una de zile", "a treia oară", "1.500,25", "Statele nu folosesc forța.", "Statele folosesc pacea.", "Articolul 3", "c) domeniu", "A se vedea art. 5 din listă. Se aplică."),
    "id": Row("5 Mei 2019", "dua puluh satu hari", "ketiga kalinya", "1.500,25", "Negara tidak menggunakan kekerasan.", "Negara menggunakan cara damai.", "Pasal 3", "c) lingkup", "Lihat no. 5 daftar. Pasal itu berlaku."),
}  # fmt: skip

EACH = pytest.mark.parametrize("tag", sorted(ROWS))


def test_every_language_with_a_module_has_a_row() -> None:
    assert set(ROWS) == set(tags())


@EACH
def test_a_date_is_read(tag: str) -> None:
    assert [date.value for date in dates(ROWS[tag].date, tag)] == ["2019-05-05"]


@EACH
def test_a_number_in_words_is_read(tag: str) -> None:
    assert "21" in {number.value for number in spelled(ROWS[tag].number_word, tag)}


@EACH
def test_an_ordinal_is_read(tag: str) -> None:
    assert "3" in {number.value for number in spelled(ROWS[tag].ordinal, tag)}


@EACH
def test_the_signs_of_a_number_are_read(tag: str) -> None:
    assert [number.value for number in numbers(ROWS[tag].digits, tag)] == ["1500.25"]


@EACH
def test_a_negation_is_read_and_no_other(tag: str) -> None:
    assert negation.plain(ROWS[tag].negative, tag)
    assert not negation.plain(ROWS[tag].positive, tag)


@EACH
def test_a_division_is_read(tag: str) -> None:
    label = find(ROWS[tag].division, tag)[0]
    assert (label.division or "article", label.ordinal) == ("article", 3)


@EACH
def test_the_third_item_of_a_list_is_read(tag: str) -> None:
    third = {"vi": 5}.get(tag, 3)  # a b c d đ
    assert third in {label.ordinal for label in find(ROWS[tag].item, tag)}


@EACH
def test_the_stop_of_an_abbreviation_ends_no_sentence(tag: str) -> None:
    expected = 1 if tag == "th" else 2  # Thai sentences end without a mark
    assert len(sentences(ROWS[tag].abbreviation, tag)) == expected


MISREAD = {"el": 0.05, "it": 0.02, "hu": 0.02, "ko": 0.1}
"""Spellings that CLDR's rules make and no one writes (χίλιάδες, diecimilasimo, kétezr), or that mix both Korean systems."""


def spellings(engine: RbnfEngine, number: int) -> list[str]:
    """A number as each rule of CLDR spells it out; a language may have no rules for ordinals, or for large numbers."""
    words: list[str] = []
    for purpose in (FormatPurpose.CARDINAL, FormatPurpose.ORDINAL):
        with contextlib.suppress(ValueError, NoRuleForNumberError):
            words += engine.format_number(number, purpose=purpose).text_by_ruleset.values()
    return [it.replace("\u00ad", "") for it in words if not any(char.isdigit() for char in it)]


@EACH
def test_what_the_rules_of_cldr_spell_out_is_read(tag: str) -> None:
    engine = RbnfEngine.for_language(tag)
    wrong, total = [], 0
    for number in (*range(1, 131, 3), 70, 71, 77, 80, 81, 90, 91, 97, 99, 200, 345, 999, 1000, 1984, 12345, 2500000):
        for words in spellings(engine, number):
            total += 1
            if not any(str(number) in it.readings for it in spelled(words, tag)):
                wrong.append(words)
    assert len(wrong) <= MISREAD.get(tag, 0.015) * total, wrong


def test_a_language_without_a_module_is_answered_by_cldr() -> None:
    assert language("fi").name == "Finnish"
    assert [date.value for date in dates("5. toukokuuta 2019", "fi")] == ["2019-05-05"]
    assert [number.value for number in numbers("1 500,25", "fi")] == ["1500.25"]
    assert [number.value for number in spelled("kaksikymmentäyksi", "fi")] == ["21"]
    assert sentences("Katso esim. kohta 5. Se pätee.", "fi") == ["Katso esim. kohta 5. ", "Se pätee."]
