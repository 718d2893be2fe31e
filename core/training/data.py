"""A portfolio made ready to train on: joined, split, and cleaned by what the training rows alone say."""

from dataclasses import dataclass

from core.features import Columns
from core.portfolio.cleaning import Cleaning, Prepared, fit_cleaning, prepare
from core.portfolio.joining import Joined, join
from core.portfolio.sources import Tables, data_hash
from core.portfolio.survey import disbursals
from core.progress import Report, part_of
from core.training.factors import Factors, clean, rows_of
from core.training.options import TrainingOptions
from core.training.resampling import Target
from core.training.splitting import Split, split


@dataclass(frozen=True, slots=True)
class TrainingData:
    """A prepared portfolio, split.

    Attributes:
        joined: the borrowers as read.
        prepared: those that can be used.
        split: which of them train.
        cleaning: what those say of what is missing.
        names: the factors asked for that the tables can give.
        hash: of the tables.
    """

    joined: Joined
    prepared: Prepared
    split: Split
    cleaning: Cleaning
    names: tuple[str, ...]
    hash: str

    @property
    def y(self) -> Target:
        """Outcomes of the training rows."""
        y: Target = self.prepared.y[self.split.train]
        return y

    def inputs(self) -> Columns:
        """The training rows as they were read, some values missing."""
        return rows_of(self.prepared.columns, self.split.train)

    def factors(self) -> Factors:
        """The training rows, cleaned."""
        return clean(self.inputs(), self.cleaning, self.names)

    def rows(self) -> dict[str, int]:
        """How many rows were read, used, trained on and held out."""
        return {
            "joined": len(self.joined.frame),
            "used": len(self.prepared.y),
            "train": len(self.split.train),
            "held_out": len(self.split.held_out),
        }


def prepare_data(tables: Tables, options: TrainingOptions, report: Report) -> TrainingData:
    """Join the tables, keep the borrowers that can be used, and set rows aside.

    Raises:
        DataError: the tables cannot be joined, or have too few borrowers.
    """
    joined = join(tables, part_of(report, 0.0, 0.4))
    prepared = prepare(joined, part_of(report, 0.4, 1.0))
    parts = split(prepared.y, disbursals(joined).take(prepared.rows), options)
    cleaning = fit_cleaning(rows_of(prepared.columns, parts.train))
    given = prepared.factor_names()
    names = tuple(name for name in options.factors if name in given)
    return TrainingData(joined, prepared, parts, cleaning, names, data_hash(tables))
