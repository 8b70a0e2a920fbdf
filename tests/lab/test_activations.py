"""The lab of activations: right, wrong, missing and hostile functions, through a worker."""

from __future__ import annotations

from pathlib import Path

import nbformat
import numpy as np
import pytest

from grader.authoring.trials import variant_files
from grader.boundary.launch import Zygote
from grader.catalogue import Limits
from grader.errors import UsageError
from grader.lab.activations.figure import activations_png
from grader.lab.activations.forms import drawn
from grader.lab.activations.measure import FUNCTIONS, ActivationLab, Z, examine
from grader.lab.activations.words import headline, sheet_of
from tests.grading import catalogue
from tests.lab.pages import assert_sound_page
from tests.lab.work import WRITTEN


@pytest.fixture(scope="module")
def zygote():
    with Zygote() as started:
        yield started


def lab_of(folder: Path, zygote: Zygote, *names: str, **files: str) -> ActivationLab:
    """Return the lab of files of these contents."""
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return examine(names, folder, catalogue(), zygote)


def test_right_functions_are_right_whatever_file_they_are_in(tmp_path: Path, zygote: Zygote) -> None:
    lab = lab_of(tmp_path, zygote, relu=WRITTEN["relu"], more=WRITTEN["sigmoid"], tanh=WRITTEN["tanh"])
    assert lab.right
    assert headline(lab) == "All 6 of your functions are right."
    assert sheet_of(lab).setting.endswith(
        "Yours, from relu.py: relu, relu_derivative; from more.py: sigmoid, sigmoid_derivative; "
        "from tanh.py: tanh, tanh_derivative."
    )
    for name, reference in {"tanh": np.tanh(Z), "relu": np.maximum(Z, 0), "sigmoid": 1 / (1 + np.exp(-Z))}.items():
        got = lab.curves[name].got
        assert got is not None
        assert np.allclose(got, reference, atol=1e-12)


@pytest.mark.parametrize("name", ["relu", "sigmoid", "tanh"])
def test_right_but_unusual_ones_are_right(tmp_path: Path, zygote: Zygote, name: str) -> None:
    for file in variant_files(catalogue()[name]):
        lab = lab_of(tmp_path, zygote, **{name: file.read_text(encoding="utf-8")})
        assert lab.right, (file.stem, sheet_of(lab).remarks)
        assert lab.ownership.yours(name)


def test_what_is_not_written_is_the_kits_and_is_called_so(tmp_path: Path, zygote: Zygote) -> None:
    lab = lab_of(
        tmp_path, zygote, relu="def relu(z): return z * (z > 0)\ndef relu_derivative(z): raise NotImplementedError"
    )
    assert lab.right
    assert headline(lab) == "Your function is right. The others are the kit's."
    assert lab.curves["relu_derivative"].got is None
    setting = sheet_of(lab).setting
    assert "Yours, from relu.py: relu." in setting
    assert "The kit's (not written yet): relu_derivative." in setting
    assert "The kit's (not found): sigmoid, sigmoid_derivative, tanh, tanh_derivative." in setting


def test_a_stub_nobody_has_begun_is_not_called_missing(tmp_path: Path, zygote: Zygote) -> None:
    (tmp_path / "03_tanh.py").write_text(catalogue()["tanh"].stub_path.read_text(encoding="utf-8"))
    setting = sheet_of(lab_of(tmp_path, zygote, relu=WRITTEN["relu"])).setting
    assert "The kit's (not written yet): tanh, tanh_derivative." in setting
    assert "(not found): sigmoid, sigmoid_derivative." in setting


def test_with_nothing_written_the_kits_are_shown(tmp_path: Path, zygote: Zygote) -> None:
    lab = lab_of(tmp_path, zygote)
    assert headline(lab) == "None of these functions is yours yet; what is drawn is the kit's."
    assert sheet_of(lab).right is None
    assert lab.right


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def relu_derivative(z): return (z >= 0).astype(float)", "relu_derivative is off by up to 1, most at z = 0."),
        ("def relu(z): return 0.5 * z", "relu is off by up to 3, most at z = -6."),
        (
            "def sigmoid(z): return 1 / (1 + np.exp(-z))",
            "At z = ±1000: In sigmoid, numpy warned: RuntimeWarning: overflow",
        ),
        ("def relu_derivative(z): return z > 0", "relu_derivative gives truth values (dtype bool) where floats are"),
        ("def tanh(z): return np.tanh(z).ravel()", "tanh gives shape (241,) for z of shape (241, 1)."),
        ("def tanh(z): return np.tanh(z)[:9]", "tanh gives shape (9, 1) for z of shape (241, 1)."),
        ("def tanh(z): np.tanh(z)", "tanh gives None where an array is expected. Is a return statement missing?"),
        ("def tanh(z): return np.tanh(z) + 0j", "tanh gives no real numbers (dtype complex128)."),
        (
            "def tanh(z): return np.where(z > 5, np.nan, np.tanh(z))",
            "tanh is NaN or infinite for 20 of 241 values, at z =",
        ),
        ("def tanh(z): return z / 0", "tanh is NaN or infinite for 241 of 241 values, at z = -6."),
        ("def tanh(z): return z * 1e308", "tanh is NaN or infinite"),
        ("def tanh(z): return z * 1e300", "tanh is off by up to 6e+300"),
        ("def tanh(z): z *= 2; return np.tanh(z / 2)", "tanh changes its argument z in place: work on a copy."),
        ("def tanh(z): raise ValueError('\\x1b[2J<b>')", "tanh(…) raised ValueError: �[2J<b> (a.py, line 2, in tanh"),
        ("def tanh(z): import os; os._exit(3)", "The submission ended its own process (exit code 3)."),
        ("def tanh(z): return object()", "tanh gives an object where an array is expected."),
        ("def tanh(z): return sum([])\n1 / 0", "The file cannot be imported: ZeroDivisionError"),
        ("def tanh(z): return (", "a.py, line 2: '(' was never closed"),
    ],
)
def test_whatever_is_wrong_is_a_sentence_and_a_picture(tmp_path: Path, zygote: Zygote, text: str, says: str) -> None:
    lab = lab_of(tmp_path, zygote, a=f"import numpy as np\n{text}\n")
    assert not lab.right
    sheet = sheet_of(lab)
    assert sheet.right is False
    assert says in " ".join(sheet.remarks)
    assert not any("\x1b" in remark for remark in sheet.remarks)


