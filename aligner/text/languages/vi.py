"""Vietnamese."""

from aligner.text.language import Figures, Language

LANGUAGE = Language(
    tag="vi",
    name="Vietnamese",
    scripts=("Latn",),
    figures=Figures(
        decimal=",",
        scales="""
            3: nghìn ngàn
            6: triệu
            9: tỷ tỉ
        """,
    ),
)
