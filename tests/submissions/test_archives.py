"""Zips and tars: whose work they are, and that nothing in one can reach beyond it."""

from __future__ import annotations

import io
import os
import stat
import struct
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import NothingToGrade
from grader.submissions.limits import DEFAULT_LIMITS, ArchiveLimits
from tests.submissions.packing import (
    KINDS,
    RELU,
    TANH,
    found,
    pack,
    pack_tar,
    problem_of,
    regular,
    special,
    submissions,
)


@pytest.mark.parametrize("kind", KINDS)
class TestWhoseWork:
    def test_an_archive_is_one_candidates_work_named_after_it(self, tmp_path: Path, kind: str) -> None:
        pack(tmp_path / f"alice.{kind}", ("relu.py", RELU), ("more/my_tanh.py", TANH), ("data.csv", "1,2"))
        assert found(tmp_path / f"alice.{kind}") == {"alice": {"relu": "", "tanh": ""}}

    def test_an_archive_in_a_folder_is_one_candidates_beside_others(self, tmp_path: Path, kind: str) -> None:
        pack(tmp_path / f"alice.{kind}", ("relu.py", RELU))
        (tmp_path / "bob.py").write_text(TANH)
        assert found(tmp_path) == {"bob": {"tanh": ""}, "alice": {"relu": ""}}

    def test_an_archive_with_a_file_or_folder_per_candidate_is_many(self, tmp_path: Path, kind: str) -> None:
        members = ("hw1/alice/relu.py", RELU), ("hw1/bob/work.py", RELU), ("hw1/bob/tanh.py", TANH), ("hw1/eve.py", "x")
        pack(tmp_path / f"hw1.{kind}", *members)
        many = {"eve": {"unknown": ""}, "alice": {"relu": ""}, "bob": {"relu": "", "tanh": ""}}
        assert found(tmp_path / f"hw1.{kind}") == many
        assert found(tmp_path) == {f"hw1/{name}": attempts for name, attempts in many.items()}

    def test_what_packing_programs_leave_behind_is_passed_over(self, tmp_path: Path, kind: str) -> None:
        litter = [
            "__MACOSX/._relu.py", "._relu.py", ".DS_Store", ".git/hook.py", "__pycache__/relu.py", "node_modules/a.py",
            ".ipynb_checkpoints/relu.ipynb", "venv/pyvenv.cfg", "venv/bin/activate.py", "numpy/__init__.py",
            "numpy/core.py", "conftest.py", "__init__.py",
        ]  # fmt: skip
        pack(tmp_path / f"alice.{kind}", *((name, b"\0") for name in litter), ("relu.py", RELU))
        assert found(tmp_path / f"alice.{kind}") == {"alice": {"relu": ""}}

    def test_an_archive_without_python_is_said_to_be_so(self, tmp_path: Path, kind: str) -> None:
        assert "holds no .py file and no notebook" in problem_of(pack(tmp_path / f"a.{kind}", ("a.txt", "x")))

    def test_a_named_exercise_gets_the_archives_problem(self, tmp_path: Path, kind: str) -> None:
        (tmp_path / f"a.{kind}").write_bytes(b"no archive at all")
        assert list(found(tmp_path / f"a.{kind}", "relu")["a"]) == ["relu"]


