"""Artifacts with other names than ours for keys, factors and categories: accepted where certain, else asked about."""

from functools import partial

import pandas as pd

from tests.core.registry.corpus.artifacts import Change, Data, Frame, answers, as_it_is, case, dumped, written
from tests.core.registry.corpus.case import Case, Kind


class _Renaming:
    """Gives columns other names; one of a class, so that what was trained with it can be kept."""

    def __init__(self, **names: str) -> None:
        self.names = names

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame.rename(columns=self.names)


class _Recoding:
    """Gives categories of a column other names."""

    def __init__(self, column: str, **names: str) -> None:
        self.column, self.names = column, names

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(**{self.column: frame[self.column].replace(self.names)})


def _keys(**names: str) -> Change:
    def changed(data: Data) -> Data:
        return {names.get(key, key): value for key, value in data.items()}

    return changed


def _without(*keys: str) -> Change:
    def changed(data: Data) -> Data:
        return {key: value for key, value in data.items() if key not in keys}

    return changed


def _certain(name: str, frame: Frame = as_it_is, change: Change = as_it_is) -> Case:
    return case(Kind.SPELLINGS, name, frame, change)


def _asked(name: str, frame: Frame, words: str, mapping: dict[str, str], model: Change = as_it_is) -> Case:
    content = partial(written, frame, model, dumped)
    return Case(Kind.SPELLINGS, name, content, words, mapping, partial(answers, frame, model))


def _refused(name: str, frame: Frame, words: str, change: Change = as_it_is) -> Case:
    return Case(Kind.SPELLINGS, name, partial(written, frame, change, dumped), words)


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(delinquency_ratio=frame["delinquency_ratio"] / 100.0)


def _delinq_shares(frame: pd.DataFrame) -> pd.DataFrame:
    return _shares(frame).rename(columns={"delinquency_ratio": "delinq_share"})


def _both_incomes(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(**{"Loan To Income": frame["loan_to_income"]})


def _misspelled_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Some of the rows have a category misspelled, as the reference's raw data has."""
    purpose = frame["loan_purpose"].where(frame.index % 9 != 0, "Personaal")
    return frame.assign(loan_purpose=purpose)


def _renamed_in_model(data: Data) -> Data:
    """The model was fitted after the columns had been renamed, the scaler before."""
    names = ["loan_to_income" if name == "lti" else name for name in data["features"]]
    data["model"].feature_names_in_[:] = names
    return {**data, "features": names}


_LTI = _Renaming(loan_to_income="lti")
_HOUSE = _Renaming(residence_type="house")


_KEYS = (
    _certain("modle, scalar, feature, cols_to_scal", change=_keys(
        model="modle", scaler="scalar", features="feature", cols_to_scale="cols_to_scal")),
    _certain("classifier, min_max, feature_names, columns_to_scale", change=_keys(
        model="classifier", scaler="min_max", features="feature_names", cols_to_scale="columns_to_scale")),
    _certain("keys in capitals", change=_keys(
        model="MODEL", scaler="SCALER", features="FEATURES", cols_to_scale="COLS_TO_SCALE")),
    _certain("no features, which the model remembers", change=_without("features")),
    _certain("no cols_to_scale, which the scaler remembers", change=_without("cols_to_scale")),
    _refused("no scaler", as_it_is, "must hold model, features, scaler", _without("scaler")),
    _refused("no model", as_it_is, "must hold model, features, scaler", _without("model")),
)  # fmt: skip
_CERTAIN = (
    _certain("deliquency_ratio", _Renaming(delinquency_ratio="deliquency_ratio")),
    _certain("avg_dpd and open_accounts", _Renaming(
        avg_dpd_per_delinquency="avg_dpd", number_of_open_accounts="open_accounts")),
    _certain("Age, Loan To Income, loan-tenure-months", _Renaming(
        age="Age", loan_to_income="Loan To Income", loan_tenure_months="loan-tenure-months")),
    _certain("credit_utilisation", _Renaming(credit_utilization_ratio="credit_utilisation")),
    _certain("categories in small letters", _Recoding(
        "residence_type", Owned="owned", Rented="rented", Mortgage="mortgage")),
    _certain("the residence as home_ownership", _Renaming(residence_type="home_ownership")),
    _certain("purpose and security", _Renaming(loan_purpose="purpose", loan_type="security")),
)  # fmt: skip
_LIKELY = (
    _asked("lti", _LTI, "'lti', which may be loan_to_income", {"loan_to_income": "lti"}),
    _asked("loan_income_ratio", _Renaming(loan_to_income="loan_income_ratio"), "which may be loan_to_income",
           {"loan_to_income": "loan_income_ratio"}),
    _asked("delinq_ratio", _Renaming(delinquency_ratio="delinq_ratio"), "which may be delinquency_ratio",
           {"delinquency_ratio": "delinq_ratio"}),
    _asked("credit_utilizaton_ratio", _Renaming(credit_utilization_ratio="credit_utilizaton_ratio"),
           "which may be credit_utilization_ratio", {"credit_utilization_ratio": "credit_utilizaton_ratio"}),
    _asked("three at once", _Renaming(loan_to_income="lti", delinquency_ratio="delinq_ratio", age="agee"),
           "uses the columns", {"loan_to_income": "lti", "delinquency_ratio": "delinq_ratio", "age": "agee"}),
    _asked("Personaal", _Recoding("loan_purpose", Personal="Personaal"), "which may be loan_purpose_Personal",
           {"loan_purpose_Personal": "loan_purpose_Personaal"}),
    _asked("house, which only a person knows", _HOUSE,
           "'house_Owned', 'house_Rented', which this program does not know",
           {"residence_type": "house"}),
    _asked("a delinquency ratio from 0 to 1", _shares, "'delinquency_ratio' was never above 1, as a share",
           {"delinquency_ratio": "100*delinquency_ratio"}),
    _asked("delinq_share, from 0 to 1", _delinq_shares, "'delinq_share', which this program does not know",
           {"delinquency_ratio": "100*delinq_share"}),
    Case(Kind.SPELLINGS, "lti scaled, loan_to_income in the model", partial(written, _LTI, _renamed_in_model, dumped),
         "scales 'lti', which may be the loan_to_income", {"loan_to_income": "lti"}, partial(answers, _LTI)),
)  # fmt: skip
_UNKNOWN = (
    _refused("the same ratio twice", _both_incomes, "would both be loan_to_income"),
    _refused("Personal and Personaal", _misspelled_rows, "beside the one for loan_purpose_Personal"),
    _refused("income to loan, the ratio upside down", _Renaming(loan_to_income="income_to_loan"),
             "'income_to_loan', which this program does not know"),
    _refused("shoe_size", _Renaming(age="shoe_size"), "'shoe_size', which this program does not know"),
    _refused("shoe_size and star_sign", _Renaming(age="shoe_size", loan_type="star_sign"),
             "the columns 'shoe_size', 'star_sign_Unsecured'"),
    _refused("a tent", _Recoding("residence_type", Rented="Tent"), "column 'residence_type_Tent'"),
    _refused("gender", _Renaming(loan_type="gender"), "no model may use: it is a protected attribute"),
    _refused("marital status", _Renaming(residence_type="marital_status"), "it is a protected attribute"),
    _refused("sanction amount", _Renaming(age="sanction_amount"), "it is decided when the loan is granted"),
    _refused("customer number", _Renaming(age="customer_id"), "it names a person"),
    _refused("the outcome itself", _Renaming(age="defaulted"), "the outcome that it should foretell"),
)  # fmt: skip
CASES = (*_KEYS, *_CERTAIN, *_LIKELY, *_UNKNOWN)
