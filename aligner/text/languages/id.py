"""Indonesian."""

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
    tag="id",
    name="Indonesian",
    scripts=("Latn",),
    divisions=divisions(
        part="bagian",
        title="buku",
        chapter="bab",
        section="paragraf",
        article="pasal",
        rule="aturan prinsip",
        annex="lampiran",
    ),
    label_ordinals="1: kesatu pertama; 2: kedua; 3: ketiga; 4: keempat; 5: kelima",
    conjunctions="dan atau serta",
    ranges="sampai hingga",
    function_words=(
        "ada adalah agar akan antara apabila atas atau bagi bahwa baik belum bila dalam dan dapat dari dengan di dia guna harus "
        "hingga ia ini itu jika juga kami karena ke kepada lain maka masing mereka oleh pada para saat secara sebagai serta "
        "sesuai setiap suatu telah terhadap tersebut tetapi untuk yaitu yang"
    ),
    calendar=Calendar(
        others={
            "islamic": (
                "muharam safar rabiulawal rabiulakhir jumadilawal jumadilakhir rajab syakban "
                "ramadan|ramadhan syawal zulkaidah zulhijah"
            ),
        },
        months="januari|jan februari|pebruari|feb maret|mar april|apr mei juni|jun juli|jul agustus|agu|agt september|sep oktober|okt november|nopember|nov desember|des",
    ),
    clock=Clock(
        patterns=(r"\b(?:pukul|jam)\s{H}[.:]{M}(?!\d)", r"\bpukul\s{H}(?![\d.:])"),
        hints=(("p", "u", "k", "u"), ("j", "a", "m", " \u00a0")),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: ribu rb
            6: juta jt
            9: miliar milyar
            12: triliun
        """,
    ),
    number_words=NumberWords(
        values="""
            0: nol kosong nihil
            1: satu suatu sebuah seorang pertama kesatu
            2: dua kedua
            3: tiga ketiga
            4: empat keempat
            5: lima kelima
            6: enam keenam
            7: tujuh ketujuh
            8: delapan kedelapan
            9: sembilan kesembilan
            10: sepuluh kesepuluh
            *10: puluh
            11: sebelas kesebelas
            12: dua_belas kedua_belas
            13: tiga_belas ketiga_belas
            14: empat_belas keempat_belas
            15: lima_belas kelima_belas
            16: enam_belas keenam_belas
            17: tujuh_belas ketujuh_belas
            18: delapan_belas kedelapan_belas
            19: sembilan_belas kesembilan_belas
            100: seratus ratus keseratus
            1000: seribu ribu keseribu
            1000000: juta sejuta
            1000000000: miliar milyar
            ×10: dekade dasawarsa
            ×12: lusin
            ×100: abad
            1/2: setengah separuh paruh
            1/3: sepertiga pertiga
            1/4: seperempat perempat
        """,
    ),
    negation=NegationWords(
        idle=r"\btidak (?:hanya|saja|sekadar)\b | \bbukan (?:hanya|saja)\b | \btidak (?:kurang|lebih) dari\b | \batau tidak\b | \bmau tidak mau\b",
        plain=r"\btidak\b | \btak\b | \bbukan(?:lah)?\b | \bbelum\b | \bjangan(?:lah)?\b | \btiada\b | \btanpa\b",
        implied=r"""
            \btidak | \bketidak | \btak\b | \bbukan | \bbelum | \bjangan | \btiada | \btanpa | \blarang | \bdilarang | \bpelarang | \bmelarang
            | \btolak | \bmenolak | \bkecuali | \bdikecualikan | \bselain | \bcegah | \bmencegah | \bhindar | \bmenghindar | \bhanya
            | \bkurang | \bgagal | \bbebas | \bnon
        """,
        affirmed={"belum": "sudah", "tiada": "ada", "tanpa": "dengan"},
    ),
    abbreviations=Abbreviations(
        followed="Ps ps No no Nos hlm hal jl Jl Jln Tn Ny Sdr Dr dr Prof Ir Drs H Hj Bpk Yth a|n u|p d|a s|d cq tgl Rp tel vol ed",
        may_end="dll dsb dst dkk Tbk S.H M.H M SM",
        starters="Dalam Pada Di Ini Itu Setiap Jika Apabila Untuk Dengan Yang Para Tidak",
    ),
    formulas=Formulas(
        organs="Majelis|Dewan|Komisi|Komite|Konferensi|Pihak|Negara|Pemerintah|Parlemen",
        preambular=r"(?:Meng\w+|Mem\w+|Men\w+|Me\w+)\b(?: bahwa)?",
        signed="Ditandatangani|Ttd",
        note="Catatan",
        opening_leads="tidak",
        opening_goes_on="bahwa akan pada dengan kembali",
    ),
)
