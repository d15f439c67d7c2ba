"""Dutch."""

from aligner.text.language import Figures, Language

LANGUAGE = Language(
    tag="nl",
    name="Dutch",
    scripts=("Latn",),
    figures=Figures(
        decimal=",",
        scales="""
            3: duizend
            6: miljoen mln. mln
            9: miljard mrd. mrd
            12: biljoen
        """,
    ),
)
