"""What a plan's claims rest on, without any solver: the judge, and bounds in whole numbers."""
