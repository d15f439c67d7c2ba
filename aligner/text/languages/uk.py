"""Ukrainian."""

from aligner.text.language import Figures, Language

LANGUAGE = Language(
    tag="uk",
    name="Ukrainian",
    scripts=("Cyrl",),
    quotations=(("«", "»"), ("„", "“")),
    figures=Figures(
        decimal=",",
        scales="""
            3: тис. тис тисяч тисячі
            6: млн. млн мільйон мільйона мільйони мільйонів
            9: млрд. млрд мільярд мільярда мільярди мільярдів
        """,
    ),
)
