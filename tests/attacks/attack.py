"""One hostile submission: a header that states what it tries and may achieve, and the text that is handed in."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
WALLS = ("landlock", "seccomp", "namespaces", "rlimits")
VERDICTS = ("passed", "failed", "not_attempted", "not_gradable", "timed_out", "out_of_memory", "crashed")
EVIDENCE = {
    "points": "it earned points",
    "files": "something in its folder is not as the test left it",
    "large": "it made a file of more than 16 MB",
    "heard": "a listener of the test's received its token",
    "told": "a secret that the test laid outside its reach stands in the report",
    "raw": "a control character of its own stands in the report",
    "processes": "a process or thread of its making ran beside the worker",
    "outlived": "a process of its making was alive after the grader had gone",
    "bystander": "a process of the test's was ended, stopped or given other limits",
    "zygote": "the process that starts workers had to be replaced",
    "shared": "it left an object in memory that processes share",
    "granted": "the kernel allowed what nobody outside the worker can see, as it says itself",
    "broke": "reading it raised an exception in the grader",
    "held": "it kept the grader beyond the limit of the exercise",
    "swollen": "it made the grader's own memory grow",
    "next": "the honest submission behind it did not get full marks in its usual time",
}
DESIGN = "design"
_FIELDS = ("Tries", "Exercise", "Allowed", "Shows", "Stopped by", "Silent because", "Open because", "Earns")


@dataclass(frozen=True, slots=True)
class Attack:
    """What the header of a file in a class folder says, and the submission behind it.

    ``shows`` names the evidence of success; ``stopped_by`` the walls that prevent it each on its own, none of them if
    the design does. Without those walls the evidence must be there, unless ``silent`` says why it cannot be. ``open``
    says why nothing prevents it yet: then the evidence must be there, so that the fix is noticed. ``earns`` is what it
    may get honestly, where only an answer that is right in part comes near what it attacks.
    """

    name: str
    tries: str
    exercise: str
    allowed: frozenset[str]
    shows: str
    stopped_by: frozenset[str]
    silent: str
    open: str
    earns: float
    text: str

    @property
    def group(self) -> str:
        """The class it belongs to, which is the folder it lies in."""
        return self.name.partition("/")[0]

    def is_stopped(self, walls: frozenset[str]) -> bool:
        """Say whether the header claims that behind ``walls`` nothing comes of it."""
        return not self.open and (not self.stopped_by or bool(self.stopped_by & walls))


@functools.cache
def all_attacks() -> tuple[Attack, ...]:
    """Return every attack, by class and name."""
    return tuple(read(path) for path in sorted(HERE.glob("*/*.py")))


def groups() -> list[str]:
    """Return the classes of attacks."""
    return sorted({attack.group for attack in all_attacks()})


def read(path: Path) -> Attack:
    """Read one file.

    Raises
    ------
    ValueError
        If its header lacks a field, has an unknown one, or names an unknown wall, verdict or kind of evidence.
    """
    name = f"{path.parent.name}/{path.stem}"
    opening, header, text = path.read_text(encoding="utf-8").split('"""', 2)
    if opening:
        raise ValueError(f"{name} does not begin with its header")
    fields = _fields(name, header)
    missing = {"Tries", "Exercise", "Allowed", "Shows", "Stopped by"} - fields.keys()
    if missing:
        raise ValueError(f"{name} lacks {', '.join(sorted(missing))} in its header")
    allowed, stoppers = _words(fields["Allowed"]), _words(fields["Stopped by"])
    if not allowed or not allowed <= {*VERDICTS}:
        raise ValueError(f"{name} allows the verdicts {fields['Allowed']!r}; there are {', '.join(VERDICTS)}")
    if stoppers != {DESIGN} and (not stoppers or not stoppers <= {*WALLS}):
        raise ValueError(f"{name} is stopped by {fields['Stopped by']!r}; that is 'design', or walls by name")
    if fields["Shows"] not in EVIDENCE:
        raise ValueError(f"{name} shows {fields['Shows']!r}; the kinds of evidence are {', '.join(EVIDENCE)}")
    return Attack(
        name,
        fields["Tries"],
        fields["Exercise"],
        allowed,
        fields["Shows"],
        stoppers - {DESIGN},
        fields.get("Silent because", ""),
        fields.get("Open because", ""),
        float(fields.get("Earns", 0)),
        text.lstrip("\n"),
    )


def _fields(name: str, header: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    field = ""
    for line in filter(str.strip, header.splitlines()):
        head, colon, rest = line.partition(":")
        if colon and head in _FIELDS:
            field = head
            fields[field] = rest.strip()
        elif field and line.startswith(" "):
            fields[field] += " " + line.strip()
        else:
            raise ValueError(f"{name} has a header line that is no field: {line!r}")
    return fields


def _words(value: str) -> frozenset[str]:
    return frozenset(value.replace(",", " ").split())
