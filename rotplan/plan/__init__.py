"""What comes out: moves, their reasons, and the plan file."""
