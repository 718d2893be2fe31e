"""Opens an export as anybody can who has joblib, pandas and scikit-learn alone; prints the probabilities as JSON.

Run as ``python plain_reader.py FOLDER …``; it imports nothing of this program. In each folder, ``applicants.json``
has the columns of the applicants.
"""

import json
import sys
from pathlib import Path

import joblib
import pandas as pd


def probabilities(folder: Path) -> list[float]:
    """The reference's recipe: scale, encode all rows together, take the model's columns, ask for the probability."""
    data = joblib.load(folder / "model_data.joblib")
    frame = pd.DataFrame(json.loads((folder / "applicants.json").read_text(encoding="utf-8")))
    frame = frame.astype(dict.fromkeys(data["cols_to_scale"], float))
    frame[data["cols_to_scale"]] = data["scaler"].transform(frame[data["cols_to_scale"]])
    encoded = pd.get_dummies(frame, drop_first=True).reindex(columns=data["features"], fill_value=0)
    found: list[float] = data["model"].predict_proba(encoded)[:, 1].tolist()
    return found


if __name__ == "__main__":
    found = {folder: probabilities(Path(folder)) for folder in sys.argv[1:]}
    answer = {"probabilities": found, "ours": sorted({"core", "app"} & set(sys.modules))}
    sys.stdout.write(json.dumps(answer))
