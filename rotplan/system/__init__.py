"""What the machine is asked for: files, streams, memory. Knows nothing of rosters."""
