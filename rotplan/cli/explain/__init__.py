"""`rotplan explain`: a rule, clause or code; or a plan and what is asked of it."""
