"""Italian."""

from aligner.text.language import Figures, Language

LANGUAGE = Language(
    tag="it",
    name="Italian",
    scripts=("Latn",),
    quotations=(("«", "»"), ("“", "”")),
    figures=Figures(
        decimal=",",
        scales="""
            3: mila mille
            6: milione milioni mln
            9: miliardo miliardi mld
        """,
    ),
)
