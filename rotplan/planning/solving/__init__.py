"""A program to a plan: relaxation and pricing, cuts, the search, one tier after the other."""
