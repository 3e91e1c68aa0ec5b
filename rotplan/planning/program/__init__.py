"""What clauses say as a program: columns, rows and costs in compact arrays."""
