"""The policy that was set in the window holds for every tab and for the command line."""

from pathlib import Path

import pytest

from app.services.kept_settings import KeptSettings
from app.services.paths import SETTINGS_FILE
from app.services.policy import PERCENTAGES, limits, percentage, policy_of, put_limit, put_percentage
from app.services.settings import Settings
from core.affordability import Policy

STRICT = Policy(annual_rate=9.25, largest_foir=0.405, lgd_secured=0.3, lgd_unsecured=1.0)


def test_the_usual_policy_holds_where_none_was_set(home: Path) -> None:
    assert policy_of(Settings(home)) == policy_of(KeptSettings(home)) == Policy()


def test_the_command_line_reads_what_the_window_has_kept(home: Path) -> None:
    settings = Settings(home)
    for name in PERCENTAGES:
        put_percentage(settings, name, percentage(name, STRICT))
    assert policy_of(settings) == STRICT
    settings.save()
    assert policy_of(KeptSettings(home)) == STRICT


def test_limits_are_drawn_and_left_out_for_window_and_command_line(home: Path) -> None:
    settings = Settings(home)
    drawn = {"largest_loan_to_income": 4.5, "longest_tenure_months": 60, "largest_loss_share": 1.5}
    for name, value in drawn.items():
        put_limit(settings, name, value)
    settings.save()
    expected = Policy(largest_loan_to_income=4.5, longest_tenure_months=60, largest_loss_share=0.015)
    assert policy_of(settings) == policy_of(KeptSettings(home)) == expected
    assert limits(settings) == drawn
    for name in drawn:
        put_limit(settings, name, None)
    settings.save()
    assert policy_of(settings) == policy_of(KeptSettings(home)) == Policy()


@pytest.mark.parametrize("text", ["-1", "481", "much", "nan", ""])
def test_what_is_no_limit_draws_none(home: Path, text: str) -> None:
    (home / SETTINGS_FILE).write_text(f"[policy]\nlongest_tenure_months={text}\n", encoding="utf-8")
    assert policy_of(KeptSettings(home)) == policy_of(Settings(home)) == Policy()


@pytest.mark.parametrize("percent", ["-1", "101", "much", "nan", "inf", ""])
def test_what_is_no_percentage_is_not_the_policy(home: Path, percent: str) -> None:
    (home / SETTINGS_FILE).write_text(f"[policy]\nlgd_secured={percent}\nlgd_unsecured=90\n", encoding="utf-8")
    assert policy_of(KeptSettings(home)) == policy_of(Settings(home)) == Policy(lgd_unsecured=0.9)


@pytest.mark.parametrize("text", [b"no section\n", b"[policy]\nlgd_secured=\xff\n", b"[policy\nlgd_secured=1\n"])
def test_settings_that_are_damaged_do_no_harm(home: Path, text: bytes) -> None:
    (home / SETTINGS_FILE).write_bytes(text)
    assert policy_of(KeptSettings(home)) == Policy()
