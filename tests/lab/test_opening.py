"""Opening what was drawn: with a desktop, and without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.lab.opening import open_file


@pytest.mark.parametrize(
    ("platform", "environment"),
    [
        ("linux", {"DISPLAY": ":0"}),
        ("linux", {"WAYLAND_DISPLAY": "w"}),
        ("darwin", {}),
        ("linux", {"WSL_DISTRO_NAME": "U"}),
    ],
)
def test_with_a_desktop_the_file_is_handed_to_the_opener(tmp_path: Path, platform: str, environment: dict) -> None:
    opened: list[str] = []

    def opener(path: str) -> int:
        opened.append(path)
        return 0

    assert open_file(tmp_path / "a.html", opener, platform=platform, environment=environment)
    assert opened == [str((tmp_path / "a.html").resolve())]


@pytest.mark.parametrize(
    ("platform", "environment"), [("linux", {}), ("linux", {"DISPLAY": ""}), ("darwin", {"SSH_CONNECTION": "a b"})]
)
def test_without_one_the_opener_is_left_alone(tmp_path: Path, platform: str, environment: dict) -> None:
    def opener(path: str) -> int:
        raise AssertionError(path)

    assert not open_file(tmp_path / "a.html", opener, platform=platform, environment=environment)


def test_an_opener_that_fails_is_no_error(tmp_path: Path) -> None:
    def fails(path: str) -> int:
        raise FileNotFoundError(path)

    for opener in (fails, lambda path: 1):
        assert not open_file(tmp_path / "a.png", opener, platform="linux", environment={"DISPLAY": ":0"})
