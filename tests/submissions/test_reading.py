"""One file: what is read of it, how it is opened, and what is said where it cannot be."""

from __future__ import annotations

import codecs
import json
import os
import socket
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.submissions.attempts import attempted, read_source
from grader.submissions.limits import DEFAULT_LIMITS, describe_size, limits_with, parse_size
from grader.submissions.reading import Unreadable, file_at, read_text, readable
from tests.submissions.packing import BANK, RELU, found, problem_of


class TestSize:
    @pytest.mark.parametrize(
        ("text", "size"),
        [
            ("2048", 2048),
            ("500kB", 500 << 10),
            ("500k", 500 << 10),
            ("1MB", 1 << 20),
            ("1.5 MiB", 3 << 19),
            ("2m", 2 << 20),
        ],
    )
    def test_is_written_as_people_write_it(self, text: str, size: int) -> None:
        assert parse_size(text) == size

    @pytest.mark.parametrize("text", ["", "MB", "-1", "1GB", "1e6", "ten", "1 MB 2", "9" * 5000])
    def test_is_refused_if_it_is_none(self, text: str) -> None:
        with pytest.raises(UsageError, match="is not a size"):
            parse_size(text)

    @pytest.mark.parametrize("text", ["0", "10", "9MB", "999999999999MB"])
    def test_has_bounds(self, text: str) -> None:
        with pytest.raises(UsageError, match="between 1 kB and 8 MB"):
            limits_with(text)

    def test_is_described_as_it_is_written(self) -> None:
        assert [describe_size(size) for size in (12, 512 << 10, 1 << 20, 3 << 19)] == [
            "12 bytes",
            "512 kB",
            "1 MB",
            "1.5 MB",
        ]

    def test_of_a_file_is_the_limit_to_the_byte(self, tmp_path: Path) -> None:
        (tmp_path / "a.py").write_bytes(b"#" * 2048)
        assert len(read_text(file_at(tmp_path / "a.py"), limits_with("2kB"))) == 2048
        with pytest.raises(Unreadable, match=r"a.py holds more than 2 kB.*--max-size"):
            read_text(file_at(tmp_path / "a.py"), limits_with("2047"))

    def test_of_a_notebook_is_larger_unless_one_is_given(self, tmp_path: Path) -> None:
        output = [{"output_type": "stream", "text": "x" * (3 << 20)}]
        cell = {"cell_type": "code", "source": RELU, "outputs": output}
        (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [cell]}))
        assert read_source(tmp_path / "a.ipynb").problem == ""
        assert "holds more than 1 MB" in read_source(tmp_path / "a.ipynb", limits_with("1MB")).problem
        assert read_source(tmp_path / "a.ipynb", limits_with("8MB")).problem == ""


