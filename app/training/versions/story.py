"""What is known of a version, in sentences."""

from collections.abc import Iterator

from core.registry.listing import Version

_UNCALIBRATED = (
    "Uncalibrated: its PD is the balanced probability, until “More → Calibrate on data” fits it to your borrowers."
)


def story(version: Version) -> str:
    """Where a version came from, what is to be minded, and the last word on it."""
    return "\n".join(_sentences(version))


def _sentences(version: Version) -> Iterator[str]:
    origin = version.origin or "nobody wrote down where it came from"
    shipped = "shipped with the program" if version.shipped else ""
    by = f"by {version.author}" if version.author else ""
    yield f"{version.name}: {', '.join(filter(None, [shipped, origin, by]))}."
    if version.problem:
        yield version.problem
        return
    if not version.calibrated:
        yield _UNCALIBRATED
    if version.failed:
        yield f"It does not pass all its gates: {' '.join(version.failed)} To use it a reason must be written."
    if version.notes:
        last = version.notes[-1]
        yield f"Last note, {', '.join(filter(None, [last.at[:10], last.author]))}: {last.text}"
