"""What rules are made of: pairs and columns in arrays, and all that can be said of them.

Arrays lie beside each other and are indexed by the same number, from 0; docstrings give their shape
by these names, and `planning/program` adds its own:

    C  columns: a cadre with a holding
    H  holdings, by their number in `Holdings`
    P  posts, by their number in the table; U units
    E  entries: a column with a post in it, or a row with a column that stands in it
    R  rows of a statement
    N  whatever is asked about together: pairs (cadre, post), or numbers of some of the above
"""
