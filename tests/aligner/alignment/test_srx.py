"""Sentences cut by the rules of an SRX file, as a CAT tool cuts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.alignment.srx import cutter
from aligner.alignment.texts import Paragraphs, cut
from aligner.errors import InputError

pytest.importorskip("choppa", reason="the extra srx is not installed")
RULES = r"""<srx version="2.0" xmlns="http://www.lisa.org/srx20"><header segmentsubflows="yes" cascade="yes"/><body>
<languagerules><languagerule languagerulename="all">
<rule break="no"><beforebreak>\bArt\.</beforebreak><afterbreak>\s</afterbreak></rule>
<rule break="yes"><beforebreak>[.?!]</beforebreak><afterbreak>\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>"""


def test_paragraphs_are_cut_where_the_rules_say_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "rules.srx").write_text(RULES, encoding="utf-8")
    text = cut("x", {"en": Paragraphs(("1. See Art. 5. Peace holds.", "(a) One.", "Article 1"))}, sentences=cutter(str(tmp_path / "rules.srx")))  # fmt: skip
    assert [(part.label, part.text) for part in text.parts["en"]] == [
        ("1.", "See Art. 5."),
        ("", "Peace holds."),
        ("(a)", "One."),
        ("", "Article 1"),
    ]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("no XML", "not XML"),
        ("<other/>", "not SRX"),
        (f'<!DOCTYPE srx [<!ENTITY x "y">]>{RULES}', "not SRX"),
        (RULES.replace("[.?!]", "[.?!"), "not rules that can be used|a rule fails"),
    ],
)
def test_a_file_that_is_not_srx_is_refused(tmp_path: Path, rules: str, said: str) -> None:
    (tmp_path / "rules.srx").write_text(rules, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        cut("x", {"en": Paragraphs(("Peace. Law.",))}, sentences=cutter(str(tmp_path / "rules.srx")))
