"""Every sentence about a plan, as points: data with its words in both languages."""
