"""The corpus: notebooks' artifacts as they are found in the wild, and files that would do harm."""

from tests.core.registry.corpus import artifacts, attacks, bombs, others, spellings, wrecks

CASES = (*artifacts.CASES, *spellings.CASES, *others.CASES, *wrecks.CASES, *bombs.CASES, *attacks.CASES)
