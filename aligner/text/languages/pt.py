"""Portuguese."""

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
    tag="pt",
    name="Portuguese",
    scripts=("Latn",),
    divisions=divisions(
        part="parte",
        title="título",
        chapter="capítulo",
        section="secção seção",
        article="artigo art.",
        rule="regra princípio",
        annex="anexo",
    ),
    label_ordinals="1: primeiro primeira; 2: segundo segunda; 3: terceiro terceira; 4: quarto quarta; 5: quinto quinta",
    conjunctions="e ou",
    ranges="a até",
    function_words=(
        "a ao aos as com como da das de do dos e ela elas ele eles em entre era essa esse esta este foi há isso já la lhe mas "
        "na nas no nos num numa o os ou para pela pelas pelo pelos por qual quando que se sem ser seu sua suas seus são "
        "também um uma à às é"
    ),
    calendar=Calendar(
        months=(
            "janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set "
            "outubro|out novembro|nov dezembro|dez"
        ),
        ordinals="º ° o",
        of="de do",
    ),
    clock=Clock(
        patterns=(r"{H}{S}h{S}{M}(?!\d)",),  # with minutes only: 24 h is a duration as well
        hints=((DIGIT, "h"), (DIGIT, SPACES, "h")),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: mil
            6: milhão milhões
            9: mil_milhões bilhão bilhões
            12: bilião biliões trilhão trilhões
        """,
    ),
    number_words=NumberWords(
        values="""
            0: zero nenhum nenhuma
            1: um uma primeir~ único única
            2: dois duas segund~ ambos ambas dobro biénio biênio
            3: três terceir~ triénio triênio
            4: quatro quart~
            5: cinco quint~
            6: seis sext~
            7: sete sétim~
            8: oito oitav~
            9: nove non~
            10: dez décim~
            11: onze undécim~
            12: doze duodécim~
            13: treze
            14: catorze quatorze
            15: quinze
            16: dezasseis dezesseis
            17: dezassete dezessete
            18: dezoito
            19: dezanove dezenove
            20: vinte vigésim~
            30: trinta trigésim~
            40: quarenta quadragésim~
            50: cinquenta quinquagésim~ cinqüenta
            60: sessenta sexagésim~
            70: setenta septuagésim~ setuagésim~
            80: oitenta octogésim~
            90: noventa nonagésim~
            100: cem cento centésim~
            200: duzentos duzentas ducentésim~
            300: trezentos trezentas trecentésim~ tricentésim~
            400: quatrocentos quatrocentas quadringentésim~
            500: quinhentos quinhentas quingentésim~
            600: seiscentos seiscentas sexcentésim~
            700: setecentos setecentas septingentésim~
            800: oitocentos oitocentas octingentésim~
            900: novecentos novecentas noningentésim~ nongentésim~
            1000: mil milésim~
            1000000: milhão milhões milionésim~
            1000000000: bilhão bilhões
            ×10: década décadas decénio decênio
            ×12: dúzia dúzias
            ×100: século séculos
            1/2: metade meio meia
            1/3: terço terços
        """,
        endings="o a os as",
        joins="e",
    ),
    negation=NegationWords(
        idle=r"\bnão (?:só|apenas|somente)\b | \bnão (?:mais|menos) (?:de|do que)\b | \bou não\b | \bnão obstante\b",
        plain=r"\bnão\b | \bnenhum\w* | \bnunca\b | \bjamais\b | \bninguém\b | \bnada\b | \bnem\b | \btampouco\b",
        implied=r"""
            \bnão\b | \bnenhum | \bnunca | \bjamais | \bninguém | \bnada\b | \bnem\b | \btampouco | \bsem\b | \bin[abcdefgjosuv]
            | \bimp(?:oss|ed|un) | \birr | \bileg | \bproib | \bvedad | \brecus | \bexclu | \bexcept | \bexcet | \bsalvo
            | \bfalt | \bausên | \bevit | \babst | \bapenas | \bsomente | \bdes
        """,
        affirmed={"nenhum": "todo", "nenhuma": "toda", "nunca": "sempre", "ninguém": "todos", "nada": "tudo"},
    ),
    abbreviations=Abbreviations(
        followed=(
            "art Art arts n nº N nºs p pp pág págs par cap inc al alín sr Sr sra Sra srs dr Dr dra Dra prof Prof eng exmo Exmo "
            "exma ex p|ex cf Cf vol vols fig tab ed jan fev mar abr mai jun jul ago set out nov dez tel av d v"
        ),
        may_end="etc Ltda S.A Cia a|C d|C",
        starters="O A Os As Um Uma Este Esta Esse Essa Em No Na Se Não Para Por Com Quando",
    ),
    formulas=Formulas(
        organs="Assembleia|Conselho|Comissão|Comité|Comitê|Conferência|Partes|Estados|Governos|Reunião|Parlamento",
        recitals=r"Considerando que\b",
        preambular=r"(?:\w+\s)?\w+(?:ando|endo|indo)\b|(?:Profundamente )?(?:Consciente|Convict[oa]|Convencid[oa]|Preocupad[oa])s?\b",
        signed="Assinado",
        note="Nota",
        opening_leads="não",
        opening_goes_on="que com em de do a sobre conta presente consideração preocupação satisfação",
    ),
    modality=Modality(
        obligation=r"\bdever(?:á|ão)\b",
        duty=r"\bdevem?\b",
        recommendation=r"\bdeveriam?\b",
        permission=r"\bpod(?:e|em|erá|erão)\b",
        open=r"\bpoderiam?\b | \bpoder\b | \bpossam?\b | \bpossív\w+ | \bnecessári\w+ | \bdever\b | \bobrigad\w+ | \bterá de\b | \bterão de\b | \btem de\b | \btêm de\b | \bconvém\b | \bdireito\b | \bfaculdade\b | \bautorizad\w+",
        prohibition=r"\b(?:não|nenhum\w*|nunca|só|apenas)\b[^.;,]{0,40}?\b(?:pod\w+|dev\w+) | \bproibid\w+",
        obliges=(("d", "e", "v", "e"),),
        recommends=(("d", "e", "v", "e"),),
        permits=(("p", "o", "d", "e"),),
    ),
)
