"""French."""

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
    units="""
        day: jour jours
        week: semaine semaines
        month: mois
        year: an ans année années
        hour: heure heures
        minute: minute minutes min
        second: secondes
        kilometer: kilomètre kilomètres
        meter: mètre mètres
        centimeter: centimètre centimètres
        millimeter: millimètre millimètres
        mile: mille milles mile miles
        nautical-mile: mille_marin milles_marins mille_nautique milles_nautiques mille milles
        foot: pied pieds
        inch: pouce pouces
        hectare: hectare hectares
        acre: acre acres
        square-kilometer: kilomètre_carré kilomètres_carrés km2 km²
        square-meter: mètre_carré mètres_carrés m2 m²
        cubic-meter: mètre_cube mètres_cubes m3 m³
        tonne: tonne tonnes
        kilogram: kilogramme kilogrammes kilo kilos
        gram: gramme grammes
        milligram: milligramme milligrammes
        pound: livre livres
        liter: litre litres
        gallon: gallon gallons
        barrel: baril barils
        percent: pour_cent points_de_pourcentage point_de_pourcentage
        permille: pour_mille
        celsius: degrés_celsius degré_celsius degrés
        fahrenheit: degrés_fahrenheit degrés
        kilowatt: kilowatt kilowatts
        megawatt: mégawatt mégawatts
        EUR: euro euros
        USD: dollar_des_états-unis dollars_des_états-unis dollars_américains dollars_us dollar dollars
        CAD: dollars_canadiens dollar dollars
        AUD: dollars_australiens dollar dollars
        GBP: livres_sterling livre_sterling livre livres
        JPY: yen yens
        CNY: yuan yuans renminbi
        RUB: rouble roubles
        CHF: franc_suisse francs_suisses franc francs
        INR: roupie roupies
        KRW: won wons
    """,
    calendar=Calendar(
        months=(
            "janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre"
        ),
        others={
            "islamic": (
                "mouharram|moharram safar rabia_al_awal rabia_ath-thani joumada_al_oula joumada_ath-thania "
                "rajab|radjab chaabane|chaaban ramadan chawwal|chaoual dhou_al_qi'da dhou_al-hijja"
            ),
        },
        ordinals="er",
    ),
    clock=Clock(
        patterns=(
            r"{H}{S}h{S}{M}(?!\d)",  # with minutes only: 24 h is a duration as well
            r"\bà\s{H}{S}heures?\b(?!\s(?:d['’e]|par|après|avant))(?:\s{M}(?!\d))?",
        ),
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
            0: zéro minuit aucun aucune nul nulle
            1: un une premier première premiers premières unièm~ unique
            2: deux deuxièm~ binaire second seconde seconds secondes deuxièmement bilatéral bilatérale biennal exercice double
            3: trois troisièm~ triple
            4: quatre quatrièm~
            5: cinq cinquièm~
            6: six sixièm~
            7: sept septièm~
            8: huit huitièm~ octal octale
            9: neuf neuvièm~
            10: dix dixièm~
            11: onze onzièm~
            12: midi douze douzièm~
            13: treize treizièm~
            14: quatorze quatorzièm~
            15: quinze quinzièm~ quinzaine
            16: hexadécimal hexadécimale hexadécimaux seize seizièm~
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
            | \bdiff[éè]r | \bseul | \bque\b | \bqu[’'] | \bpriv[eéa] | \bexclu | \bexempt | \bloin\b | \bpeu\b | \bapproximati | \berreur
        """,
    ),
    modality=Modality(
        obligation=r"\bdevr(?:a|ont)\b | \b(?:est|sont) tenue?s?\b",
        duty=r"\bdoi(?:t|vent)\b",
        recommendation=r"\bdevrai(?:t|ent)\b",
        permission=r"\bpeu(?:t|vent)\b | \bpourr(?:a|ont)\b",
        open=r"""
            \bpourrai(?:t|ent)\b | \bpuiss(?:e|ent)\b | \bpouvoir\b | \bpouvant\b | \bpossib\w+ | \bsusceptib\w+ | \bfacult\w+ | \bnécessaire\w* | \bnécessit\w+
            | \bil faut\b | \bdevoir\b | \bdevant\b | \bà \w+er\b | \bpermet\w+ | \brecommand\w+ | \bexig\w+
            | \b(?:autorisé|habilité|obligé|libre|fondé)e?s?\b | \bloisible\b | \bobligation\w* | \boblige\w* | \bincomb\w+ | \bimpératif\w* | \bconvien\w+ | \bimporte\b | \blieu de\b | \bdroits?\b | \bconviendrait\b
        """,
        prohibition=r"""
            \bn(?:e |[’'])(?:\w+ )?(?:peut|peuvent|pourr\w+|doi\w+|devr\w+|saurai\w+|puiss\w+|est|sont) | \binterdi\w+ | \bimpossib\w+
        """,
        obliges=(("d", "e", "v", "r"), ("d", "o", "i", "tv"), ("t", "e", "n", "u")),
        permits=(("p", "e", "u", "tv"), ("p", "o", "u", "r")),
        recommends=(("d", "e", "v", "r"),),
        both=r"\bet\b | \bainsi que\b",
        either=r"\bou\b",
        limits=r"(?<!\bnon )\bseul\w* | \buniquement\b | \bsauf\b | \bexcept\w+ | \bsous réserve\b | \bà moins\b | \bhormis\b",
        limits_implied=r"\bque?\b | \bqu[’'] | \bmais\b | \bsi\b | \blimit | \bexclus | \bsimple\w* | \bautre\w* que\b | \bpour autant\b | \bpourvu\b",
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
        recitals="(?:Considérant|Attendu) qu",
        preambular=(
            r"(?:\w+\s)?\w+(?:ant|ante)\b|(?:Profondément |"
            r"Vivement )?(?:Consciente?|Convaincue?|Préoccupée?|Guidée?|Résolue?s?)\b"
        ),
        signed="Signé",
        opening_goes_on="que avec en de du à sur compte considération préoccupation satisfaction",
    ),
)
