"""Hostile text, and a folder of submissions that holds it in every place a candidate controls.

``PWNED`` stands where a payload would show that it worked: a script that ran sets it, a request asks for it, a forged
line begins with it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

PWNED = "PWNED"
LEAK = "http://127.0.0.1:9/PWNED"  # tests that listen put their own address here

HOSTILE = {
    "colour": "\x1b[31mred\x1b[0m",
    "clear the screen": "\x1b[2J\x1b[HPWNED",
    "cursor up": "\x1b[1A\x1b[2KPWNED 10/10",
    "title": "\x1b]0;PWNED\x07",
    "link": "\x1b]8;;http://127.0.0.1:9/PWNED\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;UFdORUQ=\x07",
    "device control": "\x1bPq#0;2;0;0;0#0!100~\x1b\\",
    "eight bit": "\x9b2J\x9d0;PWNED\x9c\x90q\x9c\x9bHPWNED",
    "alternate screen": "\x1b[?1049hPWNED",
    "bell": "ring\x07\x07",
    "backspace": "0/10\b\b\b\bPWNED 10/10",
    "carriage return": "0/10\rPWNED 10/10",
    "line feed": "x\nPWNED 10/10",
    "vertical tab and form feed": "x\x0bPWNED\x0cPWNED\x85PWNED\x1cPWNED",
    "separators": "x\u2028PWNED\u2029PWNED",
    "bidi override": "abc\u202e01/01 DENWP\u202c",
    "bidi embeddings": "\u202a\u202b\u202dabc\u202c\u061c\u200e\u200f",
    "bidi isolates": "\u2066\u2067\u2068abc\u2069",
    "zero width": "al\u200bi\u200cc\u200de\u2060\ufeff\u00ad",
    "tags": "x" + "".join(chr(0xE0000 + ord(letter)) for letter in "PWNED"),
    "variation selectors": "x" + "".join(chr(0xE0100 + ord(letter)) for letter in "PWNED"),
    "fillers": "\u115f\u1160\u3164\uffa0\u034f\u17b5",
    "zalgo": "h" + "\u0301\u0489\u20dd" * 200 + "e",
    "leading mark": "\u0338=1+1",
    "private use": "\ue000\U000f0000\U0010fffd",
    "no characters": "\x00\ufffe\uffff\ufdd0\U0001ffff",
    "surrogates": "\ud800\udc00 \udfff",
    "script": "</script><script>document.title='PWNED'</script><img src=http://127.0.0.1:9/PWNED onerror=alert(1)>",
    "out of an attribute": "\" onmouseover=\"document.title='PWNED'\" style=\"background:url(http://127.0.0.1:9/PWNED)",
    "out of an attribute, single": "' autofocus onfocus='document.title=`PWNED`' x='",
    "out of everything": "</pre></bdi></td></table></details></style></title><iframe src=javascript:alert(1)></iframe>",
    "svg": "<svg onload=document.title='PWNED'><use href=http://127.0.0.1:9/PWNED#x></svg>",
    "style": "<style>*{background:url(http://127.0.0.1:9/PWNED)}</style><link rel=stylesheet href=//127.0.0.1:9/PWNED>",
    "refresh": "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/PWNED'><base href=http://127.0.0.1:9/>",
    "comment": "<!-- --!> <!--> <![CDATA[ <?php PWNED ?>",
    "entity": "&lt;b&gt; &#60;b&#62; &amp;amp; &PWNED; &#x0;",
    "template": "{{7*7}} {% include '/etc/passwd' %} {{ config }} ${7*7} #{7*7} <%= 7*7 %>",
    "cdata end": "]]>PWNED<x/>",
    "entity declaration": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "json": '"}],"score":1000,"x":[{"\\',
    "hyperlink": '=HYPERLINK("http://127.0.0.1:9/PWNED","click")',
    "command": "+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "space": "  =1+1",
    "full width": "＝1+1",
    "full width plus": "＋1+1",
    "small form": "﹦1+1",
    "minus sign": "−1+1",
    "next cell": 'x;=1+1;"";=1+1&"";\'=1+1',
    "quotes": "\"=1+1\",\"x\"\"\n=1+1\n\"",
    "comma": "x,=1+1,\n=1+1",
    "one long line": "A" * 1_000_000,
    "one long word of wide characters": "漢" * 5_000,
    "format": "%s%n {0.__class__} {x!r}",
    "markup of rich": "[bold red]PWNED[/] [link=http://127.0.0.1:9/PWNED]x[/link]",
}  # fmt: skip

FRIENDLY = {
    "german": "Jürgen Groß",
    "combining": "e\u0301",
    "hebrew": "שָׁלוֹם",
    "arabic": "مرحبا",
    "hindi": "नमस्ते",
    "thai": "สวัสดี",
    "chinese": "张伟",
    "korean": "김철수",
    "emoji": "🎉 ❤️ 1️⃣ 🇩🇪 👩‍💻 👍🏽",
    "mathematics": "∂L/∂W ≤ 10⁻⁷ · √2 × π − ½",
}

_RUNTIME = """import warnings
import numpy as np

