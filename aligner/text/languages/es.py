"""Spanish."""

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
    tag="es",
    name="Spanish",
    scripts=("Latn",),
    quotations=(("“", "”"), ("«", "»")),
    divisions=divisions(
        part="parte",
        title="título",
        chapter="capítulo",
        section="sección",
        article="artículo",
        rule="regla principio",
        annex="anexo",
    ),
    label_ordinals="1: primero primera",
    conjunctions="y o",
    ranges="a al",
    function_words=(
        "a al ante como con de del e el ella ellas ellos en entre era es esta este estas estos ha han la las le "
        "les lo los más o para pero por que se si sin son su sus también u un una y ya"
    ),
    calendar=Calendar(
        months="enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
        ordinals="º",
        of="de del",
    ),
    clock=Clock(
        patterns=(r"{H}{S}h{S}{M}(?!\d)",),  # with minutes only: 24 h is a duration as well
        hints=((DIGIT, "h"), (DIGIT, SPACES, "h")),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            9: mil_millones
            3: mil
            6: millón millones
            12: billones billón
        """,
    ),
    number_words=NumberWords(
        values="""
            1: un uno una primer primero primera
            2: dos segundo segunda ambos ambas bienio
            3: tres tercer tercero tercera
            4: cuatro cuarto cuarta
            5: cinco quinto quinta
            6: seis sexto sexta
            7: siete séptimo séptima
            8: ocho octavo octava
            9: nueve noveno novena
            10: diez décimo décima
            ×10: decenio decenios década décadas
            11: once undécimo
            12: doce duodécimo
            13: trece
            14: catorce
            15: quince
            16: dieciséis
            17: diecisiete
            18: dieciocho
            19: diecinueve
            20: veinte vigésimo vigésima
            30: treinta trigésimo trigésima
            40: cuarenta cuadragésimo
            50: cincuenta quincuagésimo
            60: sesenta sexagésimo sexagésima
            70: setenta
            80: ochenta
            90: noventa
            100: cien ciento
            ×100: siglo siglos
            1000: mil
            1000000: millón millones
            1/2: mitad medio media
            1/3: tercio
        """,
        joins="y",
    ),
    negation=NegationWords(
        idle=r"""
            \bno s[óo]lo\b | \bno solamente\b | \bno obstante\b | \bno (?:\w+ ){0,3}(?:m[áa]s|menos) (?:de|que)\b
        """,
        plain=r"\bno\b | \bning[uú]n | \bnunca\b | \bjam[áa]s\b",
        implied=r"""
            \bno\b | \bsin\b | \bni\b | \bning | \bnunca | \btampoco | \bin\w | \babst | \bimped | \bfalta
            | \bausen | \brech | \bprohib | \bevit | \bimp(?:os|un) | \bnada\b | \bnadie\b | \bjam[áa]s | \bnul[ao]s?\b | \bcarec
            | \bcarent | \birr | \bil(?:eg|[íi]c) | \bdes(?:con|acuer|provist|igual) | \bfall[aó] | \bsalvo\b | \bexcept | \bexclu | \bs[óo]lo\b
            | \bdistint | \bdifer | \bpriv
        """,
    ),
    abbreviations=Abbreviations(
        followed=(
            "Sr Sra Srta Sres Sras Dr Dra Prof Lic Ing Excmo Excma D Dª núm núms Núm nro art arts Art párr párrs "
            "Párr inc cap caps Cap secc vol pág págs p pp fig figs ed p|ej P|ej cf Cf i.e EE av Av tel Gral res "
            "doc"
        ),
        may_end="etc EE|UU Ud Uds a.m p.m S.A Cía",
        starters="El La Los Las Un Una Este Esta En Se No",
    ),
    formulas=Formulas(
        organs="Asamblea|Consejo|Comisión|Comité|Conferencia|Estados|Partes|Gobiernos|Reunión",
        preambular=(
            r"(?:\w+\s)?\w+(?:ando|endo|iendo)\b|(?:Profundamente )?(?:Consciente|"
            r"Convencid[ao]|Preocupad[ao]|Guiad[ao])\b"
        ),
        signed="Firmado",
        opening_goes_on="que con en de a sobre cuenta presente preocupación satisfacción",
    ),
)
