"""Turkish."""

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

LANGUAGE = Language(
    tag="tr",
    name="Turkish",
    scripts=("Latn",),
    quotations=(("“", "”"), ("‘", "’")),
    divisions=divisions(
        part="kısım",
        title="kitap",
        chapter="bölüm",
        section="ayırım",
        article="madde md.",
        rule="kural ilke",
        annex="ek",
    ),
    alphabet="a b c ç d e f g ğ h ı i j k l m n o ö p r s ş t u ü v y z",
    conjunctions="ve veya ile ya",
    ranges="ila",
    function_words=(
        "ama ancak bir bu bunun da de daha diğer en gibi göre hem her için ile ise kadar ki mi mu mı mü ne o olan olarak olduğu "
        "olup onun sonra tarafından üzere ve veya ya yer şu"
    ),
    calendar=Calendar(
        others={
            "islamic": (
                "muharrem safer rebiülevvel rebiülahir cemaziyelevvel cemaziyelahir recep|receb şaban "
                "ramazan şevval zilkade zilhicce"
            ),
        },
        months="ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara",
    ),
    clock=Clock(
        patterns=(r"\bsaat\s{H}[.:]{M}(?!\d)", r"\bsaat\s{H}['’]?(?:de|da|te|ta)\b"), hints=(("s", "a", "a", "t"),)
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: bin
            6: milyon
            9: milyar
            12: trilyon
        """,
    ),
    number_words=NumberWords(
        values="""
            0: sıfır hiçbir hiç
            1: bir birinci ilk
            2: iki ikinci çift
            3: üç üçüncü
            4: dört dördüncü
            5: beş beşinci
            6: altı altıncı
            7: yedi yedinci
            8: sekiz sekizinci
            9: dokuz dokuzuncu
            10: on onuncu
            20: yirmi yirminci
            30: otuz otuzuncu
            40: kırk kırkıncı
            50: elli ellinci
            60: altmış altmışıncı
            70: yetmiş yetmişinci
            80: seksen sekseninci
            90: doksan doksanıncı
            100: yüz yüzüncü
            1000: bin bininci
            1000000: milyon milyonuncu
            1000000000: milyar milyarıncı
            ×12: düzine
            ×100: yüzyıl yüzyılın yüzyılda asır
            1/2: yarım yarısı yarı buçuk
            1/4: çeyrek
        """,
        compounds=True,
    ),
    negation=NegationWords(
        idle=r"\byalnızca \w+ değil\b | \bsadece \w+ değil\b | \bolup olmadığ\w+ | \bolmasın\b",
        plain=(
            r"\bdeğil\w* | \byok\w* | \bhiçbir\w* | \basla\b | \bhiç\b | \bhayır\b | \w+(?:maz|mez|mazlar|mezler|mamış|memiş|mayacak|meyecek|mıyor|miyor|muyor|müyor"
            r"|mamalı|memeli|mamak|memek|madı|medi|madığı|mediği|mayan|meyen|mayacağı|meyeceği|amaz|emez|maması|memesi|mamakta|memekte)\w*"
        ),
        implied=r"""
            \bdeğil | \byok | \bhiç | \basla\b | \w+(?:maz|mez|mam[aı]|mem[ei]|may|mey|mıyor|miyor|muyor|müyor|madı|medi)\w*
            | \w+(?:s[ıiuü]z)(?:\b|l|c|d|n) | \byasak | \bred | \bhariç | \bdışında | \bönle | \bkaçın | \bengel | \beksik | \bolmaksızın
            | \bmadan\b | \bmeden\b | \w+m[ae]d[ae]n\b | \bancak | \byalnız | \bsadece
        """,
        affirmed={"değil": "", "yok": "var", "hiçbir": "her", "asla": "daima"},
    ),
    abbreviations=Abbreviations(
        followed=(
            "md Md m s ss c No no Dr Prof Doç Av Sn sn bkz Bkz örn yy ör çev haz ed yay vd Alb Gen Org Uz Öğr Cad Sok Mah Apt tel "
            "T|C K R|G maks min yak"
        ),
        may_end="vb vs M|Ö M|S A.Ş Ltd Şti",
        starters="Bu Şu O Bir Her Ancak Ve Ama Ayrıca Eğer Söz",
    ),
    formulas=Formulas(
        organs="Kurul|Kurulu|Konseyi|Konsey|Komisyonu|Komisyon|Komitesi|Konferansı|Taraflar|Devletler|Hükümetler|Meclisi",
        preambular=r"(?:\w+\s){0,6}?\w+(?:arak|erek|ıp|ip|up|üp)\b[,;]?",
        signed="İmza|imza",
        note="Not|Dipnot",
        opening_goes_on="alarak ederek",
    ),
)
