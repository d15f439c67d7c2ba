"""Hungarian."""

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
    tag="hu",
    name="Hungarian",
    scripts=("Latn",),
    quotations=(("„", "”"), ("»", "«")),
    divisions=divisions(
        part="rész",
        title="cím",
        chapter="fejezet",
        section="szakasz §",
        article="cikk",
        rule="szabály elv",
        annex="melléklet függelék",
    ),
    conjunctions="és vagy valamint",
    ranges="és",
    function_words=(
        "a az abban ahol aki akik alapján amely amelyek amelyet ami arra azok azt azzal be csak de e egy ennek erre és ez ezek "
        "ezen ezt fel ha hogy illetve is kell ki kívül között le lehet magát már meg mely mert mind mint nem olyan össze s sem "
        "szerint számára úgy után vagy valamint van volt által át"
    ),
    calendar=Calendar(
        months=(
            "január|januári|januárban|januártól|januárig|jan február|februári|februárban|februártól|februárig|febr|feb "
            "március|márciusi|márciusban|márciustól|márciusig|márc április|áprilisi|áprilisban|áprilistól|áprilisig|ápr "
            "május|májusi|májusban|májustól|májusig|máj június|júniusi|júniusban|júniustól|júniusig|jún "
            "július|júliusi|júliusban|júliustól|júliusig|júl augusztus|augusztusi|augusztusban|augusztustól|augusztusig|aug "
            "szeptember|szeptemberi|szeptemberben|szeptembertől|szeptemberig|szept október|októberi|októberben|októbertől|októberig|okt "
            "november|novemberi|novemberben|novembertől|novemberig|nov december|decemberi|decemberben|decembertől|decemberig|dec"
        ),
        ordinals=".",
        month_first=True,
        year_first=True,
    ),
    clock=Clock(
        patterns=(r"{H}[.:]{M}{S}óra\w*", r"{H}{S}óra(?:kor)?\b(?:{S}{M}{S}perc\w*)?(?!\s(?:alatt|múlva|hosszat))"),
        hints=((DIGIT, "ó"), (DIGIT, SPACES, "ó")),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: ezer
            6: millió
            9: milliárd
            12: billió
        """,
    ),
    number_words=NumberWords(
        values="""
            0: nulla zéró egyetlen_sem
            1: egy egyetlen első elsőként egyszer
            2: kettő két második mindkét kétszer mindkettő
            3: három harmadik háromszor
            4: négy negyedik
            5: öt ötödik
            6: hat hatodik
            7: hét hetedik
            8: nyolc nyolcadik
            9: kilenc kilencedik
            10: tíz tizedik
            20: húsz huszadik
            30: harminc harmincadik
            40: negyven negyvenedik
            50: ötven ötvenedik
            60: hatvan hatvanadik
            70: hetven hetvenedik
            80: nyolcvan nyolcvanadik
            90: kilencven kilencvenedik
            100: száz századik
            1000: ezer ezredik
            1000000: millió milliomodik
            1000000000: milliárd
            ×10: évtized évtizede évtizedben
            ×12: tucat
            ×100: század évszázad században
            1/2: fél fele félszer felét
            3/2: másfél
            1/3: harmad harmada harmadát
            1/4: negyed negyede negyedét
        """,
        parts="1: egyedik; 2: kettedik; 10: tizen; 20: huszon",
        compounds=True,
        first_parts="2: két; 3: három; 4: négy; 5: öt; 6: hat; 8: nyolc; 10: tíz; 20: húsz; 30: harminc; 100: száz",
    ),
    negation=NegationWords(
        idle=r"\bnem(?:csak| csak| csupán)\b | \bnem (?:kevesebb|több|később|korábban) mint\b | \bvagy nem\b | \bhacsak nem\b",
        plain=r"\bnem\b | \bne\b | \bsem\b | \bse\b | \bnincs(?:en|enek)?\b | \bsincs\b | \bsoha\b | \bsenki\w* | \bsemmi\w* | \bsehol\b",
        implied=r"""
            \bnem | \bne\b | \bsem | \bse\b | \bnincs | \bsincs | \bsoha | \bsenki | \bsehol | \bnélkül | \w(?:talan|telen|tlan|tlen)\w*
            | \btil(?:os|t|al) | \bmegtagad | \belutas | \bkivéve | \bkizár | \bhiány | \bmegakadály | \belkerül | \bcsak\b | \bkivétel
            | \btartózkod | \bmentes | \bkívül\b | \bellen
        """,
        concord=r"\b(?:soha|senki\w*|semmi\w*|sehol)\b(?=[^.,;:]{0,40}\b(?:nem|sem|ne|se)\b)",
        affirmed={"nincs": "van", "nincsenek": "vannak", "soha": "mindig", "senki": "mindenki", "semmi": "minden"},
    ),
    abbreviations=Abbreviations(
        followed=(
            "Art bek pl Pl ún ill vö ld sz Sz szám old o dr Dr prof Prof ifj id özv ui ti kb max min M|t B|t tv tvr Kr jan febr márc "
            "ápr máj jún júl aug szept okt nov dec u tel hrsz em"
        ),
        may_end="stb kft Kft zrt Zrt nyrt Nyrt bt Bt",
        starters="A Az Ez Ezek Egy Ha Nem És De Mivel Amennyiben",
    ),
    formulas=Formulas(
        organs="Közgyűlés|Tanács|Bizottság|Konferencia|Felek|Államok|Kormányok|Parlament",
        preambular=r"(?:\w+\s){0,5}?\w+(?:va|ve|ván|vén)\b",
        signed="Aláírás|aláírta",
        note="Megjegyzés",
        opening_goes_on="arra hogy figyelemmel tekintettel",
    ),
)
