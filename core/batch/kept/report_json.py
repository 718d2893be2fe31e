"""The report of a kept file as JSON, and back."""

import json
from dataclasses import asdict

from core.batch.report import BatchReport
from core.strict_reading import read


def report_to_json(report: BatchReport) -> str:
    """All of it."""
    return json.dumps(asdict(report), default=str)


def report_from_json(text: str) -> BatchReport:
    """The report of a text that ``report_to_json`` gave; ``ValueError`` or ``ModelError`` for another."""
    return read(BatchReport, json.loads(text))
