"""Why no plan exists: demands that cannot stand together, and what can be counted."""
