"""File names that mean something to Python or pytest, and so are no candidate's work.

Nothing that is handed in is ever imported or put on a path: files are read as text, and run in a worker under the name
``submission``. So none of these names could do harm here. They are refused because the file would do harm where its
author keeps it, or passed over because it is no solution but the machinery around one.
"""

from __future__ import annotations

_PACKAGES = frozenset({"grader", "gradlings", "matplotlib", "msgspec", "numpy", "pandas", "pytest", "scipy", "sklearn"})
_STARTED_BY_PYTHON = frozenset({"sitecustomize", "usercustomize"})
_MACHINERY = _STARTED_BY_PYTHON | {"__init__", "__main__", "conftest", "setup"}
_FOLDERS = frozenset({"__macosx", "__pycache__", "node_modules", "site-packages"})


def shadowing(file_name: str) -> str:
    """Return why a file of this name is not graded, or an empty string."""
    stem, _, suffix = file_name.rpartition(".")
    if suffix.lower() != "py":
        return ""
    if stem in _PACKAGES:
        return (
            f"{file_name} bears the name of a package, and `import {stem}` beside it would find this file instead. "
            "Rename it, after the exercise for instance, and hand it in again."
        )
    if is_machinery(file_name):
        return (
            f"{file_name} is a name that Python or pytest reserves for files of its own, so it is not graded. "
            "Rename it, after the exercise for instance."
        )
    return ""


def is_machinery(file_name: str) -> bool:
    """Say whether a file belongs to the machinery around solutions, and is passed over in a folder."""
    stem, _, suffix = file_name.rpartition(".")
    return suffix.lower() == "py" and stem in _MACHINERY


def is_passed_over(folder_name: str) -> bool:
    """Say whether a folder of this name holds no candidate's work."""
    return folder_name.startswith(".") or folder_name.lower() in _FOLDERS


def is_vendored(folder_name: str, files: set[str]) -> bool:
    """Say whether a folder is a copy of a package, or a virtual environment, by its name and its files' names."""
    return "pyvenv.cfg" in files or (folder_name in _PACKAGES and "__init__.py" in files)
