"""The places a worker may read: the standard library entry by entry, numpy, and packages that an exercise declares."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass

# Folders that may lie inside the standard library and hold other people's packages, this kit and its solutions too.
_NOT_STANDARD = frozenset({"site-packages", "dist-packages"})


@dataclass(frozen=True, slots=True)
class Places:
    """What may be read, as paths that ``sys.path`` leads to.

    ``standard`` are the folders of the standard library, of which every entry but :attr:`hidden` may be read;
    ``packages`` are folders and files that may be read whole.
    """

    standard: tuple[str, ...]
    packages: tuple[str, ...]

    def entries(self) -> list[str]:
        """Return every folder and file that may be read, none of which holds ``site-packages``."""
        found = []
        for folder in self.standard:
            found += [entry.path for entry in os.scandir(folder) if entry.name not in _NOT_STANDARD]
        return [*found, *self.packages]

    def hidden(self) -> list[str]:
        """Return the folders inside the standard library that may not be read."""
        inside = [os.path.join(folder, name) for folder in self.standard for name in sorted(_NOT_STANDARD)]
        return [path for path in inside if os.path.isdir(path)]


def readable_places(packages: Iterable[str]) -> Places:
    """Return the places of the standard library and of ``packages``, which have been imported.

    Parameters
    ----------
    packages
        Top-level names, ``"numpy"`` for instance.
    """
    standard = {os.path.dirname(module) for module in (os.__file__, _dynamic_module()) if module}
    outermost = tuple(sorted(folder for folder in standard if not _inside(folder, standard - {folder})))
    found = [path for name in packages for path in _locations(name)]
    return Places(outermost, tuple(dict.fromkeys(path for path in found if os.path.exists(path))))


def third_party(names: Collection[str]) -> set[str]:
    """Return the top-level packages of ``names`` that are neither standard library nor part of this program."""
    top = {name.partition(".")[0] for name in names}
    return {name for name in top if name not in sys.stdlib_module_names and name not in ("grader", "__main__")}


def _locations(name: str) -> list[str]:
    """Return where a package lies, and the folder of shared libraries that wheels put beside it."""
    module = sys.modules.get(name)
    file = getattr(module, "__file__", None)
    if file is not None and os.path.basename(file) != "__init__.py":
        return [file]
    folders = [os.path.dirname(file)] if file is not None else list(getattr(module, "__path__", ()))
    return [path for folder in folders for path in (folder, f"{folder}.libs")]


def _dynamic_module() -> str | None:
    """Return the file of an extension module of the standard library, if it has one of its own."""
    import _ctypes

    return getattr(_ctypes, "__file__", None)


def _inside(folder: str, others: Iterable[str]) -> bool:
    return any(folder.startswith(other + os.sep) for other in others)
