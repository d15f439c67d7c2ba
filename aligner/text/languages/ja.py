"""Japanese."""

from aligner.text.language import Calendar, Figures, Language, NumberWords

LANGUAGE = Language(
    tag="ja",
    name="Japanese",
    scripts=("Hani", "Hira", "Kana"),
    joiner="",
    quotations=(("「", "」"), ("『", "』")),
    calendar=Calendar(month_mark="月"),
    figures=Figures(
        scales="""
            12: 兆
            11: 千億
            10: 百億
            9: 十億
            8: 億
            7: 千万
            6: 百万
            5: 十万
            4: 万
            3: 千
        """,
        between="数余",
        scale_end=r"",
        spaced=False,
        myriads=True,
        eras="2018: 令和; 1988: 平成; 1925: 昭和; 1911: 大正; 1867: 明治",
    ),
    number_words=NumberWords(han=""),
)
