"""Polish."""

from aligner.text.language import Figures, Language

LANGUAGE = Language(
    tag="pl",
    name="Polish",
    scripts=("Latn",),
    figures=Figures(
        decimal=",",
        scales="""
            3: tys. tys tysiące tysięcy
            6: mln milion miliony milionów
            9: mld miliard miliardy miliardów
            12: bln bilion biliony bilionów
        """,
    ),
)
