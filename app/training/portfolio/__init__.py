"""Step 1: what the tables hold, and which of their columns are meant, before anything is trained."""
