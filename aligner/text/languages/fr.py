"""French."""

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
    tag="fr",
    name="French",
    scripts=("Latn",),
    quotations=(("«", "»"), ("“", "”")),
    divisions=divisions(
        part="partie",
        title="titre",
        chapter="chapitre",
        section="section",
        article="article",
        rule="règle principe",
        annex="annexe",
    ),
    label_ordinals="1: premier première",
    conjunctions="et ou",
    ranges="à au",
    function_words=(
        "à au aux avec ce ces cette cet d dans de des du elle elles en est et eu il ils je l la le les leur leurs "
        "lui mais n ne nous on ou par pas pour qu que qui s sa se ses si son sont sous sur un une vous y"
    ),
    calendar=Calendar(
        months=(
            "janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre"
        ),
        ordinals="er",
    ),
    clock=Clock(
        patterns=(r"{H}{S}h{S}{M}(?!\d)",),  # with minutes only: 24 h is a duration as well
        hints=((DIGIT, "h"), (DIGIT, SPACES, "h")),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: mille
            6: million millions
            9: milliard milliards
            12: billion billions
        """,
    ),
    number_words=NumberWords(
        values="""
            0: zéro aucun aucune nul nulle
            1: un une premier première premiers premières unièm~ unique
            2: deux deuxièm~ second seconde seconds secondes deuxièmement bilatéral bilatérale biennal exercice double
            3: trois troisièm~ triple
            4: quatre quatrièm~
            5: cinq cinquièm~
            6: six sixièm~
            7: sept septièm~
            8: huit huitièm~
            9: neuf neuvièm~
            10: dix dixièm~
            11: onze onzièm~
            12: douze douzièm~
            13: treize treizièm~
            14: quatorze quatorzièm~
            15: quinze quinzièm~ quinzaine
            16: seize seizièm~
            17: dix_sept dix_septième dix_septièmes
            18: dix_huit dix_huitième dix_huitièmes
            19: dix_neuf dix_neuvième dix_neuvièmes
            20: vingt vingtièm~ vingtaine
            30: trente trentièm~ trentaine
            40: quarante quarantièm~ quarantaine
            50: cinquante cinquantièm~ cinquantaine
            60: soixante soixantièm~ soixantaine
            70: septante septantièm~
            80: quatre_vingts quatre_vingt quatre_vingtième quatre_vingtièmes huitante octante
            90: nonante nonantièm~
            100: cent cents centièm~ centaine
            1000: mille mil millièm~ millier milliers
            1000000: million millions millionièm~
            1000000000: milliard milliards milliardièm~
            ×10: décennie décennies dizaine dizaines
            ×12: douzaine douzaines
            ×100: siècle siècles
            1/2: moitié demi demie demis
            1/3: tiers
            1/4: quart quarts
        """,
        endings="e es",
        scores="60 80",
        joins="et",
    ),
    negation=NegationWords(
        idle=r"""
            \bnon seulement\b | \bn(?:e |[’'])(?:(?!pas\b|jamais\b|plus\b|aucun)[\w’']+[ ,]+){1,4}qu(?:e\b|[’'])
            | \bn(?:e |[’'])[^.;:]{0,40}\bpas (?:plus|moins) d
        """,
        plain=r"\bne\b | \bn[’'] | \baucun | \bjamais\b",
        implied=r"""
            \bne\b | \bn[’'] | \bsans\b | \baucun | \bnon\b | \bni\b | \bjamais\b | \bin\w | \babst
            | \bemp[êe]ch | \bmanqu | \babsen | \brefus | \binterd | \bimp(?:oss|uiss|uni) | \bpas\b | \bnul(?:le)?s?\b | \brien\b
            | \bpersonne\b | \bil(?:l[ée]g|lis|lic) | \birr | \bm[ée]con | \b[ée]che?[ccoù] | \béchou | \bsauf\b | \bhormis\b | \bd[ée]faut
            | \bdiff[éè]r | \bseul | \bque\b | \bqu[’'] | \bpriv[eéa] | \bexclu | \bexempt | \bloin\b | \bpeu\b
        """,
    ),
    abbreviations=Abbreviations(
        followed=(
            "M MM Mme Mlle Dr Pr Me Mgr St Ste no No nos art Art al par chap Chap sect vol p pp fig éd cf Cf p|ex "
            "c.-à-d réf env janv févr avr juil sept oct nov déc av apr rés ann doc"
        ),
        may_end="etc s suiv",
        starters="Le La Les Il Elle Ils Elles Un Une Ce Cette Ces En Dans Rien Nul",
    ),
    formulas=Formulas(
        organs="Assemblée|Conseil|Comité|Conférence|États|Parties|Gouvernements|Réunion",
        preambular=(
            r"(?:\w+\s)?\w+(?:ant|ante)\b|(?:Profondément |"
            r"Vivement )?(?:Consciente?|Convaincue?|Préoccupée?|Guidée?|Résolue?s?)\b"
        ),
        signed="Signé",
        opening_goes_on="que avec en de du à sur compte considération préoccupation satisfaction",
    ),
)
