"""What a plan is to come to: the tiers of the objective, one record each."""
