"""The page of versions: which there are, what they are worth, and what can be done with them."""