class TestOpening:
    def test_pipes_sockets_and_devices_are_no_submissions(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.py")
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(tmp_path / "socket.py"))
        (tmp_path / "folder.py").mkdir()
        for name in ("pipe.py", "socket.py"):
            assert f"{name} is not a regular file" in read_source(tmp_path / name).problem
        assert "not a regular file" in read_source(Path("/dev/zero")).problem
        assert set(found(tmp_path)) == {"pipe", "socket"}

    def test_links_are_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere" / "secret.py").write_text(RELU)
        (tmp_path / "here").mkdir()
        (tmp_path / "here" / "alice.py").symlink_to(tmp_path / "elsewhere" / "secret.py")
        (tmp_path / "here" / "bob").symlink_to(tmp_path / "elsewhere")
        (tmp_path / "here" / "eve.zip").symlink_to(tmp_path / "elsewhere")
        attempts = found(tmp_path / "here")
        assert list(attempts) == ["alice"]
        assert "is a link" in attempts["alice"]["unknown"]

    @pytest.mark.parametrize("swapped", ["bob", "bob/deep", "bob/deep/relu.py"])
    def test_nor_when_one_takes_the_place_of_what_was_listed(self, tmp_path: Path, swapped: str) -> None:
        real = tmp_path / "real" / "deep"
        real.mkdir(parents=True)
        (real / "relu.py").write_text(RELU)
        (tmp_path / "here" / "bob" / "deep").mkdir(parents=True)
        (tmp_path / "here" / "bob" / "deep" / "relu.py").write_text("x = 1")
        file = file_at(tmp_path / "here" / "bob" / "deep" / "relu.py", below=tmp_path / "here")
        assert read_text(file, DEFAULT_LIMITS) == "x = 1"
        place = tmp_path / "here" / swapped
        place.rename(tmp_path / "away")
        place.symlink_to(tmp_path / "real" / os.path.relpath(swapped, "bob"))
        assert place.resolve().exists()
        with pytest.raises(Unreadable, match=r"(is|lies behind) a link"):
            read_text(file, DEFAULT_LIMITS)

    def test_the_folder_that_was_named_may_be_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "real" / "alice.py").write_text(RELU)
        (tmp_path / "link").symlink_to("real")
        assert found(tmp_path / "link") == {"alice": {"relu": ""}}

    def test_a_file_that_is_gone_or_forbidden_is_said_to_be_so(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "cannot be opened: no such file" in read_source(tmp_path / "gone.py").problem

        def refuse(*_arguments: object, **_options: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
        assert "a.py cannot be opened: permission denied." in read_source(tmp_path / "a.py").problem

    def test_a_folder_that_cannot_be_listed_costs_itself_only(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "closed").mkdir()
        (tmp_path / "bob.py").write_text(RELU)
        real = os.scandir

        def scandir(path: Path) -> object:
            if path.name == "closed":
                raise PermissionError(13, "Permission denied")
            return real(path)

        monkeypatch.setattr(os, "scandir", scandir)
        assert found(tmp_path)["bob"] == {"relu": ""}
        assert "closed cannot be listed: permission denied" in found(tmp_path)["closed"]["unknown"]

    def test_folders_without_end_are_left_at_a_depth(self, tmp_path: Path) -> None:
        deep = tmp_path / "bob" / "/".join("d" * 40)
        deep.mkdir(parents=True)
        (deep / "relu.py").write_text(RELU)
        assert "more than 32 deep" in found(tmp_path)["bob"]["unknown"]


class TestText:
    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (codecs.BOM_UTF16_LE + RELU.encode("utf-16-le"), "is UTF-16 text; save it as UTF-8"),
            (codecs.BOM_UTF16_BE + RELU.encode("utf-16-be"), "is UTF-16 text"),
            (codecs.BOM_UTF32_LE + RELU.encode("utf-32-le"), "is UTF-32 text"),
            (codecs.BOM_UTF32_BE + RELU.encode("utf-32-be"), "is UTF-32 text"),
            (RELU.encode("utf-16-le"), "is a binary file"),
            (RELU.encode() + b"\0", "is a binary file"),
            ("# caf\u00e9\n".encode("latin-1") + RELU.encode(), "is not UTF-8 text: byte 0xe9 in line 1"),
            (b"\xed\xa0\x80", "is not UTF-8 text"),
            (b"\xc0\xaf", "is not UTF-8 text"),
            (b"# -*- coding: latin-1 -*-\n", "declares the encoding latin-1"),
            (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n", "declares the encoding cp1252"),
            (b"\r\n \t\x0c# coding=utf-7\r\n", "declares the encoding utf-7"),
            (codecs.BOM_UTF8 + b"# coding: cp437\n", "declares the encoding cp437"),
        ],
    )
    def test_is_strict_utf_8(self, tmp_path: Path, data: bytes, says: str) -> None:
        (tmp_path / "a.py").write_bytes(data)
        assert says in read_source(tmp_path / "a.py").problem

    @pytest.mark.parametrize(
        "data",
        [
            b"# -*- coding: utf-8 -*-\n" + RELU.encode(),
            b"# coding: UTF_8\n" + RELU.encode(),
            b"# coding: utf-8-unix\n" + RELU.encode(),
            b"#!/usr/bin/python\n# encoding: ascii\n" + RELU.encode(),
            b"import math\n# coding: latin-1 was what I wrote before\n" + RELU.encode(),
            b"\n\n# coding: latin-1\n" + RELU.encode(),
            codecs.BOM_UTF8 + RELU.encode(),
            RELU.replace("\n", "\r").encode(),
            RELU.replace("\n", "\r\n").encode(),
            b"\x0c" + RELU.encode(),
            RELU.replace("relu", "ｒｅｌｕ").encode(),
        ],
    )
    def test_is_taken_as_python_takes_it(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "a.py").write_bytes(data)
        assert [exercise.name for exercise in attempted(read_source(tmp_path / "a.py"), BANK)] == ["relu"]

    def test_of_a_broken_file_names_are_read_as_python_reads_them(self, tmp_path: Path) -> None:
        (tmp_path / "a.py").write_text("def ｒｅｌｕ(z:\n")
        assert "a.py, line 1" in found(tmp_path / "a.py")["a"]["relu"]

    def test_that_python_cannot_nest_is_said_to_be_so(self, tmp_path: Path) -> None:
        for text in (
            "x = " + "-" * 20_000 + "1",
            "x = a" + ".b" * 60 + "()" * 5000,
            "if a:pass\n" + "elif a:pass\n" * 8000,
        ):
            (tmp_path / "a.py").write_text(text)
            assert "nested too deeply to be read" in problem_of(tmp_path / "a.py")

    def test_a_marked_block_is_found_behind_a_form_feed(self, tmp_path: Path) -> None:
        stub = BANK["backward_propagation"].stub
        (tmp_path / "a.py").write_text("\x0c\n\x0c\n'\u2028'\n" + stub)
        names = [exercise.name for exercise in attempted(read_source(tmp_path / "a.py"), BANK)]
        assert names == ["backward_propagation"]


class TestNotebook:
    def cell(self, source: object, **more: object) -> dict[str, object]:
        return {"cell_type": "code", "source": source, **more}

    def read(self, tmp_path: Path, text: str) -> tuple[str, list[str]]:
        (tmp_path / "a.ipynb").write_text(text)
        source = read_source(tmp_path / "a.ipynb")
        return source.problem, [exercise.name for exercise in attempted(source, BANK)]

    @pytest.mark.parametrize("cell", ["1", "[]", "null", '"relu"', "{}", '{"cell_type":3}'])
    def test_a_cell_that_is_none_is_damage(self, tmp_path: Path, cell: str) -> None:
        problem, _ = self.read(tmp_path, f'{{"cells":[{cell}]}}')
        assert "is not a notebook: its JSON is of another form" in problem

    @pytest.mark.parametrize("source", ["1", "{}", "[1]", "[[]]", "null"])
    def test_so_is_a_source_that_is_no_text(self, tmp_path: Path, source: str) -> None:
        problem, _ = self.read(tmp_path, f'{{"cells":[{{"cell_type":"code","source":{source}}}]}}')
        assert "a cell's source is not text" in problem

    def test_of_a_key_given_twice_the_last_counts_as_in_jupyter(self, tmp_path: Path) -> None:
        text = '{"cells":[{"cell_type":"code","source":"def tanh(z): 1","source":"def relu(z): 1"}]}'
        assert self.read(tmp_path, text) == ("", ["relu"])
        assert json.loads(text)["cells"][0]["source"] == "def relu(z): 1"

    def test_numbers_that_are_none_in_outputs_do_no_harm(self, tmp_path: Path) -> None:
        text = json.dumps(
            {"cells": [self.cell("def relu(z): return 'NaN'", outputs=[float("nan"), float("-inf"), "\\"])]}
        )
        assert "NaN" in text
        assert self.read(tmp_path, text) == ("", ["relu"])

    def test_a_coding_cookie_in_a_cell_means_nothing(self, tmp_path: Path) -> None:
        text = json.dumps({"cells": [self.cell("# coding: utf-7\n" + RELU)]})
        assert self.read(tmp_path, text) == ("", ["relu"])

    def test_a_string_with_a_line_separator_stays_whole(self, tmp_path: Path) -> None:
        text = json.dumps({"cells": [self.cell("x = 'a\u2028b\x0cc'\n" + RELU)]})
        assert self.read(tmp_path, text) == ("", ["relu"])


def test_names_are_shown_as_one_line_without_control_characters() -> None:
    assert readable("a\x1b[2J\n\tb\u202e.py") == "a�[2J��b�.py"
    assert readable(os.fsdecode(b"\xff.py")) == "�.py"
