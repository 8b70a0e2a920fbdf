"""In a running kernel, far from any checkout: one notebook, run once, whose cells the tests look at one by one."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest

from grader.notebooks.export import notebook
from tests.grading import catalogue
from tests.notebooks.running import errors, printed, run_notebook, shown

RIGHT = "def relu(z):\n    return np.maximum(0, z)\n\ndef relu_derivative(z):\n    return (z > 0) * 1.0"
WRONG = RIGHT.replace("z > 0", "z >= 0")
LOOKS_LIKE = "Looks like: The slope at z = 0 is taken as 1"

# What a candidate does in relu.ipynb after the cells that are in it.
CELLS = {
    "graded cell": f"%%grade relu\n{WRONG}\n'its own value'",
    "checked": 'check("relu")',
    "check of a function object": "check(relu_derivative)",
    "check in passing": 'result = check("relu")\nresult.passed, result.report.submissions[0].score',
    "two lines": "%grade relu\n%grade tanh",
    "cell without a name": "%%grade\ndef tanh(z): return np.tanh(z)\nawait __import__('asyncio').sleep(0)",
    "everything": "check()",
    "nothing to grade": "%%grade\nx = 1",
    "no such exercise": 'check("rellu")',
    "raises": f"%%grade relu\n{RIGHT}\n1 / 0",
    "after it raised": 'check("relu")',
    "does not parse": "%%grade relu\ndef relu(z:\n    return z",
    "mended": f"\n\n%%grade relu\n{RIGHT}",
    "called by code": "get_ipython().run_cell_magic('grade', 'relu', 'y = 3')",
    "its names": "y",
    "loaded twice": "%reload_ext grader\n%reload_ext grader",
    "graded once": "%%grade relu\n0",
    "the kernel's own": "import os; relu(np.array([-1.0, 2.0])).tolist()",
    "hint": 'hint("relu")',
    "second hint": "hint(relu_derivative)",
    "which hint": "hint()",
    "unloaded": "%unload_ext grader\n%lsmagic",
    "the worker's parent": "from grader.notebooks import held; print(held._held._zygote._process.pid)",
}


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run the student's notebook of relu, and the cells above, in an empty folder."""
    node = notebook(catalogue()["relu"], "student")
    node.cells += [nbformat.v4.new_code_cell(text, id=f"cell-{number}") for number, text in enumerate(CELLS.values())]
    folder = tmp_path_factory.mktemp("elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONWARNINGS", "ignore")
        run_notebook(node, folder)
    assert list(folder.iterdir()) == []  # a check leaves nothing behind
    exported = {cell.id.removeprefix("relu-"): cell for cell in node.cells[: -len(CELLS)]}
    return {**exported, **dict(zip(CELLS, node.cells[-len(CELLS) :], strict=True))}


pytestmark = pytest.mark.filterwarnings("ignore")  # the kernel's own


def test_an_exported_notebook_runs_from_top_to_bottom_and_is_not_attempted(cells: dict[str, Any]) -> None:
    for name in ("setup", "work", "check"):
        assert errors(cells[name]) == []
    assert cells["setup"].outputs == []
    assert "0/10 not attempted" in shown(cells["check"])


def test_a_check_shows_the_terminals_text_and_html(cells: dict[str, Any]) -> None:
    assert [output.output_type for output in cells["checked"].outputs] == ["execute_result"]
    assert LOOKS_LIKE in shown(cells["checked"])
    assert "<strong>Looks like:</strong> The slope at z = 0 is taken as 1" in shown(cells["checked"], "text/html")


def test_a_graded_cell_runs_as_any_other_and_is_graded_then(cells: dict[str, Any]) -> None:
    kinds = [output.output_type for output in cells["graded cell"].outputs]
    assert kinds == ["execute_result", "display_data"]
    assert cells["graded cell"].outputs[0].data["text/plain"] == "'its own value'"
    assert LOOKS_LIKE in cells["graded cell"].outputs[1].data["text/plain"]
    assert "9/10 not yet" in cells["graded cell"].outputs[1].data["text/html"]


