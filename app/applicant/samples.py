"""Invented applicants that show what the program does: a good one, an average one and a poor one."""

from app.applicant.history import KEY, Way

_GOOD = {
    "age": "41", "income": "18,60,000", "residence_type": "Owned",
    "loan_amount": "32,00,000", "loan_tenure_months": "36", "loan_purpose": "Home", "loan_type": "Secured",
    "credit_utilization_ratio": "38", "number_of_open_accounts": "2",
    "total_loan_months": "60", "delinquent_months": "6", "total_dpd": "24",
    "delinquency_ratio": "10", "avg_dpd_per_delinquency": "4",
    "employment_status": "Salaried", "number_of_dependants": "3", "years_at_current_address": "9",
    "bank_balance_at_application": "7,40,000", "number_of_closed_accounts": "1", "enquiry_count": "3",
    KEY: Way.RATIOS,
}  # fmt: skip
