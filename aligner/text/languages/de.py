"""German."""

from aligner.text.language import (
    Abbreviations,
    Calendar,
    Clock,
    Figures,
    Formulas,
    Language,
    Modality,
    NegationWords,
    NumberWords,
    divisions,
)
from aligner.text.rows import DIGIT, SPACES

LANGUAGE = Language(
    tag="de",
    name="German",
    scripts=("Latn",),
    quotations=(("„", "“"), ("‚", "‘")),
    divisions=divisions(
        part="teil",
        title="titel",
        chapter="kapitel",
        section="abschnitt",
        article="artikel art. §",
        rule="regel grundsatz",
        annex="anhang anlage",
    ),
    label_ordinals="1: erster erste erstes; 2: zwei binär~ dualter zweite zweites; 3: dritter dritte drittes; 4: vierter vierte",
    conjunctions="und oder sowie",
    ranges="bis",
    function_words=(
        "aber als am an auch auf aus bei bis das dass dem den denen der deren des die dies diese diesem diesen dieser "
        "dieses durch ein eine einem einen einer eines er es für hat im in ist kann mit nach nicht oder sein seine sich "
        "sie sind so soll sowie über um und unter von vor werden wie wird zu zum zur zwischen"
    ),
    calendar=Calendar(
        months=(
            "januar|jänner|jan februar|feber|feb märz|mär april|apr mai juni|jun juli|jul august|aug "
            "september|sept|sep oktober|okt november|nov dezember|dez"
        ),
        ordinals=".",
    ),
    clock=Clock(
        patterns=(r"{H}[.:]{M}{S}Uhr\b", r"{H}{S}Uhr\b(?:{S}{M}(?!\d))?"),
        hints=((DIGIT, "u", "h"), (DIGIT, SPACES, "u", "h")),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: tausend tsd. tsd
            6: million millionen mio. mio
            9: milliarde milliarden mrd. mrd
            12: billion billionen
        """,
    ),
    number_words=NumberWords(
        values="""
            0: null mitternacht kein keine keinen keinem keiner keines
            1: eins ein eine einen einem einer eines erst~ erstens einmal einmalig
            2: zwei zwo zweier zweit~ zweitens beide beiden beider zweimal doppelt~
            3: drei dreier dritt~ drittens dreimal dreifach
            4: vier viert~ viertens
            5: fünf fünft~
            6: sechs sechst~
            7: sieben siebt~ siebent~
            8: acht oktal oktal~ achte achter achtes achtem
            9: neun neunt~
            10: zehn zehnt~
            11: elf elft~
            12: zwölf mittag mittags zwölft~
            13: dreizehn dreizehnt~
            14: vierzehn vierzehnt~
            15: fünfzehn fünfzehnt~
            16: sechzehn hexadezimal hexadezimal~ sechzehnt~
            17: siebzehn siebzehnt~
            18: achtzehn achtzehnt~
            19: neunzehn neunzehnt~
            20: zwanzig zwanzigst~
            30: dreißig dreissig dreißigst~ dreissigst~
            40: vierzig vierzigst~
            50: fünfzig fünfzigst~
            60: sechzig sechzigst~
            70: siebzig siebzigst~
            80: achtzig achtzigst~
            90: neunzig neunzigst~
            100: hundert hundertst~
            1000: tausend tausendst~
            1000000: million millionen millionst~
            1000000000: milliarde milliarden milliardst~
            ×10: jahrzehnt jahrzehnte jahrzehnten jahrzehnts
            ×12: dutzend
            ×100: jahrhundert jahrhunderte jahrhunderten jahrhunderts
            1/2: hälfte halb halbe halben halber halbes
            1/3: drittel dritteln
            1/4: viertel vierteln
            1/5: fünftel
            1/10: zehntel
            3/4: dreiviertel
            3/2: anderthalb eineinhalb
        """,
        endings="e en er es em",
        parts="1: ein; 1/2: einhalb",
        compounds=True,
        units_first=True,
        joins="und",
        first_parts="""
            1/4: viertel
            1: ein
            2: zwei
            3: drei
            4: vier
            5: fünf
            6: sechs
            7: sieben
            8: acht
            9: neun
            10: zehn
            12: zwölf
            14: vierzehn
            15: fünfzehn
            20: zwanzig
            30: dreißig
            40: vierzig
            50: fünfzig
            60: sechzig
            90: neunzig
            100: hundert
            1000: tausend
        """,
    ),
    negation=NegationWords(
        idle=r"""
            \bnicht nur\b | \bnicht zuletzt\b | \bnicht (?:mehr|weniger|später|früher) als\b | \boder nicht\b
            | \bnicht nur\b | \bkein zweifel\b
        """,
        plain=r"""
            \bnicht\b | \bkein(?:e|en|em|er|es|s)?\b | \bnie(?:mals)?\b | \bniemand(?:en|em)?\b | \bnichts\b
            | \bnirgend\w* | \bweder\b
        """,
        implied=r"""
            \bnicht | \bkein | \bnie\b | \bniemals | \bniemand | \bnirgend | \bweder\b | \bnoch\b | \bohne\b | \bunbeschadet
            | \bun(?!d\b|ter|s\b|ser|ion|iv) | \bverbot | \bverbiet | \buntersag | \bverweiger | \bausschl | \bausgenommen
            | \bmang | \bfehl | \bverhinder | \bvermeid | \baußer | \bsofern | \bes sei denn | \blediglich | \bnur\b
            | \bkaum\b | \bselten | \w(?:los|frei)(?:e[mnrs]?)?\b | \bablehn | \bentfäll | \bgegen\b
        """,
        affirmed={"kein": "ein", "keine": "eine", "keinen": "einen", "nie": "immer", "nichts": "alles"},
    ),
    abbreviations=Abbreviations(
        followed=(
            "Art Abs Nr Nrn Ziff Buchst lit Lit Kap Bd Bde Dr Prof Hr Hrn Fr z|B d|h u|a i|d|R i|V|m i|S|v i|S|d S vgl "
            "Vgl ca bzw gem sog St Str Tel Abb Tab Anm Aufl Hrsg hrsg Jan Feb Mär Apr Jun Jul Aug Sept Sep Okt Nov Dez "
            "Mio Mrd Tsd evtl ggf inkl exkl zzgl Rn Rdnr Ing Dipl geb gest rd max min"
        ),
        may_end="usw etc ff f u|Ä u|ä v|Chr n|Chr Co",
        starters="Der Die Das Den Dem Ein Eine Es Er Sie Wir Ich Im In Am An Auf Bei Diese Dieser Dieses Wenn Für Mit Nach",
    ),
    formulas=Formulas(
        organs="Generalversammlung|Rat|Kommission|Ausschuss|Konferenz|Parteien|Vertragsparteien|Staaten|Vertragsstaaten|Parlament",
        recitals=r"Da\b|In der Erwägung\b",
        preambular=r"(?:in |unter |nach |mit )?(?:\w+\s){0,3}?\w+(?:end|ung)\b|(?:in (?:Anbetracht|Erwägung|Anerkennung|dem)|im Hinblick|gestützt|eingedenk|überzeugt|besorgt)\b",
        signed="Gezeichnet|gez",
        note="Anmerkung|Hinweis",
        opening_leads="in unter mit nicht",
        opening_goes_on="auf an in dass von über dem der die das bewusstsein anbetracht hinblick erwägung",
    ),
    modality=Modality(
        obligation=r"\bmu(?:ss|ß)\b | \bmüssen\b",
        duty=r"\bsoll(?:en)?\b",
        recommendation=r"\bsollten?\b",
        permission=r"\bdarf\b | \bdürfen\b | \bk(?:ann|önnen)\b",
        intention=r"\bwird\b | \bwerden\b",
        open=r"\bdarf (?:\w+ )?(?:maximal|höchstens)\b | \bkönnten?\b | \bmöglich\w* | \bdürften?\b | \bzu \w+en\b | \bnötig\w* | \berforderlich\w* | \bnotwendig\w* | \bverpflichtet\b | \bberechtigt\b | \bermächtigt\b | \bbefugt\b",
        prohibition=r"\b(?:darf|dürfen|kann|können|muss|müssen|soll|sollen|sollten?|könnten?)\b[^.;,]{0,60}\b(?:nicht|kein\w*|nie|niemals|nur)\b | \bverboten\b | \buntersagt\b",
        obliges=(("m", "u", "sß"), ("m", "ü", "s", "s"), ("s", "o", "l", "l")),
        recommends=(("s", "o", "l", "l"),),
        permits=(("d", "a", "r", "f"), ("d", "ü", "r", "f"), ("k", "aö", "n", "n")),
    ),
)
