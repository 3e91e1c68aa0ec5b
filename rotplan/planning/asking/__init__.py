"""What else is asked of a plan: why not, what if, what else, what stands in the way."""
