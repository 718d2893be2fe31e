"""The Retrain tab: an admin trains a candidate on the bank's own tables, compares it, and uses it or not."""
