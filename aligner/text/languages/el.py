"""Greek."""

from aligner.text.language import Figures, Language

LANGUAGE = Language(
    tag="el",
    name="Greek",
    scripts=("Grek",),
    quotations=(("«", "»"), ("“", "”")),
    figures=Figures(
        decimal=",",
    ),
)
