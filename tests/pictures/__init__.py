"""What ``tests.screenshots`` paints: the states of each tab."""
