"""Thai."""

from aligner.text.language import Figures, Language

LANGUAGE = Language(
    tag="th",
    name="Thai",
    scripts=("Thai",),
    joiner="",
    figures=Figures(
        scales="""
            3: พัน
            4: หมื่น
            5: แสน
            6: ล้าน
            9: พันล้าน
            12: ล้านล้าน
        """,
        scale_end=r"",
        year_offset=-543,
    ),
)
