"""Czech."""

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
    tag="cs",
    name="Czech",
    scripts=("Latn",),
    quotations=(("„", "“"), ("‚", "‘")),
    divisions=divisions(
        part="část",
        title="hlava",
        chapter="kapitola",
        section="oddíl díl",
        article="článek čl. §",
        rule="pravidlo zásada",
        annex="příloha",
    ),
    label_ordinals="1: první; 2: druhá druhý; 3: třetí; 4: čtvrtá čtvrtý; 5: pátá pátý",
    conjunctions="a nebo i či",
    ranges="až do",
    function_words=(
        "a aby ale ani bez být byl byla bylo byly do i jak jako je jeho její jejich jen jsou k ke kde když která které kterého "
        "které který kterých má mezi mohou může na nad ne nebo nebyl není o od po pod podle pro před při s se si svých tak také "
        "ten tento to tohoto u v ve však z za ze že"
    ),
    calendar=Calendar(
        months=(
            "ledna|leden|lednu|lednem|led února|únor|únoru|únorem|úno března|březen|březnu|březnem|bře "
            "dubna|duben|dubnu|dubnem|dub května|květen|květnu|květnem|kvě června|červen|červnu|červnem|čvn "
            "července|červenec|červenci|červencem|čvc srpna|srpen|srpnu|srpnem|srp září|zářím|zář "
            "října|říjen|říjnu|říjnem|říj listopadu|listopad|listopadem|lis prosince|prosinec|prosinci|prosincem|pro"
        ),
        ordinals=".",
    ),
    clock=Clock(
        patterns=(r"{H}[.:]{M}{S}h(?:od)?\b\.?", r"\bv(?:e)?\s{H}{S}hod(?:\.|in)"),
        hints=((DIGIT, "h"), (DIGIT, SPACES, "h")),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: tis. tis tisíc tisíce tisíců tisícům tisíci tisících
            6: mil. mil mln milion milión miliony milióny milionů miliónů
            9: mld. mld miliarda miliardy miliard
            12: bilion biliony bilionů
        """,
    ),
    number_words=NumberWords(
        values="""
            0: nula žádný žádná žádné žádného žádných
            1: jeden jedna jedno jednoho jedné jednomu jednu jedním jednou první prvního prvnímu prvním prvních prvé prvý
            2: dva dvě dvou dvěma druh~ oba obě obou oběma dvakrát dvojí dvojnásobek
            3: tři tří třem třemi třetí třetího třetímu třetím třetích troje třikrát
            4: čtyři čtyř čtyřem čtyřmi čtvrt~
            5: pět pěti pát~
            6: šest šesti šest~
            7: sedm sedmi sedm~
            8: osm osmi osm~
            9: devět devíti devát~
            10: deset deseti desíti desát~
            11: jedenáct jedenácti jedenáct~
            12: dvanáct dvanácti dvanáct~
            13: třináct třinácti třináct~
            14: čtrnáct čtrnácti čtrnáct~
            15: patnáct patnácti patnáct~
            16: šestnáct šestnácti šestnáct~
            17: sedmnáct sedmnácti sedmnáct~
            18: osmnáct osmnácti osmnáct~
            19: devatenáct devatenácti devatenáct~
            20: dvacet dvaceti dvacát~
            30: třicet třiceti třicát~
            40: čtyřicet čtyřiceti čtyřicát~
            50: padesát padesáti padesát~
            60: šedesát šedesáti šedesát~
            70: sedmdesát sedmdesáti sedmdesát~
            80: osmdesát osmdesáti osmdesát~
            90: devadesát devadesáti devadesát~
            100: sto sta stu stě set stem stý stá sté stého stém
            1000: tisíc tisíce tisíců tisíci tisícům tisících tisící tisícího
            1000000: milion milión miliony milióny milionu milionů miliónů
            1000000000: miliarda miliardy miliard
            ×10: desetiletí dekáda dekády
            ×12: tucet tucty tuctů
            ×100: století
            1/2: polovina poloviny polovinu polovině půl
            1/3: třetina třetiny třetinu
            1/4: čtvrtina čtvrtiny čtvrtinu čtvrť
            1/5: pětina pětiny
            3/2: půldruhého
        """,
        endings="ý á é ého ému ém ým ou ých ými í",
        parts="1: jedn jed; 2: dv; 3: tři; 8: osm; 9: devět",
        compounds=True,
        units_first=True,
        joins="a",
        first_parts="2: dvou dvoj; 3: tří troj; 4: čtyř; 5: pěti; 6: šesti; 7: sedmi; 8: osmi; 10: deseti; 20: dvaceti; 30: třiceti",
    ),
    negation=NegationWords(
        idle=r"\bnejen\b | \bne (?:méně|více|později) než\b | \bči nikoli\b | \bnebo ne\b | \bnej\w+ | \bneboť\b | \bnebo\b | \bněkter\w+",
        plain=r"\bne(?!j|b[oý]|ž|utr|hod|dáv|dost|pří|děl|toli)\w{3,} | \bnikdy\b | \bnikdo\b | \bnikoho\b | \bnic\b | \bžádn\w+ | \bani\b | \bnikoli\b | \bne\b",
        implied=r"""
            \bne(?!j|bo) | \bnik | \bnic\b | \bžádn | \bani\b | \bbez | \bzákaz | \bzakáz | \bzakaz | \bodmít | \bvylou?č | \bvýjim
            | \bledaže | \bkromě | \bzamez | \bzabrán | \bvyh[nýn] | \bpouze | \bjen\b | \bchyb[íě] | \bzdrž | \bprost[ýáé]\b
        """,
        concord=r"\b(?:nikdy|nikdo|nikoho|nic|žádn\w+)\b(?=[^.,;:]{0,40}\bne\w)",
        affirmed={"nikdy": "vždy", "nikdo": "každý", "nic": "vše", "není": "je", "nejsou": "jsou"},
    ),
    abbreviations=Abbreviations(
        followed=(
            "čl Čl odst písm č Č Sb str s tzv tj např Např tzn viz resp popř mj ust cit sp|zn j kap obr tab dr Dr JUDr Mgr Ing prof "
            "Prof doc sv ul nám mil mld tis min max cca srov p pí vyd ed roč zn"
        ),
        may_end="atd apod aj r st n|l př|n|l hod Kč a|s s|r|o",
        starters="V Na Z Do Po Od Tento Tato Toto Tyto Je Jsou Není Pokud Pro Při S Podle",
    ),
    formulas=Formulas(
        organs="shromáždění|Rada|Komise|Výbor|Konference|Strany|Státy|Vlády|Smluvní|Parlament|Zasedání",
        preambular=r"(?:\w+\s){0,2}?\w+(?:íce|jíce|ouce|uje|ujíc|íc)\b|(?:vědom[aiy]?|přesvědčen[aiy]?|znepokojen[aiy]?|s ohledem|berouc[ei]?)\b",
        signed="Podepsán|podepsán",
        note="Poznámka",
        opening_leads="s berouc",
        opening_goes_on="na v do že úvahu vědomí potěšením znepokojením",
    ),
)
