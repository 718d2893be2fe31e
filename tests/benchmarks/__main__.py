"""``python -m tests.benchmarks [NAME …]``: measures and prints the table; exit code 1 where a bar is not held."""

import argparse
import importlib
import sys

_GROUPS = {
    "applicant": ("one_applicant", "measure"),
    "keystroke": ("keystroke", "measure"),
    "start": ("first_paint", "measure"),
    "frozen": ("first_paint", "measure_frozen"),
    "files": ("large_files", "measure"),
    "memory": ("large_files", "measure_memory"),
    "window": ("window", "measure"),
    "search": ("searching", "measure"),
    "sizes": ("sizes", "measure"),
    "table": ("result_table", "measure"),
}


def main() -> int:
    """Measure the chosen groups, all unless some are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "groups", nargs="*", metavar="NAME", help=f"of {', '.join(_GROUPS)}; all but frozen unless given"
    )
    chosen = parser.parse_args().groups or [group for group in _GROUPS if group != "frozen"]
    unknown = sorted(set(chosen) - set(_GROUPS))
    if unknown:
        parser.error(f"no such group: {', '.join(unknown)}")
    holds = True
    for group in chosen:
        module, function = _GROUPS[group]
        for measure in getattr(importlib.import_module(f"tests.benchmarks.{module}"), function)():
            print(measure, flush=True)
            holds = holds and measure.holds
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
