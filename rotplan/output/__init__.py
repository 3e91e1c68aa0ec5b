"""What readers see: one file a form."""
