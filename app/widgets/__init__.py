"""Widgets that paint: plain numbers and words in, no knowledge of scoring or of any tab."""
