"""What the law says, as data: clauses with force and legal basis, in dated policies."""
