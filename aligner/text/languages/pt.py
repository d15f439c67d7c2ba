"""Portuguese."""

from aligner.text.language import Clock, Figures, Language
from aligner.text.rows import DIGIT, SPACES

LANGUAGE = Language(
    tag="pt",
    name="Portuguese",
    scripts=("Latn",),
    clock=Clock(
        patterns=(r"{H}{S}h{S}{M}(?!\d)",),  # with minutes only: 24 h is a duration as well
        hints=((DIGIT, "h"), (DIGIT, SPACES, "h")),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: mil
            6: milhão milhões
            9: mil_milhões bilhão bilhões
            12: bilião biliões trilhão trilhões
        """,
    ),
)
