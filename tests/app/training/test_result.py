"""An admin judges a candidate beside the model in use, and uses it, keeps it for later, or drops it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFont, QGuiApplication
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.candidate import Candidate
from app.training.judging.kinds import KINDS
from app.training.tab import TrainingTab
from app.widgets.figures import MINUS
from app.widgets.notice import NoticeKind
from tests.app.fakes import FakeDialogs
from tests.app.training.admin import start_demo
from tests.app.training.conftest import SlowTraining
from tests.app.training.deciding import active, save, use, versions
from tests.core.factories import linear_scorecard


def measures(tab: TrainingTab) -> QAbstractItemModel:
    return tab.result.pages.overview.sheets[0].table.model()


def headings(tab: TrainingTab) -> list[str]:
    model = measures(tab)
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]


def rows(tab: TrainingTab) -> dict[str, list[str]]:
    """The cells of each measure by its label."""
    model = measures(tab)
    columns = range(1, model.columnCount())
    return {model.index(r, 0).data(): [model.index(r, c).data() for c in columns] for r in range(model.rowCount())}


def values(tab: TrainingTab, label: str) -> list[str]:
    """A measure of both models, without intervals and numbers of rows."""
    return rows(tab)[label][::3]


def number(text: str) -> float:
    return float(text.removeprefix("✓ ").removesuffix(" %").replace(MINUS, "-"))


def use_another(desk: Desk) -> str:
    """Let another model be in use; returns its version."""
    registry = desk.model.registry
    name = registry.save(linear_scorecard()).version
    registry.activate(name)
    desk.model.reload()
    return name


def alone(candidate: Candidate, note: str) -> Candidate:
    """A candidate that was compared with nothing, and why."""
    judgement = replace(candidate.result.judgement, active=None, auc_difference=None, swap_set=None)
    result = replace(candidate.result, active=None, judgement=judgement, comparison_note=note)
    return replace(candidate, result=result)


# The comparison


def test_both_models_are_judged_on_the_same_rows(judged: TrainingTab, candidate: Candidate) -> None:
    """The default rate and the number of loans are those of the rows, whatever model judges them."""
    assert headings(judged) == ["Held-out loans", "Candidate", "95 % interval", "n", "v1.0", "95 % interval", "n"]
    rate, count = f"{100 * candidate.result.y.mean():.2f} %", f"{len(candidate.result.y):,}"
    assert values(judged, "Default rate") == [rate, rate]
    assert rows(judged)["Default rate"][2::3] == [count, count]
    assert f"On {count} held-out loans" in judged.result.words
    assert "drawn at random" in judged.result.words


def test_the_better_value_is_ticked_in_heavier_figures(judged: TrainingTab) -> None:
    model, table = measures(judged), rows(judged)
    for label, better in (("AUC", max), ("Brier score", min), ("Log loss", min), ("Precision", max)):
        told = values(judged, label)
        figures = [number(text) for text in told]
        ticked = [text.startswith("✓") for text in told]
        assert ticked == [figures[0] != figures[1] and figure == better(figures) for figure in figures]
        at = list(table).index(label)
        fonts = [model.index(at, column).data(Qt.ItemDataRole.FontRole) for column in (1, 4)]
        assert [isinstance(font, QFont) and font.weight() > QFont.Weight.Normal for font in fonts] == ticked
    assert not any("✓" in text for text in table["Default rate"]), "nothing to be better at"


def test_the_charts_tell_the_figures_of_the_table(judged: TrainingTab) -> None:
    """The areas of both models."""
    judged.result.pages.go_to("discrimination")
    (roc, *_) = judged.result.pages.page.charts
    assert roc.chart is not None
    told = zip(("Candidate", "v1.0"), values(judged, "AUC"), strict=True)
    areas = ", ".join(f"{name} {number(text):.4f}" for name, text in told)
    assert roc.chart.description == f"Area under the ROC curve: {areas}."


def test_each_measure_tells_what_it_means(judged: TrainingTab) -> None:
    model = measures(judged)
    told = [model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(model.rowCount())]
    assert all(text.endswith(".") for text in told)
    assert len(set(told)) == model.rowCount()


def test_a_model_in_use_that_cannot_score_the_rows_is_left_out(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    """As when it needs a column that the bank's tables do not have."""
    note = "The active model cannot score these rows: enquiry_count is missing."
    slow.candidate = alone(slow.candidate, note)
    slow.may_end.set()
    with qtbot.waitSignal(start_demo(tab, desk).finished):
        pass
    assert headings(tab) == ["Held-out loans", "Candidate", "95 % interval", "n"]
    assert tab.result.notice.text == note
    assert "against" not in tab.result.words


def test_a_comparison_with_a_model_no_longer_in_use_says_so(judged: TrainingTab, desk: Desk) -> None:
    said = "This compares with v1.0, which is not the model in use any more."
    assert said not in judged.result.notice.text
    use_another(desk)
    assert said in judged.result.notice.text
    assert judged.result.notice.kind is NoticeKind.WARNING
    desk.model.registry.roll_back()
    desk.model.reload()
    assert said not in judged.result.notice.text


def test_a_fair_comparison_has_no_warning(qtbot: QtBot, tab: TrainingTab, desk: Desk, slow: SlowTraining) -> None:
    slow.candidate = replace(slow.candidate, result=replace(slow.candidate.result, comparison_note=""))
    slow.may_end.set()
    with qtbot.waitSignal(start_demo(tab, desk).finished):
        pass
    assert not tab.result.notice.isVisible()


