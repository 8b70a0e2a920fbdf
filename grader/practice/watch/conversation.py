"""What a person and the kit say to each other: keys in, screens out. Knows no terminal and no clock of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from grader.catalogue import Exercise
from grader.errors import GradlingsError
from grader.practice.hints import hint_state, with_hints
from grader.practice.progress import with_solution_seen
from grader.practice.watch.checking import Checking
from grader.practice.watch.detection import Detection, Saved
from grader.practice.watch.listing import Listing, after_key, chosen_row, listing_screen, matching
from grader.practice.watch.page import Page, page_screen
from grader.practice.watch.plotting import Plotting
from grader.practice.watch.screen import Look, exercise_screen
from grader.practice.watch.terms import Terms
from grader.practice.watch.views import Situation, farewell, rows_of, view_of
from grader.practice.watch.words import well_done
from grader.practice.workspace import Workspace
from grader.submissions.reading import readable

_BURST = 0.3  # seconds within which several files saved are one event
_LINES = {"down": 1, "j": 1, "up": -1, "k": -1, "home": -9999, "end": 9999}
_PAGES = {"page down": 1, " ": 1, "page up": -1}


@dataclass(frozen=True, slots=True)
class _Question:
    """Something to be confirmed, and what a yes does."""

    text: str
    if_yes: Callable[[], None]


class Conversation:
    """Where the person is, and what each key does there.

    Parameters
    ----------
    clock
        The time of day, for records.
    now
        The even clock.
    """

    def __init__(
        self,
        workspace: Workspace,
        checking: Checking,
        detection: Detection,
        terms: Terms,
        clock: Callable[[], datetime],
        now: float,
    ) -> None:
        self._workspace, self._checking, self._detection, self._terms = workspace, checking, detection, terms
        self._clock = clock
        self._by_name = {exercise.name: exercise for exercise in checking.exercises}
        self._listing: Listing | None = None
        self._page: Page | None = None
        self._question: _Question | None = None
        self._scroll = self._most_scroll = 0
        self._room = 1
        self._hints_shown: set[str] = set()
        self._said = ""
        self._checking_all = self._walls_spoken_of = False
        self._plotting = Plotting(workspace)
        self.current = checking.to_begin_with()
        self.wants_to_leave = False
        self._burst = (now - _BURST, self.current)  # when the last saves began, and what was shown then
        self.go_to(self.current, now)

    @property
    def exercise(self) -> Exercise:
        """The one on the screen."""
        return self._by_name[self.current]

    def go_to(self, name: str, now: float) -> None:
        """Show an exercise, and have its file checked if nothing is known of it as it is."""
        self._return(name)
        self._checking.ask(self._content(name), now)

    def saved(self, files: Sequence[Saved], now: float) -> None:
        """Have files checked that were saved; what somebody works on is what is shown."""
        present = [self._checking.found_elsewhere(file, self._detection) for file in files]
        wanted = [file.exercise for file in present if self._checking.ask(file, now) or file.data is None]
        if not wanted:
            return
        if now - self._burst[0] > _BURST:
            self._burst = (now, self.current)
            self._return(self.current if self.current in wanted else wanted[0])
        else:  # many at once, by version control for instance, are no reason to jump about
            self._return(self._burst[1] if self._burst[1] in wanted else self.current)

    def pressed(self, key: str, now: float) -> None:
        """Do what a key asks for."""
        self._said = ""
        if self._question is not None:
            question, self._question = self._question, None
            if key in ("y", "Y"):
                question.if_yes()
            else:
                self._said = "Nothing was changed."
        elif self._listing is not None:
            self._in_list(self._listing, key, now)
        elif key in _LINES or key in _PAGES:
            lines = _LINES.get(key, 0) + _PAGES.get(key, 0) * max(self._room - 2, 1)
            self._scroll = min(max(self._scroll + lines, 0), self._most_scroll)
        elif self._page is not None:
            if key in ("escape", "q", "s", "enter"):
                self._return(self.current)
        else:
            self._on_exercise(key, now)

    def frame(self, look: Look, now: float) -> list[str]:
        """Return the screen."""
        status = self._terms.status() if self._terms.status is not None else ""
        if self._listing is not None:
            frame = listing_screen(
                self._listing, rows_of(self._checking), look, title=self._terms.title, status=status,
                current=self.current,
                note=self._on_checking_all(),
            )  # fmt: skip
        elif self._page is not None:
            frame = page_screen(
                self._page, look, self._scroll, title=self._terms.title, status=status, done=self.done, total=self.total
            )
        else:
            situation = Situation(
                self.current, self._following(), self.done, status, self._said,
                self._question.text if self._question is not None else "",
                hints=self.current in self._hints_shown,
            )  # fmt: skip
            frame = exercise_screen(view_of(situation, self._checking, self._terms, now), look, self._scroll)
        self._most_scroll, self._room = frame.most_scroll, frame.room
        self._scroll = min(self._scroll, frame.most_scroll)
        return frame.lines

    @property
    def done(self) -> int:
        """How many exercises are done."""
        return sum(self._checking.is_done(name) for name in self._by_name)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._by_name)

    def farewell(self) -> str:
        """Return what stays in the terminal afterwards."""
        return farewell(self._checking, self.current)

    def changes_by_itself(self) -> bool:
        """Say whether the screen may be another one in a second without anything having happened."""
        return self._terms.status is not None or self._checking.busy or self._plotting.is_drawing

    def tick(self) -> None:
        """Notice what has come to an end meanwhile."""
        self._said = self._plotting.news() or self._said
        sandbox = self._checking.sandbox
        if sandbox is not None and not self._walls_spoken_of:
            self._walls_spoken_of = True
            if sandbox.level in ("weak", "none"):
                self._said = f"The walls around your code are {sandbox.level} here; `gradlings doctor` says why."

    def say(self, sentence: str) -> None:
        """Say something in the line at the bottom."""
        self._said = sentence

    def close(self) -> None:
        """End what was begun."""
        self._plotting.close()

    def _content(self, name: str) -> Saved:
        return self._checking.found_elsewhere(self._detection.content(name), self._detection)

    def _return(self, name: str) -> None:
        if name != self.current or self._listing is not None or self._page is not None:
            self._scroll = 0
        self.current, self._listing, self._page, self._question, self._said = name, None, None, None, ""
        self._detection.focus(name)

    def _on_exercise(self, key: str, now: float) -> None:
        match key:
            case "q" | "end of input":
                self.wants_to_leave = True
            case "escape":
                self._hints_shown.discard(self.current)
            case "n":
                self._next(now)
            case "h" if self._terms.hints:
                self._hint()
            case "s" if self._terms.solution:
                self._solution()
            case "l":
                self._listing, self._checking_all = Listing(self.current), False
            case "c":
                self._check_all(now)
            case "x" if self._terms.reset:
                self._reset(now)
            case "p" if self._terms.solution:
                self._said = self._plotting.draw(self.exercise, self._checking.files[self.current])

    def _in_list(self, listing: Listing, key: str, now: float) -> None:
        rows = rows_of(self._checking)
        if key == "enter" and not listing.typing:
            shown = matching(listing, rows)
            if shown:
                self.go_to(shown[chosen_row(listing, rows)].exercise.name, now)
        else:
            self._listing = after_key(listing, key, rows)

    def _next(self, now: float) -> None:
        following = self._following()
        if following is None:
            all_done = self.done == self.total
            self._said = well_done(self._terms) if all_done else "This is the only one that is not done yet."
        else:
            self.go_to(following, now)

    def _following(self) -> str | None:
        """Return the next exercise that is not done, after the one shown and then from the beginning."""
        names = list(self._by_name)
        here = names.index(self.current)
        others = [*names[here + 1 :], *names[:here]]
        return next((name for name in others if not self._checking.is_done(name)), None)

    def _hint(self) -> None:
        self._checking.read_progress()
        exercise = self.exercise
        state = hint_state(self._checking.progress.of(exercise.name), len(exercise.hints))
        hidden = exercise.name not in self._hints_shown and state.taken
        self._hints_shown.add(exercise.name)
        if state.open and state.next is not None and not hidden:
            numbers, at = (state.next,), self._clock()
            self._checking.change_progress(lambda progress: with_hints(progress, exercise.name, numbers, at))
        elif state.next is None and not hidden:
            self._said = "These are all the hints there are."
        elif not hidden:
            self._said = "The next hint opens after another attempt: change something and save."
        self._scroll = 0  # where the hints stand

    def _solution(self) -> None:
        exercise = self.exercise
        done = self._checking.progress.of(exercise.name)
        if done.solved or done.solution_seen is not None:
            self._show_solution()
            return

        def show() -> None:
            at = self._clock()
            self._checking.change_progress(lambda progress: with_solution_seen(progress, exercise.name, at))
            self._show_solution()

        self._question = _Question("Look at the solution before you have solved it? It is noted. y yes, n no", show)

    def _show_solution(self) -> None:
        from grader.practice.watch.solution import solution_page

        try:
            self._page, self._scroll = solution_page(self.exercise, self._checking.files[self.current]), 0
        except GradlingsError as error:
            self._said = str(error)

    def _reset(self, now: float) -> None:
        from grader.practice.aside import is_untouched, put_back

        exercise, name = self.exercise, self._checking.shown_file(self.current)
        if is_untouched(self._workspace, exercise):
            self._said = f"{name} is the empty stub already."
            return

        def reset() -> None:
            try:
                kept = put_back(self._workspace, exercise, self._clock())
            except GradlingsError as error:
                self._said = str(error)
                return
            self._checking.read_progress()
            self._hints_shown.discard(exercise.name)
            self.go_to(exercise.name, now)
            self._said = "The stub is back."
            if kept is not None:
                self._said += f" Your work is kept as {readable(kept.relative_to(self._workspace.root))}."

        self._question = _Question(f"Put the empty stub back? Your {name} is kept aside. y yes, n no", reset)

    def _check_all(self, now: float) -> None:
        for name in self._by_name:
            self._checking.ask(self._content(name), now, again=True)
        self._listing = Listing(self.current)
        self._checking_all = True

    def _on_checking_all(self) -> str:
        if not self._checking_all:
            return ""
        left = len(self._checking.waiting) + (self._checking.running is not None)
        return f"Checking all: {left} to go…" if left else f"All checked: {self.done} of {self.total} done"