@pytest.mark.parametrize("kind", KINDS)
class TestNothingLeadsOut:
    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("../relu.py", "leads out of the archive"),
            ("a/../../relu.py", "leads out of the archive"),
            ("/etc/relu.py", "path from the root"),
            ("C:/relu.py", "path from the root"),
            ("C:relu.py", "path from the root"),
            ("..\\relu.py", "backslash"),
            ("a\\relu.py", "backslash"),
            ("a\x1b[2J/relu.py", "control characters"),
            ("a\nb/relu.py", "control characters"),
            ("a/" * 17 + "relu.py", "more than 16 folders deep"),
            ("a" * 1200 + "/relu.py", "longer than 1000 bytes"),
        ],
    )
    def test_a_name_that_leads_elsewhere_costs_its_file_only(
        self, tmp_path: Path, kind: str, name: str, says: str
    ) -> None:
        path = pack(tmp_path / f"alice.{kind}", (name, RELU), ("my_tanh.py", TANH))
        attempts = found(path)["alice"]
        assert attempts["tanh"] == ""
        assert says in attempts["unknown"]
        assert "relu" not in attempts
        assert attempts["unknown"].isprintable()
        assert os.listdir(tmp_path) == [f"alice.{kind}"]

    def test_nothing_is_written_anywhere(self, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        path = pack(tmp_path / f"alice.{kind}", ("relu.py", RELU), ("../evil.py", RELU))
        monkeypatch.chdir(tmp_path)
        opened: list[int] = []
        real = os.open
        monkeypatch.setattr(
            os, "open", lambda name, flags, *a, **k: (opened.append(flags), real(name, flags, *a, **k))[1]
        )
        submissions(path)
        assert opened
        assert not any(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) for flags in opened)

    @pytest.mark.parametrize("other", ["relu.py", "./relu.py", "RELU.py", "ｒｅｌｕ.py"])
    def test_a_name_given_twice_is_refused_in_every_spelling(self, tmp_path: Path, kind: str, other: str) -> None:
        if kind == "zip" and other == "relu.py":
            with pytest.warns(UserWarning, match="Duplicate name"):
                path = pack(tmp_path / "a.zip", ("relu.py", RELU), ("relu.py", "raise SystemExit"), ("t.py", TANH))
        else:
            path = pack(tmp_path / f"a.{kind}", ("relu.py", RELU), (other, "raise SystemExit"), ("t.py", TANH))
        attempts = found(path)["a"]
        assert attempts["tanh"] == ""
        assert "more than once" in attempts["relu"]

    def test_an_archive_within_an_archive_is_not_opened(self, tmp_path: Path, kind: str) -> None:
        inner = pack(tmp_path / "inner.zip", ("relu.py", RELU)).read_bytes()
        path = pack(tmp_path / f"class.{kind}", ("alice/alice.zip", inner), ("t.py", TANH))
        attempts = found(path)["class"]
        assert attempts["tanh"] == ""
        assert "alice.zip lies inside another archive and is not opened" in attempts["unknown"]