P, NAME = {payload}, {name}

class Error(Exception):
    pass
Error.__name__ = NAME

class Thing:
    pass
Thing.__name__ = NAME

def relu(z):  # {comment}
    print(P)
    raise Error(P)  # {comment}

relu.__code__ = relu.__code__.replace(co_name=NAME)

def relu_derivative(z):
    print("x\\n" + P)
    return Thing()

def sigmoid(z):
    warnings.warn(P)
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))

def sigmoid_derivative(z):
    return np.zeros(z.shape, dtype=[(NAME, float)])

def tanh(z):
    return P

def tanh_derivative(z):
    return np.full(z.shape, P[:500])

def mean_squared_error(y_true, y_pred):
    return {{P: [P]}}

def mean_squared_error_derivative(y_true, y_pred):
    raise KeyError(P)

def update_parameters(parameters, gradients, learning_rate):
    parameters[P] = 1
    return {{**parameters, "A0": P}}

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    return {{P: np.zeros((2, 2)), NAME: P}}

def epochs_to_converge(loss_history, tolerance=0.1):
    raise type(NAME, (SystemExit,), {{}})(P)
"""
_AT_IMPORT = "print({payload})\ndef relu(z):\n    return z\nraise ImportError({payload})\n"
_SYNTAX = "def relu(z):\n    return z\nx = = 1  # {comment}\n"


def write_submissions(folder: Path) -> int:
    """Write submissions that hold each hostile text in every place, and return how many."""
    for number, (title, payload) in enumerate((HOSTILE | FRIENDLY).items()):
        label = f"{number:02} {title}"
        texts = {
            "payload": ascii(payload),
            "name": ascii(in_a_type_name(payload)),
            "comment": in_one_line(payload),
        }
        for kind, text in {"runs": _RUNTIME, "imports": _AT_IMPORT, "syntax": _SYNTAX}.items():
            (folder / f"{label} {kind}.py").write_text(text.format(**texts), encoding="utf-8")
        # As a name: of a file, of a notebook and so of its cells, of a folder and of the files in it.
        name = in_a_file_name(payload)
        (folder / f"{name}.py").write_text("def relu(z): return z\n", encoding="utf-8")
        cells = [{"cell_type": "code", "source": f"def relu(z):\n    raise ValueError  # {in_one_line(payload)}"}]
        (folder / f"{name}.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
        (folder / name).mkdir()
        for inner in ("a", name):
            (folder / name / f"{inner}.py").write_text("def relu(z): return = z\n", encoding="utf-8")
    return sum(1 for path in folder.rglob("*") if path.is_file())


def in_a_file_name(payload: str) -> str:
    """Return as much of ``payload`` as a file name can hold, beginning as it does."""
    data = os.fsencode(payload.replace("\0", "").replace("/", "∕").encode("utf-8", "replace").decode())[:180]
    return data.decode("utf-8", "ignore")


def in_a_type_name(payload: str) -> str:
    """Return as much of ``payload`` as the name of a class can hold."""
    return (payload.replace("\0", "").encode("utf-8", "replace").decode())[:200] or "x"


def in_one_line(payload: str) -> str:
    """Return as much of ``payload`` as a line of a source file can hold."""
    ends = dict.fromkeys(map(ord, "\0\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
    return payload.encode("utf-8", "replace").decode().translate(ends)[:50_000]