def test_the_comparison_is_copied_as_text(judged: TrainingTab) -> None:
    judged.result.decision.copy.click()
    text = QGuiApplication.clipboard().text()
    for label, cells in rows(judged).items():
        assert "\t".join([label, *cells]) in text.splitlines()
    assert all(f"{kind.title.upper()}\n" in text for kind in KINDS.values()), "all pages"
    assert "Joined on cust_id: 1,500 loans of 1,500 borrowers." in text
    assert judged.result.notice.text in text, "what makes it unfair goes with it"


# The decision


def test_the_candidate_is_used(qtbot: QtBot, judged: TrainingTab, desk: Desk) -> None:
    use(qtbot, judged, desk)
    decision = judged.result.decision
    assert active(desk) == desk.model.scorecard.version == "v2.0"
    assert decision.notice.text == "v2.0 is in use from now on. To go back, use “Roll back” beneath the versions."
    assert [button.isVisible() for button in (decision.use, decision.save, decision.close_)] == [False, False, True]
    assert "not the model in use any more" not in judged.result.notice.text
    decision.close_.click()  # asks nothing, since nothing is lost
    assert judged.pages.currentWidget() is not judged.result


def test_the_candidate_is_saved_for_later_and_then_used(qtbot: QtBot, judged: TrainingTab, desk: Desk) -> None:
    save(qtbot, judged)
    assert judged.result.decision.notice.text == "Saved as v2.0. The model in use has not changed."
    assert (versions(desk), active(desk)) == (["v1.0", "v2.0"], "v1.0")
    assert not judged.result.decision.save.isVisible()
    use(qtbot, judged, desk)
    assert (versions(desk), active(desk)) == (["v1.0", "v2.0"], "v2.0")


def test_what_is_saved_is_what_was_judged(qtbot: QtBot, judged: TrainingTab, desk: Desk, candidate: Candidate) -> None:
    save(qtbot, judged)
    registry = desk.model.registry
    saved, signed = registry.load("v2.0"), candidate.result.signed()
    told = {**signed.provenance, "author": saved.provenance["author"]}
    assert saved == replace(signed, version="v2.0", provenance=told)
    assert saved.metrics == candidate.result.candidate.metrics
    kept = registry.judgement("v2.0")
    assert kept is not None
    assert kept.to_dict() == candidate.result.judgement.to_dict()


def test_a_second_click_saves_nothing_twice(qtbot: QtBot, judged: TrainingTab, desk: Desk) -> None:
    decision = judged.result.decision
    with qtbot.waitSignal(desk.model.changed):
        decision.use.click()
        assert not any(button.isEnabled() for button in (decision.use, decision.save, decision.close_))
        decision.use.click()
        decision.save.click()
    assert versions(desk) == ["v1.0", "v2.0"]


def test_the_old_model_is_kept(judged: TrainingTab, desk: Desk, dialogs: FakeDialogs, home: Path) -> None:
    dialogs.answers.append("Keep looking")
    judged.result.decision.close_.click()
    assert judged.pages.currentWidget() is judged.result
    dialogs.answers.append("Drop it")
    judged.result.decision.close_.click()
    assert judged.pages.currentWidget() is not judged.result
    assert not (home / "models").exists()


def test_a_dropped_candidate_does_not_come_back(
    qtbot: QtBot, judged: TrainingTab, desk: Desk, dialogs: FakeDialogs, slow: SlowTraining
) -> None:
    dialogs.answers.append("Drop it")
    judged.result.decision.close_.click()
    slow.may_end.clear()
    job = start_demo(judged, desk)
    with qtbot.waitSignal(job.finished):
        job.cancel()
    assert judged.pages.currentWidget() is not judged.result


def test_the_next_candidate_is_decided_upon_anew(
    qtbot: QtBot, judged: TrainingTab, desk: Desk, slow: SlowTraining
) -> None:
    save(qtbot, judged)
    with qtbot.waitSignal(start_demo(judged, desk).finished):
        pass
    assert judged.result.decision.save.isVisible()
    assert judged.result.decision.notice.text == ""
    save(qtbot, judged)
    assert versions(desk) == ["v1.0", "v2.0", "v3.0"]


# What may go wrong


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("button", ["use", "save"])
def test_a_full_disk_loses_neither_model(
    qtbot: QtBot, judged: TrainingTab, desk: Desk, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    decision = judged.result.decision
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        getattr(decision, button).click()
        qtbot.waitUntil(lambda: decision.notice.text != "")
    assert decision.notice.kind is NoticeKind.ERROR
    assert "No space left on device" in decision.notice.text
    assert decision.notice.text.endswith("The model in use has not changed. The candidate is still here.")
    assert (versions(desk), active(desk)) == (["v1.0"], "v1.0")
    use(qtbot, judged, desk)
    assert active(desk) == "v2.0"


def test_a_data_folder_that_cannot_be_written_is_told(
    qtbot: QtBot, judged: TrainingTab, desk: Desk, home: Path
) -> None:
    (home / "models").touch()
    save(qtbot, judged)
    said = judged.result.decision.notice.text
    assert f"The models folder {home / 'models'} cannot be written" in said
    assert said.endswith("The candidate is still here.")


def test_a_candidate_that_is_saved_but_cannot_be_put_into_use_is_not_saved_again(
    qtbot: QtBot, judged: TrainingTab, desk: Desk, home: Path
) -> None:
    in_the_way = home / "models" / "active.json"
    in_the_way.mkdir(parents=True)
    decision = judged.result.decision
    decision.use.click()
    qtbot.waitUntil(lambda: decision.notice.kind is NoticeKind.ERROR)
    assert decision.notice.text.endswith("The model in use has not changed. The candidate is saved as v2.0.")
    assert desk.model.scorecard.version == "v1.0"
    in_the_way.rmdir()
    use(qtbot, judged, desk)
    assert (versions(desk), active(desk)) == (["v1.0", "v2.0"], "v2.0")
