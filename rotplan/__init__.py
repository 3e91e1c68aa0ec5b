"""Plans rotation rounds of cadres."""
