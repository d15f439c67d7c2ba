"""How much of a text is attested, counted twice: by the program, and by a plain script from a list of quotations.

    python -m benchmarks.evidence evidence.yaml working-text.yaml

The first file lists the quotations (`unit`, `language`, `text`, `simplified`, `agrees`, `change`), the second the
wording before the changes. The script looks for each quotation that agrees, as a whole or without its last mark, after
the changes, and counts the characters that any of them covers.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from aligner.bank import Bank
from aligner.coverage import attested_share

_WIDE = str.maketrans(",;:", "，；：")
_END_MARKS = ",;:.，；：。"


def counted(evidence: dict[str, Any], wording: dict[str, Any], language: str) -> tuple[int, int]:
    """Characters that quotations cover, and all characters."""
    texts = {unit["id"]: unit[language] for unit in wording["units"]}
    quotations = [entry for entry in evidence["evidence"] if entry["language"] == language]
    for entry in quotations:
        if entry.get("change", "").startswith("replace «"):
            old, new = entry["change"].split("«")[1:3]
            texts[entry["unit"]] = texts[entry["unit"]].replace(old.split("»")[0], new.split("»")[0])
        elif "change" in entry:
            texts[entry["unit"]] = entry["change"]
    covered: dict[str, set[int]] = {unit: set() for unit in texts}
    for entry in quotations:
        if entry["agrees"].startswith("yes") or "change" in entry or "change as above" in entry["agrees"]:
            words, text = entry.get("simplified", entry["text"]), texts[entry["unit"]]
            if language == "zh":
                words, text = words.translate(_WIDE), text.translate(_WIDE)
            words = words if words in text else words.rstrip(_END_MARKS)
            start = text.index(words)
            covered[entry["unit"]].update(range(start, start + len(words)))
    return sum(map(len, covered.values())), sum(map(len, texts.values()))


def main() -> None:
    """Print the table."""
    evidence, wording = (yaml.safe_load(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
    document = Bank().load("a-66-359")
    print(f"{'':4s}{'program':>16s}{'plain script':>16s}")
    for language in ("zh", "ru"):
        share = attested_share(document, language)
        attested, total = counted(evidence, wording, language)
        print(f"{language:4s}{share.attested:8d} of{share.total:5d}{attested:8d} of{total:5d}")


if __name__ == "__main__":
    main()
