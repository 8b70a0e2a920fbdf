"""A whole network in one notebook, as people hand it in: plots, training and shell lines are in nobody's way."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.commands.test_grading import run
from tests.grading import catalogue
from tests.submissions.test_attempts import notebook

PLOTS = """
%matplotlib inline
fig, axes = plt.subplots(1, 3)
for axis, (name, data) in zip(axes, generate_datasets().items()):
    axis.scatter(data['X'], data['y'])
plt.show()
"""
TRAINING = """
results = {}
for name, data in generate_datasets().items():
    results[name] = train_network(data['X'], data['y'], [1, 10, 10, 1], num_epochs=10**9)
print(results)
"""


def whole_network(path: Path) -> Path:
    """Write every reference into one notebook, with what usually stands between the functions."""
    cells = [
        "import numpy as np\nimport matplotlib.pyplot as plt\nimport seaborn_is_not_here\nnp.random.seed(42)",
        "!pip list",
    ]
    for exercise in catalogue():
        text = exercise.solution_path.read_text(encoding="utf-8")
        cells += [text, f"print('{exercise.name} done')"]
    return notebook(path, *cells, PLOTS, TRAINING, "%%bash\nrm -rf nothing")


def test_all_of_it_is_graded_and_none_of_the_rest_is_run(tmp_path: Path) -> None:
    whole_network(tmp_path / "whole.ipynb")
    began = time.monotonic()
    done = run("grade", "whole.ipynb", "--json", cwd=tmp_path)
    assert time.monotonic() - began < 60
    exercises = json.loads(done.stdout)["submissions"][0]["exercises"]
    assert {e["name"]: e["verdict"] for e in exercises} == {e.name: "passed" for e in catalogue()}
    assert not any("done" in exercise["printed"] for exercise in exercises)
    assert done.returncode == 0
