"""The autograder's zip for Gradescope: ``setup.sh``, ``run_autograder``, and the kit with the exercises asked for.

The kit travels inside; what it depends on comes from PyPI when Gradescope builds the image.
"""

from __future__ import annotations

import importlib.metadata
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from grader.catalogue import Exercise
from grader.errors import UsageError
from grader.platforms.document import write_new
from grader.platforms.gradescope_run import SETTINGS, Settings
from grader.report import Feedback

ARCHIVE = "autograder.zip"
_PACKAGE = Path(__file__).resolve().parent.parent
_CONTENT = ("exercises", "solutions")  # inside the package where it was installed from a wheel
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in the zip, so that the same export is the same zip
_FILE, _PROGRAM = 0o644, 0o755

_SETUP = """\
#!/usr/bin/env bash
# Runs once, as root, while Gradescope builds the image.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"

usable() {
    command -v "$1" > /dev/null &&
        "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2> /dev/null
}

python=""
for name in python3.13 python3.12 python3.11 python3; do
    if usable "$name"; then python="$name"; break; fi
done
if [ -z "$python" ]; then
    apt-get update
    for version in 3.12 3.11; do
        if apt-get install -y "python$version" "python$version-venv"; then python="python$version"; break; fi
    done
fi
if [ -z "$python" ]; then
    echo "gradlings needs Python 3.11 or later. Choose Ubuntu 22.04 or later as the autograder's base image." >&2
    exit 1
fi
"$python" -m venv "$root/gradlings"
"$root/gradlings/bin/python" -m pip install --quiet --requirement "$root/source/requirements.txt"

# The grader runs as root and may read and write what belongs to somebody else. The worker that runs the submission has
# given that privilege away: even where the kernel has too few walls, the solutions are out of its reach.
chown -R 65532:65532 "$root/source" "$root/gradlings"
chmod -R u=rwX,go=rX "$root/source" "$root/gradlings"
chmod -R go= "$root/source/kit/solutions"
"""

_RUN = """\
#!/usr/bin/env bash
# Runs for each submission. What it prints is shown to instructors alone.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
python="$root/gradlings/bin/python"
mkdir -p "$root/results"
if [ "$(id -u)" = 0 ]; then chown 65532:65532 "$root/results"; chmod u=rwx,go= "$root/results"; fi
cd "$root/results"
exec "$python" -I -c '
import sys

sys.path.insert(0, sys.argv[1] + "/source/kit")
from grader.platforms.gradescope_run import main

main(sys.argv[1:])
' "$root"
"""


def write_autograder(
    exercises: Sequence[Exercise], folder: Path, *, feedback: Feedback = "mistakes", overwrite: bool = False
) -> Path:
    """Write ``autograder.zip`` and return its path.

    Raises
    ------
    UsageError
        If the file is there already, differs, and ``overwrite`` is not set; or if the kit is not installed, so that
        nobody knows what it depends on.
    """
    return write_new(folder / ARCHIVE, autograder(exercises, feedback), overwrite=overwrite)


def autograder(exercises: Sequence[Exercise], feedback: Feedback) -> bytes:
    """Return the bytes of the zip."""
    settings = Settings([exercise.name for exercise in exercises], feedback)
    parts: dict[str, tuple[bytes, int]] = {
        "setup.sh": (_SETUP.encode(), _PROGRAM),
        "run_autograder": (_RUN.encode(), _PROGRAM),
        "requirements.txt": ("\n".join(_requirements()).encode() + b"\n", _FILE),
        SETTINGS: (msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n", _FILE),
    }
    for name, path in [*_kit(), *(part for exercise in exercises for part in _content(exercise))]:
        parts[f"kit/{name}"] = (path.read_bytes(), _FILE)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            data, mode = parts[name]
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = mode << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _requirements() -> list[str]:
    """Return what the kit depends on, as pip reads it; extras are for tests and clusters."""
    try:
        listed = importlib.metadata.requires("gradlings") or []
    except importlib.metadata.PackageNotFoundError:
        raise UsageError(
            "The kit is not installed here, so what it depends on is not known. Install it with `pip install .` first."
        ) from None
    return [requirement for requirement in listed if "extra ==" not in requirement]


def _kit() -> Iterator[tuple[str, Path]]:
    for path in sorted(_PACKAGE.rglob("*")):
        inner = path.relative_to(_PACKAGE)
        if path.is_file() and "__pycache__" not in inner.parts and inner.parts[0] not in _CONTENT:
            yield f"grader/{inner.as_posix()}", path


def _content(exercise: Exercise) -> Iterator[tuple[str, Path]]:
    for kind, folder in (("exercises", exercise.folder), ("solutions", exercise.secret_folder)):
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(folder)
            if path.is_file() and "__pycache__" not in inner.parts:
                yield f"{kind}/{exercise.name}/{inner.as_posix()}", path
