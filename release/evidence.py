"""``python release/evidence.py FOLDER``: checksums of what is released, and the list of what it is made of (SBOM)."""

import hashlib
import subprocess
import sys
from pathlib import Path

SUMS, BILL = "SHA256SUMS", "sbom.cdx.json"


def main(folder: Path) -> None:
    """Write both into the folder; the checksums cover the list of parts too."""
    bill = folder / BILL
    call = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-format", "JSON", "--output-file", str(bill)]
    subprocess.run(call, check=True)
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{_sum(path)}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
