"""The workbench: an alignment corrected by hand, in a browser, each step saved."""
