"""What is to be checked, what is being checked, and what came of it; knows nothing of any screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from grader.catalogue import Catalogue
from grader.errors import BoundaryError, UsageError
from grader.practice.progress import Progress
from grader.practice.recording import with_report
from grader.practice.store import change_progress, read_progress
from grader.practice.watch.detection import Detection, Saved
from grader.practice.watch.files import exercises_of, files_of
from grader.practice.watch.session import Failed, Graded, Opening, Ready, Session, Work
from grader.practice.watch.terms import Terms
from grader.practice.watch.verdicts import Kept, keep_verdict, read_verdict
from grader.practice.workspace import Workspace
from grader.report import ExerciseReport, Sandbox
from grader.submissions.reading import readable

_TOO_LONG = 1.0  # seconds after which a check gives way to a newer version of the same file
_GIVES_UP = 3  # sessions in a row that ended before they were ready


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to be checked.

    Parameters
    ----------
    saved
        What it held.
    at
        When it was saved.
    unknown_since
        Since when, on the even clock, the verdict that is known has not been that of what was saved.
    tries
        How often its check was cut short by the grading process's end.
    """

    saved: Saved
    at: datetime
    unknown_since: float
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Running:
    """A check that goes on; ``since`` is on the even clock."""

    asked: Asked
    since: float


