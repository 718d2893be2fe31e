"""What cleaning did to the joined loans, in counts and in sentences."""

from dataclasses import dataclass
from typing import Any

from core.parsing import shorten
from core.portfolio.cells import Mended
from core.portfolio.exclusion import Excluded


@dataclass(frozen=True, slots=True)
class CleaningReport:
    """What became of every joined loan: rows = used + the rows of all that is excluded.

    Attributes:
        rows: joined loans.
        used: loans a model may learn from or be judged on.
        defaults: of the used ones.
        excluded: what was left out, by reason.
        mended: categories that were written wrongly.
        missing: by column, used loans without a value; to be filled by what the training part says.
        without_values: columns that have no value in any used loan and are left out.
    """

    rows: int
    used: int
    defaults: int
    excluded: tuple[Excluded, ...]
    mended: tuple[Mended, ...]
    missing: dict[str, int]
    without_values: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, without examples: this is kept with the model, and cells belong to applicants."""
        return {
            "rows": self.rows,
            "used": self.used,
            "defaults": self.defaults,
            "excluded": [{"column": item.column, "reason": item.reason, "rows": item.rows} for item in self.excluded],
            "mended": [item._asdict() for item in self.mended],
            "missing": self.missing,
            "without_values": list(self.without_values),
        }

    def lines(self) -> list[str]:
        """Sentences for people."""
        share = self.defaults / self.used
        result = [f"{self.used:,} of {self.rows:,} loans are used, {self.defaults:,} ({share:.1%}) of them defaults."]
        result += [
            f"{item.rows:,} left out: {item.column} {item.reason}{shown_examples(item.examples)}."
            for item in self.excluded
        ]
        result += [f"Mended: {item.rows:,} {item.column} '{item.text}' → {item.value}." for item in self.mended]
        if self.missing:
            told = ", ".join(f"{name} {count:,}" for name, count in self.missing.items())
            result.append(f"Missing, filled by what the training part says: {told}.")
        if self.without_values:
            result.append(f"Without a single value, so not used: {', '.join(self.without_values)}.")
        return result


def shown_examples(examples: tuple[tuple[str, int], ...]) -> str:
    """Texts of a column with their counts, to follow a reason."""
    told = ", ".join(f"'{shorten(text)}' in {count:,}" for text, count in examples)
    return f" ({told})" if told else ""
