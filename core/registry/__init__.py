"""The registry of models: versions on disk, and notebook artifacts in and out."""
