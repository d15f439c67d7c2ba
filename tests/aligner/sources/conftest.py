"""Documents like those of the United Nations, generated from the bank's text."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner.bank import Bank
from aligner.sources import Source, read
from benchmarks import samples
from benchmarks.samples import Sample, compose
from benchmarks.samples.print import PACKAGES, has_fonts


@pytest.fixture(scope="session")
def annex_samples() -> dict[str, Sample]:
    """The annex as a document in each language."""
    document = Bank().load("a-66-359")
    return {language: compose(document, language) for language in document.languages}


@pytest.fixture(scope="session")
def sample_sources(sample_files: dict[str, Path]) -> Callable[[str], Source]:
    """What the reader makes of a generated file, by its name."""
    return functools.cache(lambda name: read(sample_files[name]))


@pytest.fixture(scope="session")
def sample_files(annex_samples: dict[str, Sample], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Generated files by name, such as ``zh.pdf``."""
    if not has_fonts():
        pytest.skip(f"the fonts of the generated PDF are not installed: apt install {PACKAGES}")
    folder = tmp_path_factory.mktemp("samples")
    for language, sample in annex_samples.items():
        samples.write_pdf(sample, folder / f"{language}.pdf")
        samples.write_docx(sample, folder / f"{language}.docx")
        samples.write_html(sample, folder / f"{language}.html")
        samples.write_text(sample, folder / f"{language}.txt")
    samples.write_docx(annex_samples["ru"], folder / "ru-typed.docx", automatic=False)
    samples.write_text(annex_samples["en"], folder / "en-wrapped.txt", width=72)
    samples.write_text(annex_samples["ru"], folder / "ru-wrapped.txt", width=72)
    samples.write_pdf(annex_samples["en"], folder / "en-columns.pdf", columns=2)
    samples.write_pdf(annex_samples["zh"], folder / "zh-columns.pdf", columns=2)
    return {path.name: path for path in folder.iterdir()}
