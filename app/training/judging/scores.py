"""How the scores of defaulters and of good borrowers spread."""

from app.training.judging import figures
from app.training.judging.content import Content, Sheet, cells
from app.training.judging.evidence import Evidence, Model
from app.widgets.chart_rendering import Chart
from app.widgets.figures import rounded_down
from app.widgets.score_chart import ScoreCounts, score_chart


def content(evidence: Evidence) -> Content:
    """The page."""
    return Content(evidence.basis, (), (chart(evidence.models),), tuple(_sheet(model) for model in evidence.models))


def chart(models: list[Model]) -> Chart:
    """The distribution of both outcomes."""
    return score_chart([_counts(model) for model in models])


def _sheet(model: Model) -> Sheet:
    from core.evaluation.estimate import share

    found = model.judged.scores
    rows = [
        cells(f"{rounded_down(low)} to {rounded_down(high)}", f"{bad + good:,}", f"{bad:,}", f"{good:,}", rate)
        for low, high, bad, good in zip(
            found.edges, found.edges[1:], found.defaulted.tolist(), found.paid.tolist(), strict=False
        )
        for rate in [figures.share(share(bad, bad + good))]
    ]
    return Sheet(f"{model.name}: loans by score", ("Score", "n", "Defaulters", "Good borrowers", "Default rate"), rows)


def _counts(model: Model) -> ScoreCounts:
    found = model.judged.scores
    return ScoreCounts(model.name, found.edges, found.defaulted, found.paid)
