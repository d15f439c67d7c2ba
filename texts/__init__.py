"""The texts of the bank, as data: found by :class:`aligner.bank.Bank` with importlib.resources."""
