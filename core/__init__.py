"""Credit scoring as a library: no window, no threads, no module state; usable from a script."""
