"""What a test lays out around one attack, and what can be seen of it afterwards from outside the worker."""

from __future__ import annotations

import contextlib
import ctypes
import marshal
import os
import resource
import secrets
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import MAGIC_NUMBER
from pathlib import Path

from tests.attacks.attack import Attack
from tests.attacks.listener import Listener

_LARGE = 16 << 20
_PR_SET_NO_NEW_PRIVS = 38
_CAPABILITY_VERSION = 0x20080522
_IPC_RMID = 0


@dataclass(slots=True)
class Scene:
    """A folder of an attack's own, with a secret in it, and perhaps a process it may do harm to.

    ``token`` marks what the attack makes; ``secret`` stands where it should not be able to read.
    """

    attack: Attack
    folder: Path
    token: str
    secret: str
    bystander: subprocess.Popen[bytes] | None = None
    broke: bool = False
    planted: dict[str, object] = field(default_factory=dict)
    standing: tuple[object, ...] = ()

    def text(self, listener: Listener) -> str:
        """Return the submission, its placeholders filled in."""
        text = self.attack.text
        for name, value in self._placeholders(listener).items():
            text = text.replace("{{" + name + "}}", value)
        return text

    def _placeholders(self, listener: Listener) -> dict[str, str]:
        return {
            "token": self.token,
            "folder": str(self.folder),
            "canary": str(self.folder / "canary"),
            "planted": str(self.folder / "planted.txt"),
            "secret": str(self.folder / "secret.txt"),
            "key": str(int(self.token[:7], 16)),
            "tcp": str(listener.tcp),
            "tcp6": str(listener.tcp6),
            "udp": str(listener.udp),
            "unix": listener.unix,
            "abstract": listener.abstract,
            "grader": str(os.getpid()),
            "bystander": str(self.bystander.pid) if self.bystander else "0",
            "nul": "\0",
            "megabyte": "1+" * (1 << 19) + "1",
            "long_sum": "z" + " + z" * 2000,
            "long_chain": ".real" * 20_000,
            "brackets": "(" * 5000 + ")" * 5000,
        }

    def files_touched(self) -> bool:
        """Say whether anything in the folder was made, changed or removed."""
        return _snapshot(self.folder) != self.planted

    def made_large_file(self) -> bool:
        """Say whether a file in the folder is beyond the limit of the size of files."""
        return any(path.is_file() and path.stat().st_size > _LARGE for path in self.folder.rglob("*"))

    def bystander_harmed(self) -> bool:
        """Say whether the process beside the grader is not what it was."""
        return self.bystander is not None and _standing(self.bystander) != self.standing

    def shared_objects(self) -> bool:
        """Say whether an object of the attack's name is in shared memory."""
        if any(self.token in entry for entry in os.listdir("/dev/shm")):
            return True
        key = str(int(self.token[:7], 16))
        tables = (Path("/proc/sysvipc") / kind for kind in ("shm", "sem", "msg"))
        return any(key in line.split()[:1] for table in tables for line in table.read_text("ascii").splitlines())

    def clear(self) -> None:
        """Remove what the folder does not hold: shared memory and the bystander."""
        if self.bystander is not None:
            self.bystander.kill()
            self.bystander.wait()
        for entry in os.listdir("/dev/shm"):
            if self.token in entry:
                os.unlink(f"/dev/shm/{entry}")
        key, libc = int(self.token[:7], 16), ctypes.CDLL(None)
        libc.shmctl(libc.shmget(key, 0, 0), _IPC_RMID, None)
        libc.semctl(libc.semget(key, 0, 0), 0, _IPC_RMID)
        libc.msgctl(libc.msgget(key, 0), _IPC_RMID, None)


def lay_out(attack: Attack, parent: Path) -> Scene:
    """Make the folder of ``attack`` below ``parent``, and start a bystander if it asks for one."""
    folder = parent / attack.name.replace("/", "-")
    scene = Scene(attack, folder, secrets.token_hex(6), f"SECRET-{secrets.token_hex(8)}")
    folder.mkdir()
    (folder / "planted.txt").write_text("as it was\n")
    (folder / "secret.txt").write_text(scene.secret)
    (folder / "secret_module.py").write_text(f"SECRET = {scene.secret!r}\n")
    (folder / "sized").write_bytes(b" " * (1000 + secrets.randbelow(10_000)))
    (folder / "named").mkdir()
    (folder / "named" / scene.secret).touch()
    (folder / "pointer").symlink_to(scene.secret)
    code = compile(f"SECRET = {scene.secret!r}\n", "secret_module.py", "exec")
    (folder / "compiled.pyc").write_bytes(MAGIC_NUMBER + b"\0" * 12 + marshal.dumps(code))
    scene.planted = _snapshot(folder)
    if "{{bystander}}" in attack.text:
        scene.bystander = _start_bystander(scene.secret)
        scene.standing = _standing(scene.bystander)
    return scene


def size_of_sized(scene: Scene) -> str:
    """Return the size, itself a secret, of the file ``sized``."""
    return f"size={(scene.folder / 'sized').stat().st_size};" if (scene.folder / "sized").exists() else "gone"


def marked_processes(token: str) -> list[int]:
    """Return the processes that bear ``token`` in the name of a thread, in their arguments or environment."""
    mark = token.encode()
    return [pid for pid in _pids() if any(mark in text for text in _texts_of(pid))]


def end_processes(token: str) -> None:
    """Kill every process that bears ``token``."""
    for pid in marked_processes(token):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _pids() -> list[int]:
    return [int(entry) for entry in os.listdir("/proc") if entry.isdigit() and int(entry) != os.getpid()]


def _texts_of(pid: int) -> Iterator[bytes]:
    for name in ("cmdline", "environ"):
        with contextlib.suppress(OSError):
            yield Path(f"/proc/{pid}/{name}").read_bytes()
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            yield Path(f"/proc/{pid}/task/{thread}/comm").read_bytes()


def _snapshot(folder: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() and status.st_size < _LARGE else b""
        found[path.name] = (status.st_mode, status.st_nlink, status.st_size, status.st_mtime_ns, content)
    return found


def _start_bystander(secret: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["sleep", "60"], env={"BYSTANDER": secret}, preexec_fn=_give_up_capabilities, start_new_session=True
    )


def _give_up_capabilities() -> None:
    """Be an ordinary process, which others of the same user may trace; one with capabilities protects itself."""
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    header, none = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    libc.capset(header, none)


def _standing(process: subprocess.Popen[bytes]) -> tuple[object, ...]:
    pid = process.pid
    if process.poll() is not None:
        return ("ended",)
    stopped = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] in "Tt"
    limits = tuple(resource.prlimit(pid, kind) for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_CORE))
    return (stopped, limits, os.sched_getaffinity(pid), os.getpriority(os.PRIO_PROCESS, pid))
