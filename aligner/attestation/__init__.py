"""What published wordings say of the words of a text: quotations found, judged, counted and taken along."""
