"""Romanian."""

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

LANGUAGE = Language(
    tag="ro",
    name="Romanian",
    scripts=("Latn",),
    quotations=(("„", "”"), ("«", "»")),
    divisions=divisions(
        part="partea",
        title="titlul",
        chapter="capitolul",
        section="secțiunea secţiunea",
        article="articolul art.",
        rule="regula principiul",
        annex="anexa anexă",
    ),
    label_ordinals="1: întâi",
    conjunctions="și şi sau ori",
    ranges="la până",
    function_words=(
        "a acea aceasta această acest aceste acestei acestor acestui acestuia al ale ar are asupra au care ca că ce cel cu de "
        "din dintre după este fi fie fost în între la lor mai nu o pe pentru prin sa sale sau să se și şi sunt sub un unei unor unui va"
    ),
    calendar=Calendar(
        months=(
            "ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug septembrie|sept|sep "
            "octombrie|oct noiembrie|noi|nov decembrie|dec"
        ),
    ),
    clock=Clock(
        patterns=(r"\bor(?:a|ele)\s{H}[.:]{M}(?!\d)", r"\bor(?:a|ele)\s{H}(?![\d.:])"),
        hints=(("o", "r", "ae", "l \u00a0"),),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: mie mii de_mii
            6: milion milioane de_milioane mil.
            9: miliard miliarde de_miliarde mld.
        """,
    ),
    number_words=NumberWords(
        values="""
            0: zero niciun nicio niciunul niciuna
            1: un unu una unul o unulea prim prima primul primului primei întâi
            2: doi două doilea doua ambele ambii amândoi dublu dublă
            3: trei treilea treia
            4: patru patrulea patra
            5: cinci cincilea cincea
            6: șase şase șaselea şaselea șasea şasea
            7: șapte şapte șaptelea şaptelea șaptea şaptea
            8: opt optulea opta
            9: nouă nouălea noua
            10: zece zecelea zecea
            11: unsprezece unsprezecelea unsprezecea
            12: doisprezece douăsprezece doisprezecelea douăsprezecea
            13: treisprezece treisprezecelea treisprezecea
            14: patrusprezece paisprezece paisprezecelea paisprezecea
            15: cincisprezece cincisprezecelea cincisprezecea
            16: șasesprezece şasesprezece șaisprezece şaisprezece șaisprezecelea șaisprezecea
            17: șaptesprezece şaptesprezece șaptesprezecelea șaptesprezecea
            18: optsprezece optsprezecelea optsprezecea
            19: nouăsprezece nouăsprezecelea nouăsprezecea
            20: douăzeci douăzecilea douăzecea
            30: treizeci treizecilea treizecea
            40: patruzeci patruzecilea patruzecea
            50: cincizeci cincizecilea cincizecea
            60: șasezeci şasezeci șaizeci şaizeci șaizecilea șaizecea
            70: șaptezeci şaptezeci șaptezecilea șaptezecea
            80: optzeci optzecilea optzecea
            90: nouăzeci nouăzecilea nouăzecea
            100: sută sute sutălea suta
            1000: mie mii miilea mia
            1000000: milion milioane
            1000000000: miliard miliarde
            ×10: deceniu decenii deceniul deceniului
            ×100: secol secole secolul secolului secolelor
            1/2: jumătate jumătatea
            1/3: treime treimi
            1/4: sfert sferturi
        """,
        joins="și şi",
    ),
    negation=NegationWords(
        idle=r"\bnu (?:numai|doar)\b | \bnu mai (?:mult|puțin|târziu) (?:de|decât)\b | \bsau nu\b",
        plain=r"\bnu\b | \bn-\w | \bniciun\w* | \bnicio\b | \bniciodată\b | \bnimeni\b | \bnimic\b | \bnici\b",
        implied=r"""
            \bnu\b | \bn-\w | \bnici | \bnimeni | \bnimic | \bfără\b | \bne\w{3} | \binterzi | \brefuz | \bexclu | \bexcep | \blips
            | \bimp(?:os|ied) | \bin(?:a|c|e|s|v) | \bevit | \bîmpiedic | \bdoar\b | \bnumai\b | \babsen | \bcu excep
        """,
        affirmed={"niciun": "un", "nicio": "o", "niciodată": "întotdeauna", "nimeni": "toți", "nimic": "totul"},
    ),
    abbreviations=Abbreviations(
        followed=(
            "art Art alin lit nr Nr pct par cap p pag pp dl D-l dna d-na dr Dr prof Prof ing av cf Cf ex de|ex str bd vol fig tab "
            "ian feb mar apr iun iul aug sept oct noi dec tel op|cit"
        ),
        may_end="etc ș|a S.A S.R.L î|Hr d|Hr î|e|n e|n",
        starters="În Un O Această Acest Acestea Aceste El Ea Ei Ele Se Nu Dacă La Pentru",
    ),
    formulas=Formulas(
        organs="Adunarea|Consiliul|Comisia|Comitetul|Conferința|Părțile|Statele|Guvernele|Reuniunea|Parlamentul",
        preambular=r"(?:\w+\s)?\w+(?:ând|ind|ându-și)\b|(?:Profund )?(?:Conștient[ăei]?|Convins[ăei]?|Preocupat[ăei]?|Îngrijorat[ăei]?)\b",
        signed="Semnat",
        note="Notă",
        opening_leads="nu",
        opening_goes_on="că cu de în la seama vedere considerare",
    ),
)
