"""Plans rotation rounds of cadres: a roster in, a proved set of transfers out."""
