"""Turkish."""

from aligner.text.language import Figures, Language

LANGUAGE = Language(
    tag="tr",
    name="Turkish",
    scripts=("Latn",),
    figures=Figures(
        decimal=",",
        scales="""
            3: bin
            6: milyon
            9: milyar
            12: trilyon
        """,
    ),
)
