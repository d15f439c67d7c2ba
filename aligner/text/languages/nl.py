"""Dutch."""

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
    tag="nl",
    name="Dutch",
    scripts=("Latn",),
    quotations=(("“", "”"), ("‘", "’")),
    divisions=divisions(
        part="deel",
        title="titel",
        chapter="hoofdstuk",
        section="afdeling",
        article="artikel art.",
        rule="regel beginsel",
        annex="bijlage",
    ),
    label_ordinals="1: eerste; 2: tweede; 3: derde; 4: vierde",
    conjunctions="en of alsmede",
    ranges="tot t/m",
    function_words=(
        "aan als bij dat de den der deze die dit door een en er het hij hun in is kan met naar niet of om onder ook op over "
        "te ten ter tot tussen uit van voor waar wordt worden zal zich zij zijn zo zoals"
    ),
    calendar=Calendar(
        months=(
            "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sept|sep "
            "oktober|okt november|nov december|dec"
        ),
        ordinals="e ste de",
    ),
    clock=Clock(
        patterns=(r"{H}[.:]{M}{S}u(?:ur)?\b", r"{H}{S}uur\b(?!\s?(?:per|lang|durend))"),
        hints=((DIGIT, "u"), (DIGIT, SPACES, "u")),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: duizend
            6: miljoen mln. mln
            9: miljard mrd. mrd
            12: biljoen
        """,
    ),
    number_words=NumberWords(
        values="""
            0: nul geen
            1: één een ene eerste eenmaal
            2: twee tweede beide tweemaal dubbel dubbele
            3: drie derde driemaal
            4: vier vierde
            5: vijf vijfde
            6: zes zesde
            7: zeven zevende
            8: acht achtste
            9: negen negende
            10: tien tiende
            11: elf elfde
            12: twaalf twaalfde
            13: dertien dertiende
            14: veertien veertiende
            15: vijftien vijftiende
            16: zestien zestiende
            17: zeventien zeventiende
            18: achttien achttiende
            19: negentien negentiende
            20: twintig twintigste
            30: dertig dertigste
            40: veertig veertigste
            50: vijftig vijftigste
            60: zestig zestigste
            70: zeventig zeventigste
            80: tachtig tachtigste
            90: negentig negentigste
            100: honderd honderdste
            1000: duizend duizendste
            1000000: miljoen miljoenste
            1000000000: miljard miljardste
            ×10: decennium decennia
            ×12: dozijn
            ×100: eeuw eeuwen
            1/2: helft half halve
            1/4: kwart
            3/2: anderhalf anderhalve
        """,
        parts="1: een eerste",
        compounds=True,
        units_first=True,
        joins="en ën",
        first_parts="2: twee; 3: drie; 4: vier; 5: vijf; 6: zes; 7: zeven; 8: acht; 10: tien; 12: twaalf; 20: twintig; 30: dertig",
    ),
    negation=NegationWords(
        idle=r"""
            \bniet alleen\b | \bniet (?:meer|minder|later|eerder) dan\b | \bal dan niet\b | \bof niet\b
            | \bniet in de laatste plaats\b
        """,
        plain=r"\bniet\b | \bgeen\b | \bnooit\b | \bniemand\b | \bniets\b | \bnergens\b | \bnoch\b | \bgeenszins\b",
        implied=r"""
            \bniet | \bgeen | \bnooit | \bniemand | \bnergens | \bnoch\b | \bzonder | \bon(?!der|s\b|ze\b|geveer|twikkel|line)
            | \bverbod | \bverbied | \bverboden | \bweiger | \buitgesl | \buitsluit | \bbehalve | \btenzij | \bgebrek
            | \bontbre | \bvoorkom | \bvermijd | \bslechts | \balleen | \bnauwelijks | \w(?:loos|loze|vrij|vrije)\b | \btegen
        """,
        affirmed={"geen": "een", "nooit": "altijd", "niemand": "iedereen", "niets": "alles"},
    ),
    abbreviations=Abbreviations(
        followed=(
            "art Art arts nr Nr nrs lid hfdst blz p dr Dr prof Prof mr Mr ir ing drs mevr Mevr dhr Dhr ds o|a d|w|z bijv Bijv "
            "m|b|t t|a|v i|v|m a|d|h|v cf vgl ca jl resp incl excl jan feb mrt apr jun jul aug sept sep okt nov dec tel St "
            "red vert"
        ),
        may_end="enz etc e|d e|v n|Chr v|Chr",
        starters="De Het Een Er Hij Zij Wij Dit Dat Deze Die In Op Bij Voor Als Na Met",
    ),
    formulas=Formulas(
        organs="Vergadering|Raad|Commissie|Comité|Conferentie|Partijen|Staten|Lidstaten|Parlement",
        preambular=r"(?:(?:ver|over|be|in|er|ge|na)?\w+end)\b|(?:gelet|gezien|indachtig|overtuigd|bezorgd)\b",
        signed="Getekend|w.g",
        note="Noot|Opmerking",
        opening_leads="niet ook",
        opening_goes_on="op aan in dat van met de het",
    ),
)
