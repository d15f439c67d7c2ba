"""What can be wrong with a manifest, or with the folder of a corpus."""

from __future__ import annotations

from aligner.errors import InputError, UsageError


class ManifestError(InputError):
    """A manifest that cannot be read; no document has been worked on."""


class FolderError(UsageError):
    """A folder that holds no corpus, or that of another manifest."""
