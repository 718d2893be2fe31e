"""Invented applicants that show what the program does: a good one, an average one and a poor one."""

from app.applicant.history import KEY, Way

_GOOD = {
    "age": "41", "income": "18,60,000", "residence_type": "Owned",
    "loan_amount": "58,00,000", "loan_tenure_months": "36", "loan_purpose": "Home", "loan_type": "Secured",
    "credit_utilization_ratio": "70", "number_of_open_accounts": "2",
    "total_loan_months": "50", "delinquent_months": "9", "total_dpd": "45",
    "delinquency_ratio": "18", "avg_dpd_per_delinquency": "5",
    "employment_status": "Salaried", "number_of_dependants": "3", "years_at_current_address": "9",
    "bank_balance_at_application": "7,40,000", "number_of_closed_accounts": "1", "enquiry_count": "3",
    KEY: Way.RATIOS,
}  # fmt: skip

_AVERAGE = _GOOD | {
    "age": "29", "income": "9,40,000", "residence_type": "Rented",
    "loan_amount": "11,50,000", "loan_tenure_months": "24", "loan_purpose": "Auto",
    "credit_utilization_ratio": "69", "number_of_open_accounts": "3",
    "total_loan_months": "48", "delinquent_months": "12", "total_dpd": "66",
    "delinquency_ratio": "25", "avg_dpd_per_delinquency": "5.5", "number_of_dependants": "1", "enquiry_count": "5",
    KEY: Way.COUNTS,
}  # fmt: skip
_POOR = _GOOD | {
    "age": "34", "income": "6,20,000", "residence_type": "Rented",
    "loan_amount": "5,40,000", "loan_tenure_months": "18", "loan_purpose": "Personal", "loan_type": "Unsecured",
    "credit_utilization_ratio": "78", "number_of_open_accounts": "4",
    "total_loan_months": "50", "delinquent_months": "8", "total_dpd": "56",
    "delinquency_ratio": "16", "avg_dpd_per_delinquency": "7", "number_of_dependants": "2", "enquiry_count": "8",
}  # fmt: skip

SAMPLES: tuple[dict[str, str], ...] = (_GOOD, _AVERAGE, _POOR)
"""Texts of the form, by field name."""
