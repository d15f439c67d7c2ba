"""Polish."""

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
    tag="pl",
    name="Polish",
    scripts=("Latn",),
    quotations=(("„", "”"), ("«", "»")),
    divisions=divisions(
        part="część",
        title="tytuł dział",
        chapter="rozdział",
        section="oddział sekcja",
        article="artykuł art. §",
        rule="zasada reguła",
        annex="załącznik aneks",
    ),
    label_ordinals="1: pierwszy pierwsza; 2: drugi druga; 3: trzeci trzecia; 4: czwarty czwarta",
    conjunctions="i oraz lub albo",
    ranges="do",
    function_words=(
        "a aby ale być bez był była było były co czy dla do gdy go i ich im jak jako je jego jej jest jeżeli już która które "
        "którego której który których lub ma między może na nad nie niż o od oraz po pod przed przez przy się są ta tak te "
        "tego tej ten to tych tym u w we wraz z za ze że"
    ),
    calendar=Calendar(
        months=(
            "stycznia|styczeń|styczniu|styczniem|sty lutego|luty|lutym|lut marca|marzec|marcu|marcem|mar "
            "kwietnia|kwiecień|kwietniu|kwietniem|kwi maja|maj|maju|majem czerwca|czerwiec|czerwcu|czerwcem|cze "
            "lipca|lipiec|lipcu|lipcem|lip sierpnia|sierpień|sierpniu|sierpniem|sie "
            "września|wrzesień|wrześniu|wrześniem|wrz października|październik|październiku|październikiem|paź "
            "listopada|listopad|listopadzie|listopadem|lis grudnia|grudzień|grudniu|grudniem|gru"
        ),
        ordinals="-go .",
    ),
    clock=Clock(
        patterns=(r"\bgodz(?:\.|inie|iny|ina)\s{H}[.:]{M}(?!\d)", r"\bgodz(?:\.|inie|iny|ina)\s{H}(?![\d.:])"),
        hints=(("g", "o", "d", "z"),),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: tys. tys tysiąc tysiące tysięcy tysiącom tysiącami tysiącach
            6: mln milion miliony milionów milionom milionami milionach
            9: mld miliard miliardy miliardów
            12: bln bilion biliony bilionów
        """,
    ),
    number_words=NumberWords(
        values="""
            0: zero żaden żadna żadne żadnego żadnej brak
            1: jeden jedna jedno jednego jednej jednemu jedną jednym pierwsz~ jednokrotnie
            2: dwa dwaj dwie dwóch dwu dwom dwóm dwoma dwiema dwoje dwojga drug~ oba obie obu obydwa dwukrotnie podwójn~
            3: trzy trzej trzech trzem trzema troje trojga trzec~
            4: cztery czterej czterech czterem czterema czworo czworga czwart~
            5: pięć pięciu pięcioma pięcioro piąt~
            6: sześć sześciu sześcioma sześcioro szóst~
            7: siedem siedmiu siedmioma siedmioro siódm~
            8: osiem ośmiu ośmioma ósm~
            9: dziewięć dziewięciu dziewięcioma dziewiąt~
            10: dziesięć dziesięciu dziesięcioma dziesiąt~
            11: jedenaście jedenastu jedenastoma jedenast~
            12: dwanaście dwunastu dwunastoma dwunast~
            13: trzynaście trzynastu trzynastoma trzynast~
            14: czternaście czternastu czternastoma czternast~
            15: piętnaście piętnastu piętnastoma piętnast~
            16: szesnaście szesnastu szesnastoma szesnast~
            17: siedemnaście siedemnastu siedemnastoma siedemnast~
            18: osiemnaście osiemnastu osiemnastoma osiemnast~
            19: dziewiętnaście dziewiętnastu dziewiętnastoma dziewiętnast~
            20: dwadzieścia dwudziestu dwudziestoma dwudziest~
            30: trzydzieści trzydziestu trzydziestoma trzydziest~
            40: czterdzieści czterdziestu czterdziestoma czterdziest~
            50: pięćdziesiąt pięćdziesięciu pięćdziesięcioma pięćdziesiąt~
            60: sześćdziesiąt sześćdziesięciu sześćdziesięcioma sześćdziesiąt~
            70: siedemdziesiąt siedemdziesięciu siedemdziesięcioma siedemdziesiąt~
            80: osiemdziesiąt osiemdziesięciu osiemdziesięcioma osiemdziesiąt~
            90: dziewięćdziesiąt dziewięćdziesięciu dziewięćdziesięcioma dziewięćdziesiąt~
            100: sto stu stoma setn~
            200: dwieście dwustu dwusetn~
            300: trzysta trzystu trzechsetn~
            400: czterysta czterystu czterechsetn~
            500: pięćset pięciuset pięćsetn~
            600: sześćset sześciuset sześćsetn~
            700: siedemset siedmiuset siedemsetn~
            800: osiemset ośmiuset osiemsetn~
            900: dziewięćset dziewięciuset dziewięćsetn~
            1000: tysiąc tysiąca tysiące tysięcy tysiącu tysiącem tysiącowi tysiącom tysiącami tysiącach tysięczn~
            1000000: milion miliona miliony milionów milionom milionami milionach milionowi milionem milionie
            1000000000: miliard miliarda miliardy miliardów miliardowi miliardem miliardzie
            ×10: dekada dekady dekad dekadzie dziesięciolecie dziesięciolecia
            ×12: tuzin tuziny tuzinów
            ×100: wiek wieku wieki wieków stulecie stulecia
            1/2: połowa połowy połowę pół
            3/2: półtora półtorej
            1/4: ćwierć
        """,
        endings="y ego emu ym a ej ą e i ych ymi iego iemu im ia iej ią ie ich imi",
        first_parts="2: dwu; 3: trzy trój; 4: cztero; 5: pięcio; 6: sześcio; 7: siedmio; 8: ośmio; 10: dziesięcio; 12: dwunasto; 20: dwudziesto; 30: trzydziesto",
    ),
    negation=NegationWords(
        idle=r"\bnie tylko\b | \bnie (?:mniej|więcej|później|wcześniej) niż\b | \bczy też nie\b | \blub nie\b",
        plain=r"\bnie\b | \bnigdy\b | \bnikt\b | \bnikogo\b | \bnikomu\b | \bnic\b | \bniczego\b | \bżad(?:en|n\w+)\b | \bani\b",
        implied=r"""
            \bnie | \bnigdy | \bnik(?:t|og|om) | \bnic\b | \bniczego | \bżad(?:en|n) | \bani\b | \bbez | \bbrak | \bzakaz | \bzabron
            | \bzabrani | \bodm[aó]w | \bodrzuc | \bwyklucz | \bwyłącz | \bz wyjątkiem | \bchyba że | \bzapobie | \bunik | \btylko
            | \bjedynie | \bpoza | \bpowstrzym
        """,
        concord=r"\b(?:nigdy|nikt|nikogo|nikomu|nic|niczego|żad(?:en|n\w+))\b(?=[^.,;:]{0,40}\bnie\b)",
        affirmed={"nigdy": "zawsze", "nikt": "każdy", "nic": "wszystko"},
    ),
    abbreviations=Abbreviations(
        followed=(
            "art Art ust pkt Pkt lit nr Nr poz par rozdz str s t tj tzn np Np m|in w|w ww ds dr Dr prof Prof mgr inż hab ks św gen "
            "płk ul al pl woj pow gm godz tys mln mld ok por zob zwł Dz Urz sygn sierp jw ps pt sp o|o z|o|o im ws red"
        ),
        may_end="itd itp r rr w ww zł gr n|e p|n|e",
        after_number="r rr w ww",
        starters="W Na Z Do Po Od Za Ten Ta To Te Jest Są Nie Jeżeli Jeśli Gdy On Ona Oni",
    ),
    formulas=Formulas(
        organs="Zgromadzenie|Rada|Komisja|Komitet|Konferencja|Strony|Państwa|państwa|Rządy|Zjazd|Parlament",
        preambular=r"(?:\w+\s){0,2}?\w+(?:ając|jąc|ąc|wszy)\b|(?:świadome?|przekonane?|zaniepokojone?|uwzględniając)\b",
        signed="Podpisano|podpisano",
        note="Uwaga|Przypis",
        opening_leads="nie z",
        opening_goes_on="na o w pod uwagę z że ubolewaniem zadowoleniem zaniepokojeniem",
    ),
)
