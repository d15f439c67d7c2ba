"""The command line: one small module per command, put together in :mod:`aligner.cli.app`."""

from aligner.cli.app import main

__all__ = ["main"]