def test_a_file_that_cannot_be_run_costs_its_own_functions_only(tmp_path: Path, zygote: Zygote) -> None:
    lab = lab_of(tmp_path, zygote, relu=WRITTEN["relu"], tanh=WRITTEN["tanh"] + "1 / 0\n")
    assert lab.curves["relu"].owner.yours
    assert not lab.curves["tanh"].owner.yours
    assert "ZeroDivisionError" in " ".join(sheet_of(lab).remarks)


def test_a_file_may_use_at_its_top_what_any_stub_is_given(tmp_path: Path, zygote: Zygote) -> None:
    table = "SLOPES = {'tanh': tanh_derivative, 'mse': mean_squared_error}\n"
    assert lab_of(tmp_path, zygote, relu=table + WRITTEN["relu"]).curves["relu"].owner.yours


def test_a_hang_ends_and_the_next_function_is_asked(tmp_path: Path, zygote: Zygote, monkeypatch) -> None:
    exercises = catalogue()
    monkeypatch.setattr(exercises["relu"], "limits", Limits(call=0.3))
    (tmp_path / "a.py").write_text("def relu(z):\n    while True: pass\n" + WRITTEN["tanh"])
    lab = examine([], tmp_path, exercises, zygote)
    assert lab.curves["relu"].notes == ("relu(…) took longer than 0.3 s and was stopped.",)
    assert lab.curves["tanh"].right


def test_a_notebook_is_read_and_only_what_is_needed_of_it_is_run(tmp_path: Path, zygote: Zygote) -> None:
    texts = ["import numpy as np", "1 / 0", WRITTEN["relu"], "def unrelated(): pass", WRITTEN["tanh"]]
    cells = [nbformat.v4.new_code_cell(text) for text in texts]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "n.ipynb")
    lab = examine(["n.ipynb"], tmp_path, catalogue(), zygote)
    assert [name for name, curve in lab.curves.items() if curve.owner.yours and curve.right] == [
        "relu", "relu_derivative", "tanh", "tanh_derivative",
    ]  # fmt: skip


def test_a_name_chooses_what_is_looked_at(tmp_path: Path, zygote: Zygote) -> None:
    lab = lab_of(tmp_path, zygote, "tanh", relu=WRITTEN["relu"], tanh=WRITTEN["tanh"])
    assert [name for name in FUNCTIONS if lab.curves[name].owner.yours] == ["tanh", "tanh_derivative"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("absent.py", "There is no file absent.py here"),
        ("mse.py", "defines none"),
        ("nonsense", "No exercise or function"),
    ],
)
def test_a_name_that_stands_for_nothing_is_refused(tmp_path: Path, zygote: Zygote, name: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        lab_of(tmp_path, zygote, name, mse="def mean_squared_error(y_true, y_pred): return 0.0")


def test_the_lessons_are_worked_out_from_the_curves(tmp_path: Path, zygote: Zygote) -> None:
    lessons = " ".join(sheet_of(lab_of(tmp_path, zygote)).lessons)
    assert f"relu 1, sigmoid {0.25**10:.2g}, tanh 1" in lessons
    # sigmoid'(z) = 1/(4 cosh²(z/2)) and tanh'(z) = 1/cosh²(z) are 0.05 at these z.
    assert f"|z| > {2 * np.arccosh(np.sqrt(5)):.1f} for sigmoid" in lessons
    assert f"|z| > {np.arccosh(np.sqrt(20)):.1f} for tanh" in lessons


def test_pages_and_pictures_of_wrong_and_hostile_functions(tmp_path: Path, zygote: Zygote) -> None:
    text = (
        "import numpy as np\ndef relu(z): return z * 1e300\ndef relu_derivative(z): return np.full_like(z, np.nan)\n"
        "def tanh(z): return '<script>'\ndef sigmoid(z): raise ValueError('<b>$x$</b>')\nprint('<i>')\n"
    )
    lab = lab_of(tmp_path, zygote, a=text)
    page = drawn(lab, "html").decode()
    assert_sound_page(page)
    assert "&lt;b&gt;$x$&lt;/b&gt;" in page
    assert "<i>" not in page
    assert activations_png(lab).startswith(b"\x89PNG")
