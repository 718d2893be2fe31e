"""What an officer assumes of one applicant beside the form: rate of interest, obligations, loss given default."""

from core.schema import Field, Group, Kind

RATE = Field(
    "annual_rate", "Interest rate", Kind.NUMBER, Group.LOAN, "%", 0, 100,
    help="Rate of interest, per cent a year; empty for that of the bank's policy.",
)  # fmt: skip
OBLIGATIONS = Field(
    "obligations", "Existing obligations", Kind.MONEY, Group.LOAN, "₹ a month", 0, 1e11,
    help="Instalments and other fixed payments the applicant already makes each month; empty for none.",
)  # fmt: skip
LGD = Field(
    "lgd", "Loss given default", Kind.NUMBER, Group.LOAN, "%", 0, 100,
    help="Share of the loan that is lost when the borrower defaults; empty for that of the bank's policy.",
)  # fmt: skip
TERMS = (RATE, OBLIGATIONS, LGD)
