"""Hebrew."""

from aligner.text.language import Figures, Language

LANGUAGE = Language(
    tag="he",
    name="Hebrew",
    scripts=("Hebr",),
    direction="rtl",
    figures=Figures(
        scales="""
            3: אלף אלפים
            6: מיליון מיליוני
            9: מיליארד
        """,
    ),
)
