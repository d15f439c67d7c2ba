"""Spanish."""

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
    units="""
        day: día días
        week: semana semanas
        month: mes meses
        year: año años
        hour: hora horas
        minute: minuto minutos min
        second: segundos
        kilometer: kilómetro kilómetros
        meter: metro metros
        centimeter: centímetro centímetros
        millimeter: milímetro milímetros
        mile: milla millas
        nautical-mile: milla_náutica millas_náuticas milla_marina millas_marinas milla_marítima millas_marítimas milla millas
        foot: pie pies
        inch: pulgada pulgadas
        hectare: hectárea hectáreas
        acre: acre acres
        square-kilometer: kilómetro_cuadrado kilómetros_cuadrados km2 km²
        square-meter: metro_cuadrado metros_cuadrados m2 m²
        cubic-meter: metro_cúbico metros_cúbicos m3 m³
        tonne: tonelada toneladas
        kilogram: kilogramo kilogramos kilo kilos
        gram: gramo gramos
        milligram: miligramo miligramos
        pound: libra libras
        liter: litro litros
        gallon: galón galones
        barrel: barril barriles
        percent: por_ciento puntos_porcentuales punto_porcentual
        permille: por_mil
        celsius: grados_celsius grados_centígrados grados
        fahrenheit: grados_fahrenheit grados
        kilowatt: kilovatio kilovatios
        megawatt: megavatio megavatios
        EUR: euro euros
        USD: dólar_estadounidense dólares_estadounidenses dólares_de_los_estados dólares_americanos dólar dólares
        CAD: dólares_canadienses dólar dólares
        AUD: dólares_australianos dólar dólares
        GBP: libras_esterlinas libra_esterlina libra libras
        JPY: yen yenes
        CNY: yuan yuanes renminbi
        RUB: rublo rublos
        CHF: franco_suizo francos_suizos franco francos
        INR: rupia rupias
        KRW: won wones
    """,
    calendar=Calendar(
        months="enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
        ordinals="º .º ª",
        of="de del",
    ),
    clock=Clock(
        patterns=(
            r"{H}{S}h{S}{M}(?!\d)",  # with minutes only: 24 h is a duration as well
            r"\ba las?\s{H}(?:[.:]{M})?{S}horas?\b(?!\s(?:de|por|antes|después)\b)",
        ),
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
            0: cero medianoche ningún ninguno ninguna
            1: un uno una primer primer~ único única
            2: dos binario binaria segund~ ambos ambas bienio doble
            3: tres tercer tercer~ trienio triple
            4: cuatro cuart~
            5: cinco quint~ quinquenio
            6: seis sext~
            7: siete séptim~
            8: ocho octal octav~
            9: nueve noven~
            10: diez décim~
            11: once undécim~
            12: mediodía doce duodécim~
            13: trece
            14: catorce
            15: quince
            16: hexadecimal hexadecimales dieciséis
            17: diecisiete
            18: dieciocho
            19: diecinueve
            20: veinte vigésim~
            21: veintiuno veintiún veintiuna
            22: veintidós
            23: veintitrés
            24: veinticuatro
            25: veinticinco
            26: veintiséis
            27: veintisiete
            28: veintiocho
            29: veintinueve
            30: treinta trigésim~
            40: cuarenta cuadragésim~
            50: cincuenta quincuagésim~
            60: sesenta sexagésim~
            70: setenta septuagésim~
            80: ochenta octogésim~
            90: noventa nonagésim~
            100: cien ciento centésim~ centenar centenares
            200: doscientos doscientas ducentésim~
            300: trescientos trescientas tricentésim~
            400: cuatrocientos cuatrocientas cuadringentésim~
            500: quinientos quinientas quingentésim~
            600: seiscientos seiscientas sexcentésim~
            700: setecientos setecientas septingentésim~
            800: ochocientos ochocientas octingentésim~
            900: novecientos novecientas noningentésim~
            1000: mil milésim~ millar millares
            1000000: millón millones millonésim~
            1000000000000: billón billones
            ×10: decenio decenios década décadas decena decenas
            ×12: docena docenas
            ×100: siglo siglos
            1/2: mitad medio media
            1/3: tercio tercios
        """,
        endings="o a os as",
        parts="""
            7: septim~
            10: decimo decim
            20: vigesimo
            30: trigesimo
        """,
        compounds=True,
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
            | \bdistint | \bdifer | \bpriv | \berror
        """,
    ),
    modality=Modality(
        obligation=r"\bdeber(?:á|án)\b | \btendr(?:á|án) que\b | \bhabr(?:á|án) de\b",
        duty=r"\bdeben?\b",
        recommendation=r"\bdeber[íi]an?\b",
        permission=r"\bpodr(?:á|án)\b | \bpueden?\b",
        open=r"""
            \bdeben? (?:\w+ ){1,2}como (?:mucho|máximo)\b | \bpodr[íi]an?\b | \bpueda\w* | \bpudiera\w* | \bpoder\b | \bposib\w+ | \bfacultad\w* | \bautoriz\w+ | \bpermit\w+ | \bdeber\b | \bprecis\w+
            | \bnecesari\w+ | \bdebid\w+ | \bexig\w+ | \brecom\w+
            | \bha(?:n)? de\b | \btienen? que\b | \bhay que\b | \bobligad\w+ | \bobligaci\w+ | \bincumb\w+ | \bconv(?:iene|endría)\b | \bhabr[íi]a que\b | \bderechos?\b | \blícit\w+ | \bdebiera\w*
        """,
        prohibition=r"""
            \b(?:no|ningun\w*|ningún|nadie|nunca|tampoco|sólo|solo|únicamente)\b[^.;,]{0,50}?\b(?:podr\w+|pued\w+|deb\w+|tendr\w+|habr\w+|conv\w+) | \bprohib\w+
            | \bimposib\w+
        """,
        obliges=(("d", "e", "b", "e"), ("t", "e", "n", "d"), ("h", "a", "b", "r")),
        permits=(("p", "o", "d", "r"), ("p", "u", "e", "d")),
        recommends=(("d", "e", "b", "e"),),
        both=r"\b[ye]\b | \basí como\b",
        either=r"\b[ou]\b",
        limits=r"(?<!\bno )\bs[óo]lo\b | \bsolamente\b | \búnicamente\b | \bsalvo\b | \bexcept\w+ | \ba reserva\b | \ba menos\b | \bcon sujeción\b | \bsiempre que\b",
        limits_implied=r"\bsino\b | \bpero\b | \bsi\b | \blimit | \bexclusiv | \búnic | \bmás que\b | \bmeramente\b | \bsimple | \bsolo\b",
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
        recitals=r"Considerando que\b",
        preambular=(
            r"(?:\w+\s)?\w+(?:ando|endo|iendo)\b|(?:Profundamente )?(?:Consciente|"
            r"Convencid[ao]|Preocupad[ao]|Guiad[ao])\b"
        ),
        signed="Firmado",
        opening_goes_on="que con en de a sobre cuenta presente preocupación satisfacción",
    ),
)
