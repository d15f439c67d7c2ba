"""Italian."""

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

LANGUAGE = Language(
    tag="it",
    name="Italian",
    scripts=("Latn",),
    quotations=(("«", "»"), ("“", "”")),
    divisions=divisions(
        part="parte",
        title="titolo",
        chapter="capo capitolo",
        section="sezione",
        article="articolo art.",
        rule="regola principio",
        annex="allegato",
    ),
    label_ordinals="1: primo prima; 2: secondo seconda; 3: terzo terza; 4: quarto quarta; 5: quinto quinta",
    conjunctions="e ed o od",
    ranges="al a",
    function_words=(
        "a ad agli ai al alla alle allo anche che chi ci con cui da dai dal dalla dalle dei del dell della delle dello di e "
        "ed è gli ha hanno i il in l la le lo ma ne nei nel nell nella nelle o per più può quale quali se si sia sono su sua "
        "sue sui sul sulla suo tra un una uno"
    ),
    calendar=Calendar(
        months=(
            "gennaio|gen|genn febbraio|feb|febbr marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago "
            "settembre|set|sett ottobre|ott novembre|nov dicembre|dic"
        ),
        ordinals="º ° ª o",
        of="di del",
    ),
    clock=Clock(patterns=(r"\bore{S}{H}[.:]{M}(?!\d)", r"\bore{S}{H}(?![\d.:])"), hints=(("o", "r", "e", " \u00a0"),)),
    figures=Figures(
        decimal=",",
        scales="""
            3: mila mille
            6: milione milioni mln
            9: miliardo miliardi mld
        """,
    ),
    number_words=NumberWords(
        values="""
            0: zero nessun nessuno nessuna
            1: un uno una prim~
            2: due second~ entrambi entrambe ambedue biennio doppio doppia
            3: tre terz~ triennio
            4: quattro quart~
            5: cinque quint~ quinquennio
            6: sei sest~
            7: sette settim~
            8: otto ottav~
            9: nove non~
            10: dieci decim~
            11: undici undicesim~
            12: dodici dodicesim~
            13: tredici tredicesim~
            14: quattordici quattordicesim~
            15: quindici quindicesim~
            16: sedici sedicesim~
            17: diciassette diciassettesim~
            18: diciotto diciottesim~
            19: diciannove diciannovesim~
            20: venti ventesim~
            30: trenta trentesim~
            40: quaranta quarantesim~
            50: cinquanta cinquantesim~
            60: sessanta sessantesim~
            70: settanta settantesim~
            80: ottanta ottantesim~
            90: novanta novantesim~
            100: cento centesim~
            1000: mille mila millesim~
            1000000: milione milioni milionesim~
            1000000000: miliardo miliardi miliardesim~
            ×10: decennio decenni
            ×12: dozzina dozzine
            ×100: secolo secoli
            1/2: metà mezzo mezza
        """,
        endings="o a i e",
        parts="""
            1: unesim~
            2: duesim~
            3: tré treesim~
            4: quattresim~
            5: cinquesim~
            6: seiesim~
            7: settesim~
            8: ottesim~
            9: novesim~
            20: vent
            30: trent
            40: quarant
            50: cinquant
            60: sessant
            70: settant
            80: ottant
            90: novant
            100: cent
        """,
        compounds=True,
        joins="e",
    ),
    negation=NegationWords(
        idle=r"\bnon (?:solo|soltanto|solamente)\b | \bnon (?:più|meno|oltre) (?:di|tardi)\b | \bo non\b | \bse non\b",
        plain=r"\bnon\b | \bnessun\w* | \bmai\b | \bnulla\b | \bniente\b | \bné\b | \bneppure\b | \bnemmeno\b",
        implied=r"""
            \bnon\b | \bnessun | \bmai\b | \bnulla\b | \bniente | \bné\b | \bneppure | \bnemmeno | \bsenza\b | \bin(?:[abefgiosuv])
            | \bim(?:poss|ped|pun) | \birr | \billeg | \bvieta | \bdivieto | \bproib | \brifiut | \besclu | \beccetto | \bsalvo
            | \bmanc | \bassen | \bevita | \bastener | \bsolo\b | \bsoltanto | \bprivo | \bpriva | \bdis
        """,
        affirmed={"nessun": "ogni", "nessuno": "ognuno", "nessuna": "ogni", "mai": "sempre", "nulla": "tutto"},
    ),
    abbreviations=Abbreviations(
        followed=(
            "art Art artt n nn N nr p pp pag par cap lett lett co cfr Cfr sig Sig sigg dott Dott dr prof Prof avv ing on ecc|mo "
            "es ad|es s|p|a vol voll fig tab all lgs ss|mm gen feb mar apr mag giu lug ago set sett ott nov dic tel ca d|lgs"
        ),
        may_end="ecc etc ss segg S.p.A a|C d|C",
        starters="Il La Lo Le Gli I Un Una Questo Questa Questi Queste In Nel Nella Per Se Non Con È",
    ),
    formulas=Formulas(
        organs="Assemblea|Consiglio|Commissione|Comitato|Conferenza|Parti|Stati|Governi|Riunione|Parlamento",
        recitals=r"(?:Considerato|Considerando) che\b",
        preambular=r"(?:\w+\s)?\w+(?:ando|endo)\b|(?:Profondamente )?(?:Consapevol[ei]|Convint[oaie]|Preoccupat[oaie]|Vist[oaie]|Considerat[oaie])\b",
        signed="Firmato",
        note="Nota",
        opening_leads="non",
        opening_goes_on="che con in di del a su conto considerazione preoccupazione soddisfazione",
    ),
    modality=Modality(
        obligation=r"\bdovr(?:à|anno)\b | \bdeve\b | \bdevono\b",
        recommendation=r"\bdovrebbe(?:ro)?\b",
        permission=r"\bpuò\b | \bpossono\b | \bpotr(?:à|anno)\b",
        open=r"\bpotrebbe(?:ro)?\b | \bpossa(?:no)?\b | \bpossibil\w+ | \bnecessari\w | \bpotere\b | \bdovere\b | \btenut\w\b | \bobbligat\w\b | \bdiritto\b | \bfacoltà\b | \bautorizzat\w\b",
        prohibition=r"\b(?:non|nessun\w*)\b[^.;,]{0,40}?\b(?:può|possono|potr\w+|dev\w+|dovr\w+|debbono) | \bvietat\w",
        obliges=(("d", "o", "v", "r"), ("d", "e", "v", "eo")),
        permits=(("p", "u", "ò"), ("p", "o", "s", "s"), ("p", "o", "t", "r")),
        recommends=(("d", "o", "v", "r"),),
    ),
)
