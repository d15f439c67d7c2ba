"""Persian."""

from aligner.text.language import Language

LANGUAGE = Language(
    tag="fa",
    name="Persian",
    scripts=("Arab",),
    direction="rtl",
    quotations=(("«", "»"),),
)