def test_the_function_itself_will_do_for_its_name(cells: dict[str, Any]) -> None:
    assert shown(cells["check of a function object"]) == shown(cells["checked"])


def test_a_check_that_is_not_the_last_line_is_a_value_and_no_noise(cells: dict[str, Any]) -> None:
    assert len(cells["check in passing"].outputs) == 1
    assert shown(cells["check in passing"]) == "(False, 9.0)"


def test_line_magics_show_themselves_wherever_they_stand(cells: dict[str, Any]) -> None:
    first, second = (output.data["text/plain"] for output in cells["two lines"].outputs)
    assert first.startswith("relu  ")
    assert "tanh is not written yet" in second or "not attempted" in second


def test_without_a_name_a_cell_is_graded_on_what_its_functions_belong_to(cells: dict[str, Any]) -> None:
    text = shown(cells["cell without a name"])
    assert text.startswith("tanh  ")
    assert "tanh_derivative is not written yet" in text
    assert errors(cells["cell without a name"]) == []  # it awaits something, too


def test_without_a_name_a_check_grades_whatever_is_begun(cells: dict[str, Any]) -> None:
    text = shown(cells["everything"])
    assert "relu  " in text
    assert "tanh  " in text
    assert "points" in shown(cells["everything"], "text/html")


def test_what_cannot_be_graded_is_said_in_a_sentence(cells: dict[str, Any]) -> None:
    assert "defines no function of an exercise, so it was run and not graded" in shown(cells["nothing to grade"])
    assert "Did you mean relu?" in shown(cells["no such exercise"], "text/html")
    assert errors(cells["no such exercise"]) == []


def test_a_cell_that_raises_stops_the_notebook_and_is_graded_all_the_same(cells: dict[str, Any]) -> None:
    assert errors(cells["raises"]) == ["ZeroDivisionError"]
    assert "10/10 passed" in shown(cells["raises"])
    assert "10/10 passed" in shown(cells["after it raised"])


def test_a_cell_that_does_not_parse_is_not_gradable_until_it_is_mended(cells: dict[str, Any]) -> None:
    assert "cannot be graded" in shown(cells["does not parse"])
    assert "line 2: '(' was never closed: `def relu(z:`" in shown(cells["does not parse"])
    assert "10/10 passed" in shown(cells["mended"])


def test_the_magic_can_be_called_by_code(cells: dict[str, Any]) -> None:
    assert "10/10 passed" in shown(cells["called by code"])
    assert shown(cells["its names"]) == "3"


def test_loading_the_extension_again_grades_no_cell_twice(cells: dict[str, Any]) -> None:
    assert len(cells["graded once"].outputs) == 2


def test_the_kernel_keeps_the_candidates_own_functions(cells: dict[str, Any]) -> None:
    assert shown(cells["the kernel's own"]) == "[0.0, 2.0]"


def test_hints_come_one_by_one(cells: dict[str, Any]) -> None:
    first, second, *_ = catalogue()["relu"].hints
    assert "hint 1 of" in shown(cells["hint"])
    assert " ".join(shown(cells["hint"]).split()).count(first) == 1
    assert second in " ".join(shown(cells["second hint"]).split())
    assert second not in " ".join(shown(cells["hint"]).split())
    assert "hint 2 of" in shown(cells["second hint"], "text/html")
    assert "(relu and tanh), so say which" in shown(cells["which hint"])


def test_the_extension_can_be_unloaded(cells: dict[str, Any]) -> None:
    assert errors(cells["unloaded"]) == []
    listed = shown(cells["unloaded"])
    assert "%timeit" in listed
    assert "grade" not in listed.split()


def test_no_worker_outlives_the_kernel(cells: dict[str, Any]) -> None:
    pid = int(printed(cells["the worker's parent"]))
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() and not _alive(pid):
            return
        time.sleep(0.05)
    raise AssertionError("the process that workers are forked from is still there")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