class Checking:
    """The checks of one workspace. Use it as a context manager: leaving ends the grading process.

    Parameters
    ----------
    opening
        What the grading process is started for, and started anew should it end.
    clock
        The time of day, for records.
    """

    def __init__(
        self, workspace: Workspace, catalogue: Catalogue, terms: Terms, opening: Opening, clock: Callable[[], datetime]
    ) -> None:
        self.exercises = exercises_of(catalogue, terms)
        self.files = files_of(workspace, self.exercises)
        self._workspace, self._catalogue, self._terms = workspace, catalogue, terms
        self._opening, self._clock = opening, clock
        self._folder = workspace.state / "verdicts"
        self._session: Session | None = None
        self._ready = False
        self._failures = 0
        self._waiting: dict[str, Asked] = {}
        self.progress = Progress()
        self.verdicts: dict[str, Kept] = {}
        self.running: Running | None = None
        self.sandbox: Sandbox | None = None
        self._progress_seen = (0, 0)
        self._trouble = {"progress": "", "record": "", "grader": ""}
        self.gone: set[str] = set()  # exercises without a file
        self.read_progress()
        for exercise in self.exercises:
            kept = read_verdict(self._folder, exercise.name, terms.feedback)
            if kept is not None:
                self.verdicts[exercise.name] = kept

    def __enter__(self) -> Checking:
        self._session = Session(self._opening)
        return self

    def __exit__(self, *_exception: object) -> None:
        self._end_session()

    def shown_file(self, name: str) -> str:
        """Return the file of an exercise as a person would type it here."""
        path, root = self.files[name], self._workspace.root
        return readable(path.relative_to(root) if path.is_relative_to(root) else path)

    def fileno(self) -> int | None:
        """Return what becomes readable when the grading process has something to say."""
        return None if self._session is None else self._session.fileno()

    @property
    def busy(self) -> bool:
        """Whether anything is being checked, or waits to be."""
        return self.running is not None or bool(self._waiting)

    @property
    def waiting(self) -> Sequence[str]:
        """The exercises whose files wait to be checked."""
        return tuple(self._waiting)

    @property
    def trouble(self) -> str:
        """What the person has to know that is no fault of theirs; empty, if all is well."""
        return " ".join(filter(None, self._trouble.values()))

    def is_done(self, name: str) -> bool:
        """Say whether an exercise is done: its latest attempt got full marks, and its file is not broken since."""
        done, verdict = self.progress.of(name), self.verdicts.get(name)
        if verdict is None or (done.attempts and verdict.at < done.attempts[-1].at):  # `gradlings check` was here since
            return done.done
        return done.done and verdict.report.verdict == "passed"

    def to_begin_with(self) -> str:
        """Return the exercise to begin with: what was worked on last, if it is not done, else the next one after it."""
        order = [exercise.name for exercise in self.exercises]
        tried = [(attempts[-1].at, name) for name in order if (attempts := self.progress.of(name).attempts)]
        last = max(tried)[1] if tried else order[0]
        here = order.index(last)
        return next((name for name in [*order[here:], *order[:here]] if not self.is_done(name)), last)

    def unknown_since(self, name: str) -> float | None:
        """Return since when the verdict on a file as it is has been outstanding; None if it is known."""
        if self.running is not None and self.running.asked.saved.exercise == name:
            return self.running.asked.unknown_since
        asked = self._waiting.get(name)
        return None if asked is None else asked.unknown_since

    def report_on(self, name: str) -> ExerciseReport | None:
        """Return the latest report on an exercise."""
        verdict = self.verdicts.get(name)
        return None if verdict is None else verdict.report

    def ask(self, saved: Saved, now: float, *, again: bool = False) -> bool:
        """Have a file checked as it was saved, and say whether that is needed; the newest version takes the place of
        one that waits.

        Parameters
        ----------
        again
            Check what is known already, too.
        """
        name = saved.exercise
        if saved.data is None:
            self.gone.add(name)
            self._waiting.pop(name, None)
            return False
        self.gone.discard(name)
        running = self.running if self.running is not None and self.running.asked.saved.exercise == name else None
        latest = running.asked.saved.digest if running else self._digest_of(name)
        if saved.digest == latest and not again:
            self._waiting.pop(name, None)  # back to what is being checked already
            return False
        verdict = self.verdicts.get(name)
        known = verdict is not None and verdict.digest == saved.digest
        at = verdict.at if verdict is not None and known else self._clock()
        earlier = running.asked if running is not None else self._waiting.get(name)
        self._waiting[name] = Asked(saved, at, now if earlier is None else earlier.unknown_since)
        if running is not None and now - running.since > _TOO_LONG:
            self._start_anew()  # a loop without end, most likely, and its cure is here
        self._go_on(now)
        return True

    def found_elsewhere(self, saved: Saved, detection: Detection) -> Saved:
        """Return ``saved``, or, if its file is gone, the other file here that holds the exercise: it may have been
        renamed, or all of it written into one file.
        """
        if saved.data is not None:
            return saved
        from grader.grading.own_work import file_holding

        name = saved.exercise
        path = file_holding(self._catalogue[name], self._workspace.root, self._catalogue)
        if path is None:
            return saved
        self.files[name] = path
        detection.follow(name, path)
        return detection.content(name)

    def answers(self, now: float) -> list[ExerciseReport]:
        """Take what the grading process has said, and return the reports that have come."""
        reports: list[ExerciseReport] = []
        if self._session is None:
            return reports
        try:
            for answer in self._session.answers():
                match answer:
                    case Ready():
                        self.sandbox, self._ready, self._failures = answer.sandbox, True, 0
                        self._trouble["grader"] = ""
                    case Graded() if self.running is not None:
                        reports.append(answer.report)
                        asked, self.running = self.running.asked, None
                        self._take(answer.report, asked)
                    case Failed():
                        self._failed(str(answer.error()), lasting=True)
                        break
        except BoundaryError:
            self._failed("The grading process ended unexpectedly; it was started again.")
        self._go_on(now)
        return reports

    def refresh(self) -> None:
        """Read the progress anew if it was changed: by a check in another window, for instance."""
        try:
            found = os.stat(self._workspace.progress_path)
        except OSError:
            return
        if (found.st_mtime_ns, found.st_ino) != self._progress_seen:
            self._progress_seen = (found.st_mtime_ns, found.st_ino)
            self.read_progress()

    def read_progress(self) -> None:
        """Read the progress anew."""
        try:
            self.progress, trouble = read_progress(self._workspace.progress_path)
        except UsageError as error:
            trouble = str(error)
        self._trouble["progress"] = trouble or self._trouble["progress"]

    def change_progress(self, change: Callable[[Progress], Progress]) -> None:
        """Record something."""
        try:
            self.progress = change_progress(self._workspace.progress_path, change)
            self._trouble["record"] = ""
        except UsageError as error:
            self.progress = change(self.progress)  # as long as this runs, it is known at least
            self._trouble["record"] = f"This is not recorded. {error}"

    def _take(self, report: ExerciseReport, asked: Asked) -> None:
        digest = asked.saved.digest
        kept = Kept(digest, asked.at, report, feedback=self._terms.feedback)
        self.verdicts[report.name] = kept
        self.change_progress(lambda progress: with_report(progress, report, digest, asked.at))
        keep_verdict(self._folder, kept)
        if self._terms.on_report is not None:
            self._terms.on_report(report, asked.at)

    def _digest_of(self, name: str) -> str:
        verdict = self.verdicts.get(name)
        return "" if verdict is None else verdict.digest

    def _go_on(self, now: float) -> None:
        """Send the next file, if the grading process can take one."""
        if self._session is None and self._waiting and self._failures < _GIVES_UP:
            self._session = Session(self._opening)
        if self._session is None or not self._ready or self.running is not None or not self._waiting:
            return
        name = next(iter(self._waiting))
        asked = self._waiting.pop(name)
        assert asked.saved.data is not None
        self.running = Running(asked, now)
        self._session.send(Work(name, readable(self.files[name].name), asked.saved.data))

    def _failed(self, sentence: str, *, lasting: bool = False) -> None:
        self._failures = _GIVES_UP if lasting else self._failures + 1
        if self.running is not None and self.running.asked.tries == 0:
            asked = self.running.asked
            self._waiting.setdefault(asked.saved.exercise, replace(asked, tries=1))
        self._end_session()
        self._trouble["grader"] = sentence
        if self._failures < _GIVES_UP:
            self._session = Session(self._opening)
        else:
            self._waiting.clear()
            self._failures = 0  # the next save tries again

    def _start_anew(self) -> None:
        self._end_session()
        self._session = Session(self._opening)

    def _end_session(self) -> None:
        self.running, self._ready = None, False
        if self._session is not None:
            self._session.close()
            self._session = None
