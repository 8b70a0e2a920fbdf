"""Opening a picture or a page in whatever the person's desktop opens such files with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

Opener = Callable[[str], int]  # takes a path and returns 0 if a program took it


def open_file(path: Path, opener: Opener, *, platform: str, environment: Mapping[str, str]) -> bool:
    """Open ``path`` and say whether that could be done: on a server without a display there is nothing to open it in.

    Parameters
    ----------
    platform, environment
        ``sys.platform`` and ``os.environ``.
    """
    if not has_display(platform, environment):
        return False
    try:
        return opener(str(path.resolve())) == 0
    except OSError:
        return False


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Say whether there is a desktop: always on macOS and Windows, elsewhere where a display or WSL is announced."""
    if platform in ("darwin", "win32", "cygwin"):
        return "SSH_CONNECTION" not in environment
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))
