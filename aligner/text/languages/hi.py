"""Hindi."""

from aligner.text.language import Figures, Language

LANGUAGE = Language(
    tag="hi",
    name="Hindi",
    scripts=("Deva",),
    figures=Figures(
        scales="""
            3: हज़ार हजार
            5: लाख
            6: मिलियन
            7: करोड़
            9: अरब बिलियन
        """,
        scale_end=r"(?![ऀ-ॣ])",
    ),
)
