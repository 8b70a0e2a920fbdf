"""Linking files into one network: what a name means in each of them."""

from __future__ import annotations

import pytest

from grader.lab.linker import TRAIN, link


def file(text: str, *owned: str, label: str = "a.py"):
    """Return a file of one chunk."""
    return [(label, text, None)], list(owned)


def test_each_file_calls_the_functions_of_the_others() -> None:
    functions = link([file("def f(): return 1", "f"), file("def g(): return f() + 1", "g")], ["f", "g"], own_loop=False)
    assert functions["g"]() == 2


def test_helpers_of_one_name_do_not_meet() -> None:
    files = [
        file("def help(): return 'f'\ndef f(): return help()", "f"),
        file("def help(): return 'g'\ndef g(): return help()", "g"),
    ]
    functions = link(files, ["f", "g"], own_loop=False)
    assert (functions["f"](), functions["g"]()) == ("f", "g")


def test_a_copy_that_a_file_brings_along_gives_way_to_the_owners_in_tables_too() -> None:
    stub = "def f(): return 'copy'\nTABLE = {'f': f}\ndef g(): return f() + TABLE['f']()"
    functions = link([file("def f(): return 'own'", "f"), file(stub, "g")], ["f", "g"], own_loop=False)
    assert functions["g"]() == "ownown"


def test_the_last_owner_counts_so_that_the_kits_functions_come_first() -> None:
    functions = link([file("def f(): return 'kit'", "f"), file("def f(): return 'own'", "f")], ["f"], own_loop=False)
    assert functions["f"]() == "own"


def test_what_nobody_has_written_says_so() -> None:
    with pytest.raises(NotImplementedError):
        link([], ["f"], own_loop=False)["f"]()


def test_a_file_that_ends_itself_keeps_what_it_has_defined_by_then() -> None:
    files = [file("def f(): return 1\nraise SystemExit\ndef f(): return 2", "f")]
    assert link(files, ["f"], own_loop=False)["f"]() == 1


def test_of_a_notebook_only_the_statements_that_are_kept_are_run() -> None:
    files = [([("cell 1", "1 / 0\ndef f(): return 1", [1])], ["f"])]
    assert link(files, ["f"], own_loop=False)["f"]() == 1


def test_a_future_import_holds_for_the_whole_file() -> None:
    text = "from __future__ import annotations\ndef f(x: NoSuchName): return x"
    assert link([file(text, "f")], ["f"], own_loop=False)["f"](3) == 3


def test_a_history_of_thousands_travels_as_an_array_and_a_broken_one_as_it_is() -> None:
    for history, kind in (("[1.0] * 9", "ndarray"), ("[None]", "ndarray"), ("['a']", "list"), ("[[1.0], []]", "list")):
        text = f"def train_network(X, y, layers, **options): return {{}}, {history}"
        functions = link([file(text, "train_network")], ["train_network"], own_loop=True)
        _, losses = functions[TRAIN](None, None, [1, 1], 0.1, 1, "relu", "he", 0)
        assert type(losses).__name__ == kind
