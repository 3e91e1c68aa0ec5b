"""Where the places of one roster lie: its homes and units on the map, how far, how named."""
