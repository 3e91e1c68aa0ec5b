"""What rotplan says of itself: rules and clauses in words, JSON Schemas, what keys mean."""
