"""A small corpus in three languages, and what a build of it in one process comes to."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

TEXTS = (
    ("The Assembly adopts the agenda.", "大会通过议程。", "Ассамблея утверждает повестку дня."),
    (
        "States shall cooperate in good faith to protect information networks.",
        "各国应真诚合作，保护信息网络。",
        "Государства добросовестно сотрудничают в целях защиты информационных сетей.",
    ),
    (
        "The report was submitted on 12 March 2011.",
        "报告于2011年3月12日提交。",
        "Доклад был представлен 12 марта 2011 года.",
    ),
    (
        "Each State has the right to self-defence.",
        "每个国家都有自卫的权利。",
        "Каждое государство имеет право на самооборону.",
    ),
    ("Children need clean water and food.", "儿童需要清洁的水和食物。", "Детям нужны чистая вода и пища."),
    (
        "The Committee recommends better training of judges.",
        "委员会建议改善对法官的培训。",
        "Комитет рекомендует улучшить подготовку судей.",
    ),
    (
        "Trade between the two countries has doubled.",
        "两国之间的贸易翻了一番。",
        "Торговля между двумя странами удвоилась.",
    ),
    ("Refugees return to their villages.", "难民返回自己的村庄。", "Беженцы возвращаются в свои деревни."),
    ("The ship left the port at night.", "这艘船在夜间离开了港口。", "Судно покинуло порт ночью."),
    ("Scientists measure the temperature of the sea.", "科学家测量海水的温度。", "Ученые измеряют температуру моря."),
)
LANGUAGES = ("en", "zh", "ru")


def _make(folder: Path, documents: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1)  # noqa: S311 - no secret
    rows = []
    for number in range(documents):
        name = f"doc-{number:03}"
        some = chance.sample(TEXTS, 6)
        for place, language in enumerate(LANGUAGES):
            (folder / f"{name}.{language}.txt").write_text("\n\n".join(it[place] for it in some), encoding="utf-8")
            rows.append({"id": name, "language": language, "path": f"{name}.{language}.txt"})
    manifest = folder / "manifest.jsonl"
    manifest.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return manifest


def _contents(folder: Path) -> Mapping[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.fixture(scope="session")
def make() -> Callable[[Path, int], Path]:
    """Writes so many documents in three languages and their manifest to a folder; the path of the manifest."""
    return _make


@pytest.fixture(scope="session")
def contents() -> Callable[[Path], Mapping[str, bytes]]:
    """Every file of a folder, hidden ones too, to its bytes."""
    return _contents


@pytest.fixture(scope="session")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manifest of 24 documents; to be read only."""
    return _make(tmp_path_factory.mktemp("texts"), 24)


@pytest.fixture(scope="session")
def corpus(manifest: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of that manifest, built in this process in parts of about four; to be read only."""
    from aligner.corpus import manifest as manifests
    from aligner.corpus.build import build

    folder = tmp_path_factory.mktemp("corpus")
    report = build(manifests.read(str(manifest)), manifest.parent, folder, size=4)
    assert report.is_clean
    return folder
