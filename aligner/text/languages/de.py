"""German."""

from aligner.text.language import Clock, Figures, Language
from aligner.text.rows import DIGIT, SPACES

LANGUAGE = Language(
    tag="de",
    name="German",
    scripts=("Latn",),
    quotations=(("„", "“"), ("‚", "‘")),
    clock=Clock(
        patterns=(r"{H}[.:]{M}{S}Uhr\b", r"{H}{S}Uhr\b(?:{S}{M}(?!\d))?"),
        hints=((DIGIT, "u", "h"), (DIGIT, SPACES, "u", "h")),
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: tausend tsd. tsd
            6: million millionen mio. mio
            9: milliarde milliarden mrd. mrd
            12: billion billionen
        """,
    ),
)
