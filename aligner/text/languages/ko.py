"""Korean."""

from aligner.text.language import Calendar, Figures, Language

LANGUAGE = Language(
    tag="ko",
    name="Korean",
    scripts=("Hang", "Hani"),
    calendar=Calendar(month_mark="월"),
    figures=Figures(
        scales="""
            12: 조_원 조원 조_달러 조달러
            11: 천억
            10: 백억
            9: 십억
            8: 억
            7: 천만
            6: 백만
            5: 십만
            4: 만
            3: 천
        """,
        scale_end=r"",
        spaced=False,
        myriads=True,
    ),
)
