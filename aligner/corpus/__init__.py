"""Many documents: built into Parquet tables, here or on a cluster, and asked, sampled and exported.

:mod:`~aligner.corpus.manifest` says which files there are, :mod:`~aligner.corpus.shards` cuts them into shards,
:mod:`~aligner.corpus.work` does a part, :mod:`~aligner.corpus.engine` has it done somewhere, and
:mod:`~aligner.corpus.build` does all of it. :mod:`~aligner.corpus.dataset` asks the result.

>>> import tempfile
>>> from pathlib import Path
>>> from aligner.corpus.build import build
>>> from aligner.corpus.dataset import Dataset
>>> from aligner.corpus.manifest import ManifestEntry
>>> folder = Path(tempfile.mkdtemp())
>>> _ = (folder / "a.en").write_text("Peace is a right.", encoding="utf-8")
>>> _ = (folder / "a.ru").write_text("Мир есть право.", encoding="utf-8")
>>> build([ManifestEntry("a", (("en", "a.en"), ("ru", "a.ru")))], folder, folder / "corpus").is_clean
True
>>> [dict(pair.texts) for pair in Dataset(folder / "corpus").pairs("en", "ru")]
[{'en': 'Peace is a right.', 'ru': 'Мир есть право.'}]
"""
