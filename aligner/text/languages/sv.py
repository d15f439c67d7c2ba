"""Swedish."""

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
from aligner.text.rows import SPACES

LANGUAGE = Language(
    tag="sv",
    name="Swedish",
    scripts=("Latn",),
    quotations=(("”", "”"), ("’", "’")),
    divisions=divisions(
        part="del",
        title="avdelning",
        chapter="kapitel",
        section="avsnitt",
        article="artikel art. §",
        rule="regel princip",
        annex="bilaga",
    ),
    label_ordinals="1: första; 2: andra; 3: tredje; 4: fjärde",
    conjunctions="och eller samt",
    ranges="till",
    function_words=(
        "att av de dem den denna dess det detta dig din du då efter eller en er ett från för ha han har hon i inte kan med "
        "mellan mot när och om på sig sin ska skall som så till under ur ut vad var vid är över"
    ),
    calendar=Calendar(
        months=(
            "januari|jan februari|feb|febr mars april|apr maj juni|jun juli|jul augusti|aug september|sept|sep "
            "oktober|okt november|nov december|dec"
        ),
        ordinals=":a :e",
    ),
    clock=Clock(
        patterns=(r"\bkl\.?{S}{H}[.:]{M}(?!\d)", r"\bkl\.?{S}{H}(?![\d.:])"), hints=(("k", "l", "." + SPACES),)
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: tusen tkr
            6: miljon miljoner mn mn. milj. milj
            9: miljard miljarder md md. mdr
            12: biljon biljoner
        """,
    ),
    number_words=NumberWords(
        values="""
            0: noll ingen inget inga
            1: ett en första förste
            2: två tvenne andra andre båda bägge dubbel dubbla
            3: tre trenne tredje
            4: fyra fjärde
            5: fem femte
            6: sex sjätte
            7: sju sjunde
            8: åtta åttonde
            9: nio nionde
            10: tio tionde
            11: elva elfte
            12: tolv tolfte
            13: tretton trettonde
            14: fjorton fjortonde
            15: femton femtonde
            16: sexton sextonde
            17: sjutton sjuttonde
            18: arton artonde
            19: nitton nittonde
            20: tjugo tjugonde
            30: trettio trettionde
            40: fyrtio fyrtionde
            50: femtio femtionde
            60: sextio sextionde
            70: sjuttio sjuttionde
            80: åttio åttionde
            90: nittio nittionde
            100: hundra hundrade
            1000: tusen tusende ettusen ettusende
            1000000: miljon miljoner miljonte
            1000000000: miljard miljarder
            ×10: decennium decennier årtionde årtionden
            ×12: dussin
            ×100: århundrade århundraden sekel
            1/2: hälften halv halva halvt
            1/3: tredjedel tredjedelar
            1/4: fjärdedel fjärdedelar kvart
            1/5: femtedel femtedelar
        """,
        compounds=True,
        joins="och",
        first_parts="2: två; 3: tre; 4: fyra; 5: fem; 6: sex; 7: sju; 8: åtta; 10: tio; 12: tolv; 20: tjugo; 30: trettio",
    ),
    negation=NegationWords(
        idle=r"\binte (?:bara|endast|minst)\b | \binte (?:mer|mindre|senare|tidigare) än\b | \beller (?:inte|ej)\b",
        plain=r"\binte\b | \bicke\b | \bej\b | \bingen\b | \binget\b | \binga\b | \baldrig\b | \bingenting\b | \bvarken\b",
        implied=r"""
            \binte | \bicke | \bej\b | \bingen | \binget | \binga\b | \baldrig | \bvarken | \butan\b | \bo(?!ch\b|m\b|mr|rd|mf|ff|lik)
            | \bförbj | \bförbud | \bvägra | \bavslå | \buteslut | \bundant | \bsaknas? | \bbrist | \bförhindr | \bundvik
            | \bendast | \bbara\b | \bknappast | \bsällan | \w(?:lös|lösa|löst|fri|fria)\b | \bmot\b | \beller\b
        """,
        affirmed={"ingen": "en", "inga": "", "aldrig": "alltid", "ingenting": "allt"},
    ),
    abbreviations=Abbreviations(
        followed=(
            "art nr Nr kap st s sid t|ex T|ex bl|a Bl|a s|k dvs d|v|s jfr Jfr ca resp dr Dr prof Prof fr hr tel ev inkl exkl "
            "jan feb febr apr jun jul aug sept sep okt nov dec milj mom f|d fig tab p|g|a fr|o|m t|o|m"
        ),
        may_end="osv etc m|m m|fl e|d f|n",
        starters="Den Det De Detta Denna Dessa En Ett Vi Han Hon Jag I På Om För Med När Efter",
    ),
    formulas=Formulas(
        organs="församlingen|rådet|Rådet|kommissionen|kommittén|konferensen|parterna|Parterna|staterna|parlamentet",
        preambular=r"(?:\w+\s){0,2}?\w+(?:ande|ende)\b|(?:med beaktande|med hänsyn|övertygade?|medvetna?)\b",
        signed="Undertecknat|Sign",
        note="Anm|Anmärkning",
        opening_leads="inte med",
        opening_goes_on="av till om att på i med",
    ),
)
