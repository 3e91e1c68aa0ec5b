"""What rules are made of: their form, the statements they speak in, verdicts, seats."""
