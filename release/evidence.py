"""``python release/evidence.py FOLDER SYSTEM``: checksums of a release, and the list of its parts (SBOM)."""

import hashlib
import subprocess
import sys
from pathlib import Path


def main(folder: Path, system: str) -> None:
    """Write both into the folder; the checksums cover the list of parts too.

    Each file has the system in its name, for those of all systems end up side by side.
    """
    bill, sums = folder / f"{system}-sbom.cdx.json", folder / f"{system}-SHA256SUMS"
    call = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-format", "JSON", "--output-file", str(bill)]
    subprocess.run(call, check=True)
    files = sorted(path for path in folder.iterdir() if path.is_file() and path != sums)
    lines = [f"{_sum(path)}  {path.name}\n" for path in files]
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
