"""The Hindi words of papers for what the schema, the bands and the policy say in English."""

LABELS = {
    "age": "आयु",
    "income": "वार्षिक आय",
    "residence_type": "निवास",
    "employment_status": "रोज़गार",
    "number_of_dependants": "आश्रित",
    "years_at_current_address": "वर्तमान पते पर निवास",
    "loan_amount": "ऋण राशि",
    "loan_tenure_months": "ऋण अवधि",
    "loan_purpose": "ऋण का उद्देश्य",
    "loan_type": "ऋण का प्रकार",
    "bank_balance_at_application": "बैंक शेष",
    "credit_utilization_ratio": "ऋण सीमा का उपयोग",
    "number_of_open_accounts": "चालू ऋण खाते",
    "number_of_closed_accounts": "बंद ऋण खाते",
    "enquiry_count": "ऋणदाताओं की पूछताछ",
    "delinquency_ratio": "बकाया वाले महीनों का अनुपात",
    "avg_dpd_per_delinquency": "औसत विलंब",
    "total_loan_months": "ऋण के कुल महीने",
    "delinquent_months": "बकाया वाले महीने",
    "total_dpd": "कुल विलंब",
}
RATIOS = {"loan_to_income": "आय की तुलना में ऋण", "balance_to_income": "आय की तुलना में बैंक शेष"}
"""Factors that nobody types."""
UNITS = {"₹": "{}", "₹ a year": "{} प्रति वर्ष", "years": "वर्ष", "months": "माह", "days": "दिन", "×": "गुना"}
CATEGORIES = {
    "Owned": "अपना घर",
    "Rented": "किराए का घर",
    "Mortgage": "गिरवी पर घर",
    "Salaried": "वेतनभोगी",
    "Self-Employed": "स्वरोज़गार",
    "Home": "गृह",
    "Auto": "वाहन",
    "Personal": "व्यक्तिगत",
    "Education": "शिक्षा",
    "Secured": "प्रतिभूति सहित",
    "Unsecured": "प्रतिभूति रहित",
}
VERDICTS = {
    "Poor": "कमज़ोर",
    "Average": "औसत",
    "Good": "अच्छा",
    "Excellent": "उत्कृष्ट",
    "High Risk": "अधिक जोखिम",
    "Medium Risk": "मध्यम जोखिम",
    "Low Risk": "कम जोखिम",
    "Approved": "स्वीकृत",
}
POLICY = {
    "foir": "देनदारियाँ और किस्त मासिक आय का {value} होंगी; हमारी नीति में सीमा {limit} है।",
    "loan_to_income": "ऋण वार्षिक आय का {value} गुना होगा; हमारी नीति में सीमा {limit} गुना है।",
    "tenure": "ऋण {value} माह का होगा; हमारी नीति में सीमा {limit} माह है।",
    "loss": "अनुमानित हानि ऋण का {value} होगी; हमारी नीति में सीमा {limit} है।",
}
"""By the values of ``core.breaches.Limit``, as are the next ones."""
SLIGHTLY = "{value} से कुछ अधिक"
LIMITS = {
    "foir": "FOIR की {limit} की सीमा",
    "loan_to_income": "वार्षिक आय के {limit} गुना ऋण की सीमा",
    "tenure": "{limit} माह की ऋण अवधि की सीमा",
    "loss": "अनुमानित हानि की {limit} की सीमा",
}
STAYS = "{name} एक अलग नीति है: बेहतर श्रेणी में पहुँचने पर भी वह लागू रहती है।"
BREACHED = {
    "foir": "FOIR {value}, अधिकतम {limit}",
    "loan_to_income": "ऋण वार्षिक आय का {value} गुना, अधिकतम {limit} गुना",
    "tenure": "ऋण अवधि {value} माह, अधिकतम {limit} माह",
    "loss": "अनुमानित हानि ऋण की {value}, अधिकतम {limit}",
}
AGAINST, WITHIN = "नीति के विरुद्ध: {breached}", "नीति की सीमाओं के भीतर"
ABOVE = "{label} {value}: प्रशिक्षण के उधारकर्ताओं में अधिकतम {limit}।"
BELOW = "{label} {value}: प्रशिक्षण के उधारकर्ताओं में न्यूनतम {limit}।"
UNSEEN = "{first} और {second}: प्रशिक्षण के उधारकर्ताओं में ये दोनों एक साथ नहीं मिले।"
IMPROVEMENT = "{changes}: स्कोर {score}, {rating}{policy}।"
