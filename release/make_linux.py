"""``python release/make_linux.py dist/CreditDesk OUT``: a .tar.gz and a .deb of the folder that build.spec made."""

import argparse
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from app.version import VERSION  # noqa: E402 - the program is not installed, so its folder is named first

NAME = "credit-desk"
PLACE = f"opt/{NAME}"
DEPENDS = (
    "libc6 (>= 2.35)", "libdbus-1-3", "libegl1", "libfontconfig1", "libgl1", "libglib2.0-0", "libsystemd0",
    "libwayland-client0", "libwayland-cursor0", "libwayland-egl1", "libx11-6", "libx11-xcb1", "libxcb1",
    "libxcb-cursor0", "libxcb-glx0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0",
    "libxcb-render-util0", "libxcb-render0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-util1",
    "libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0", "libxkbcommon0",
)  # fmt: skip
"""What a window needs on X or Wayland; the folder has a copy of what was there of it when it was made."""
RECOMMENDS = ("libgtk-3-0", "fonts-lohit-deva | fonts-noto-core")
"""The look of the desktop, and letters of Hindi."""
DESCRIPTION = (
    "offline credit scoring for loan officers\n"
    " Scores applicants and files, explains each score, and retrains the model,\n"
    " in one window and without a network."
)


def main() -> None:
    """Make both and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("built", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for made in (make_archive(options.built, options.out), make_deb(options.built, options.out)):
        sys.stdout.write(f"{made} {made.stat().st_size / 1e6:.0f} MB\n")


def make_archive(built: Path, out: Path) -> Path:
    """The folder, to be unpacked anywhere."""
    target = out / f"{NAME}-{VERSION}-linux-{_architecture()}.tar.gz"
    with tarfile.open(target, "w:gz") as archive:
        archive.add(built, f"{NAME}-{VERSION}", filter=_nobodys)
    return target


def make_deb(built: Path, out: Path) -> Path:
    """A package: the folder in /opt, both executables on the path, an entry in the menu that opens .csv files too."""
    target = out / f"{NAME}_{VERSION}_{_architecture()}.deb"
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name)
        tree.chmod(0o755)
        shutil.copytree(built, tree / PLACE, symlinks=True)
        _link(tree, "CreditDesk", f"{NAME}-window")
        _link(tree, NAME, NAME)
        _copy(ROOT / "release" / "linux" / f"{NAME}.desktop", tree / "usr/share/applications")
        _copy(ROOT / "resources" / "icon" / f"{NAME}.png", tree / "usr/share/icons/hicolor/256x256/apps")
        _copy(ROOT / "LICENSE", tree / "usr/share/doc" / NAME, "copyright")
        _write_control(tree)
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target)], check=True)
    return target


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def _link(tree: Path, executable: str, name: str) -> None:
    link = tree / "usr/bin" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(f"/{PLACE}/{executable}")


def _copy(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


def _write_control(tree: Path) -> None:
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    fields = {
        "Package": NAME, "Version": VERSION, "Architecture": _architecture(), "Section": "office",
        "Priority": "optional", "Maintainer": "The developers of Credit Desk <credit-desk@localhost>",
        "Installed-Size": size, "Depends": ", ".join(DEPENDS),
        "Recommends": ", ".join(RECOMMENDS), "Description": DESCRIPTION,
    }  # fmt: skip
    (tree / "DEBIAN").mkdir()
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    (tree / "DEBIAN" / "control").write_text(text, encoding="utf-8")


def _architecture() -> str:
    done = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