class TestLinksAndDevices:
    @pytest.mark.parametrize(
        ("mode", "says"),
        [(stat.S_IFLNK, "is a link"), (stat.S_IFIFO, "not a regular file"), (stat.S_IFCHR, "not a regular file")],
    )
    def test_in_a_zip(self, tmp_path: Path, mode: int, says: str) -> None:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            info = zipfile.ZipInfo("relu.py")
            info.external_attr = (mode | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
            archive.writestr("t.py", TANH)
        attempts = found(tmp_path / "a.zip")["a"]
        assert attempts["tanh"] == ""
        assert says in attempts["relu"]

    @pytest.mark.parametrize(
        ("kind", "says"),
        [
            (tarfile.SYMTYPE, "is a link"),
            (tarfile.LNKTYPE, "is a link"),
            (tarfile.CHRTYPE, "not a regular file"),
            (tarfile.BLKTYPE, "not a regular file"),
            (tarfile.FIFOTYPE, "not a regular file"),
            (tarfile.GNUTYPE_SPARSE, "file with holes"),
            (b"Z", "not a regular file"),
        ],
    )
    def test_in_a_tar(self, tmp_path: Path, kind: bytes, says: str) -> None:
        link = special("relu.py", kind, "/etc/passwd")
        attempts = found(pack_tar(tmp_path / "a.tar", [link, regular("t.py", TANH.encode())]))["a"]
        assert attempts["tanh"] == ""
        assert says in attempts["relu"]

    def test_a_linked_folder_leads_nowhere(self, tmp_path: Path) -> None:
        members = [special("etc", tarfile.SYMTYPE, "/etc"), regular("etc/relu.py", RELU.encode())]
        assert found(pack_tar(tmp_path / "a.tar", members)) == {"a": {"relu": ""}}


class TestBombs:
    SMALL = replace(DEFAULT_LIMITS, archive=ArchiveLimits(ratio_from=1 << 20, unpacked=8 << 20, entries=50))

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_member_is_read_up_to_the_limit_of_a_file(self, tmp_path: Path, kind: str) -> None:
        path = pack(tmp_path / f"a.{kind}", ("relu.py", b"\n" * (3 << 20)), ("tanh.py", TANH))
        attempts = found(path)["a"]
        assert "relu.py holds more than 1 MB" in attempts["relu"]
        assert attempts["tanh"] == ""

    @pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "tar"])
    def test_what_grows_too_much_is_left_unread(self, tmp_path: Path, kind: str) -> None:
        members = [(f"f{number}.py", b"\n" * (1 << 20)) for number in range(5)]
        problem = problem_of(pack(tmp_path / f"a.{kind}", *members), limits=self.SMALL)
        assert "more than 40 times its size" in problem

    @pytest.mark.parametrize("kind", ["zip", "tar"])
    def test_what_is_too_much_altogether_is_left_unread(self, tmp_path: Path, kind: str) -> None:
        members = [(f"f{number}.py", os.urandom(1 << 20)) for number in range(9)]
        limits = replace(self.SMALL, python=2 << 20)
        problem = problem_of(pack(tmp_path / f"a.{kind}", *members), limits=limits)
        assert "unpacks to more than 8 MB" in problem

    @pytest.mark.parametrize("kind", KINDS)
    def test_so_are_too_many_entries(self, tmp_path: Path, kind: str) -> None:
        members = [(f"f{number}.txt", b"") for number in range(101)]
        path = pack(tmp_path / f"a.{kind}", *members)
        assert "holds more than 50 files" in problem_of(path, limits=self.SMALL)

    def test_a_zips_list_of_contents_is_not_read_beyond_its_limit(self, tmp_path: Path) -> None:
        path = pack(tmp_path / "a.zip", *((f"{'x' * 1000}{number}", b"") for number in range(3000)))
        assert "lists more files than are read" in problem_of(path)

    def test_entries_that_share_their_bytes_are_refused(self, tmp_path: Path) -> None:
        path = pack(tmp_path / "a.zip", ("relu.py", RELU), ("tanh.py", TANH), ("sgmd.py", RELU))
        data = bytearray(path.read_bytes())
        with zipfile.ZipFile(path) as archive:
            first, second = archive.infolist()[:2]
        entry = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
        data[entry + 42 : entry + 46] = struct.pack("<L", first.header_offset)
        assert second.header_offset != first.header_offset
        path.write_bytes(data)
        attempts = found(path)["a"]
        assert "relu" in attempts
        assert "overlaps another file" in attempts["tanh"]

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_ways_of_zipping_that_unpack_without_bounds_are_refused(self, tmp_path: Path, method: int) -> None:
        with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
            archive.writestr("relu.py", b"\n" * (64 << 20))
        assert "compressed in a way that is not read" in problem_of(tmp_path / "a.zip")

    @pytest.mark.parametrize("declared", [1, 0xFFFFFFF0])
    def test_sizes_that_an_archive_declares_are_not_believed(self, tmp_path: Path, declared: int) -> None:
        path = pack(tmp_path / "a.zip", ("relu.py", RELU), ("tanh.py", TANH))
        data = bytearray(path.read_bytes())
        entry = data.index(b"PK\x01\x02")
        data[entry + 24 : entry + 28] = struct.pack("<L", declared)
        path.write_bytes(data)
        attempts = found(path)["a"]
        assert attempts["tanh"] == ""
        assert declared > 1 or "damaged" in attempts["relu"]

    @pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
    @pytest.mark.parametrize("size", [1 << 20, 8**11 - 1, -(1 << 40)])
    def test_extended_headers_without_end_are_not_taken_in(self, tmp_path: Path, kind: bytes, size: int) -> None:
        info = tarfile.TarInfo("x")
        info.type, info.size = kind, size
        header = info.tobuf(tarfile.GNU_FORMAT)
        (tmp_path / "a.tar").write_bytes(header + b"9" * (1 << 20))
        assert "a.tar is damaged" in problem_of(tmp_path / "a.tar")

    @pytest.mark.parametrize("record", [b"0 path=x\n", b"x path=relu.py\n", b"99999999 size=1\n", b"8 size=-\n", b" "])
    def test_an_extended_header_that_is_none_is_damage(self, tmp_path: Path, record: bytes) -> None:
        info = tarfile.TarInfo("x")
        info.type, info.size = tarfile.XHDTYPE, len(record)
        member, data = regular("relu.py", RELU.encode())
        blocks = info.tobuf() + record.ljust(512, b"\0") + member.tobuf() + data.ljust(512, b"\0")
        (tmp_path / "a.tar").write_bytes(blocks + bytes(1024))
        assert problem_of(tmp_path / "a.tar") in (
            "",
            "a.tar is damaged, incomplete or of another kind. Pack and send it again.",
        )


