"""The report on an answer, section by section: what every output lays out."""
