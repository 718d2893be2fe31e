"""The packaged program: built, started and looked at. Called on its own: ``python -m pytest -n0 tests/packaging``."""