class TestDamage:
    @pytest.mark.parametrize("kind", KINDS)
    def test_bytes_that_are_no_archive_are_said_to_be_so(self, tmp_path: Path, kind: str) -> None:
        for data in (b"", b"PK\x03\x04", b"\x1f\x8b", os.urandom(2000), RELU.encode()):
            (tmp_path / f"a.{kind}").write_bytes(data)
            assert "Zip and send it again." in problem_of(tmp_path / f"a.{kind}").replace("Pack and", "Zip and")

    @pytest.mark.parametrize("kind", KINDS)
    def test_an_archive_cut_or_garbled_anywhere_is_never_an_exception(self, tmp_path: Path, kind: str) -> None:
        whole = pack(tmp_path / f"a.{kind}", ("relu.py", RELU), ("tanh.py", TANH)).read_bytes()
        for place in range(0, len(whole), max(1, len(whole) // 60)):
            (tmp_path / f"a.{kind}").write_bytes(whole[:place])
            submissions(tmp_path / f"a.{kind}")
            garbled = bytearray(whole)
            garbled[place : place + 4] = b"\xff\xff\xff\xff"
            (tmp_path / f"a.{kind}").write_bytes(garbled)
            submissions(tmp_path / f"a.{kind}")

    def test_what_was_read_before_the_damage_is_graded(self, tmp_path: Path) -> None:
        path = pack(tmp_path / "a.tar", ("relu.py", RELU), ("tanh.py", TANH))
        path.write_bytes(path.read_bytes()[: 3 * 512])
        attempts = found(path)["a"]
        assert attempts["relu"] == ""
        assert "a.tar is damaged" in attempts["unknown"]

    def test_a_garbled_member_costs_itself_only(self, tmp_path: Path) -> None:
        path = pack(tmp_path / "a.zip", ("relu.py", RELU * 50), ("tanh.py", TANH))
        data = bytearray(path.read_bytes())
        data[45:50] = b"\xff" * 5
        path.write_bytes(data)
        attempts = found(path)["a"]
        assert "relu.py is damaged within the archive" in attempts["relu"]
        assert attempts["tanh"] == ""

    def test_an_encrypted_member_is_said_to_be_so(self, tmp_path: Path) -> None:
        path = pack(tmp_path / "a.zip", ("relu.py", RELU))
        data = bytearray(path.read_bytes())
        data[data.index(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(data)
        assert "zip it without a password" in problem_of(path)


class TestNames:
    def test_old_programs_encodings_are_read(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr("L\u00f6sung.py", RELU)
        flagged = (tmp_path / "a.zip").read_bytes()
        unflagged = flagged.replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00")  # the flag that says UTF-8
        (tmp_path / "a.zip").write_bytes(unflagged)
        assert found(tmp_path / "a.zip") == {"a": {"relu": ""}}
        info, data = regular("x.py", RELU.encode())
        block = bytearray(info.tobuf())
        block[:4] = b"\xf6.py"
        block[148:156] = b"%06o\0 " % (sum(block[:148]) + 8 * 32 + sum(block[156:512]))
        (tmp_path / "b.tar").write_bytes(bytes(block) + data.ljust(512, b"\0") + bytes(1024))
        assert found(tmp_path / "b.tar") == {"b": {"relu": ""}}

    def test_long_names_in_both_manners_are_read(self, tmp_path: Path) -> None:
        for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
            with tarfile.open(tmp_path / "a.tar", "w", format=form) as archive:
                for number, text in enumerate((RELU, TANH)):
                    info, data = regular(f"{'x' * 150}{number}.py", text.encode())
                    archive.addfile(info, io.BytesIO(data))
            assert found(tmp_path / "a.tar") == {"a": {"relu": "", "tanh": ""}}

    def test_a_kind_that_is_not_read_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "alice.rar").write_bytes(b"Rar!")
        (tmp_path / "data.csv.gz").write_bytes(b"")
        assert list(found(tmp_path)) == ["alice"]
        assert "of a kind that is not read" in found(tmp_path)["alice"]["unknown"]
        with pytest.raises(NothingToGrade, match="nor an archive"):
            found(tmp_path / "data.csv.gz")
