"""The messages of every finding, a chapter of codes in each file; `catalogue.py` joins them."""
