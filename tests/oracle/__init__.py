"""A brute-force oracle for small rosters, written from the contract alone."""
