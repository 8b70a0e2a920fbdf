"""The command ``gradlings``: a group that imports a command only when it is called.

Commands parse, call and print; what they do lives elsewhere. An error of the kit's is shown here, once, as one
sentence.
"""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys

import click

import grader
from grader.commands.style import complain, say, write_in_any_encoding
from grader.errors import GradlingsError
from grader.plaintext import plain

INTERRUPTED = 130  # what a shell reports for Ctrl-C
_NOT_OUR_FAULT = {  # but a disk's, or whoever's folder it is
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENAMETOOLONG,
    errno.ENOTDIR, errno.EISDIR,
}  # fmt: skip

# name → (module, one line of help), by who uses it: `--help` lists commands without importing them.
SECTIONS = {
    "Practise": {
        "init": ("init", "Make a workspace to practise in."),
        "watch": ("watch", "Check each file as you save it; in a workspace, `gradlings` alone does."),
        "list": ("listing", "Show the exercises."),
        "check": ("check", "Grade your own work in this folder."),
        "hint": ("hint", "Show the next hint."),
        "solution": ("solution", "Show the reference beside your own code."),
        "reset": ("reset", "Put a stub back; your work is kept aside."),
        "progress": ("progress", "Show what you have done, as a table or a picture."),
        "lab": ("lab", "Look into your own functions: curves, gradients and training beside the kit's."),
        "quiz": ("quiz", "Answer what interviewers ask besides code."),
        "review": ("review", "See what is due for review, and begin."),
        "card": ("card", "Show the formulas on one card, or write it as a page to print."),
        "interview": ("interview", "Take a mock interview against the clock, with a score card."),
        "unpack": ("unpack", "Unpack an interview pack into a folder."),
    },
    "Teach and interview": {
        "grade": ("grade", "Grade files, notebooks and folders of submissions."),
        "export": ("export", "Write exercises as notebooks, or for the platform a course runs on."),
        "pack": ("pack", "Pack exercises for an interview."),
        "similar": ("similar", "Rank pairs of submissions that share unusual code."),
    },
    "Write exercises": {
        "dev": ("dev", "Begin exercises, and prove their suites."),
    },
    "Set up": {
        "doctor": ("doctor", "Test the walls around candidate code on this machine."),
        "completion": ("completion", "Print the shell completion script."),
    },
}
COMMANDS = {name: entry for section in SECTIONS.values() for name, entry in section.items()}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"grader.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        _keep_examples_apart(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        widest = max(map(len, COMMANDS))
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), line) for name, (_, line) in commands.items()])


def _keep_examples_apart(command: click.Command) -> None:
    """Let examples in help stand a line each, in commands of commands too.

    Docstrings with a backslash are raw, by our linter's rule; click wants the control character.
    """
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _keep_examples_apart(inner)


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `gradlings init practice`, go there, and run `gradlings`.",
    invoke_without_command=True,
)
@click.version_option(grader.__version__, prog_name="gradlings")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Practise building machine learning from scratch in numpy, and be told which mistake it was."""
    if ctx.invoked_subcommand is not None:
        return
    from grader.commands.watch import command as watch
    from grader.commands.watch import in_workspace

    if in_workspace():
        ctx.invoke(watch)
    else:
        say(ctx.get_help())


def main() -> None:
    """Run the command line; whatever goes wrong becomes one sentence and an exit code."""
    write_in_any_encoding()
    try:
        code = cli.main(prog_name="gradlings", standalone_mode=False)
    except click.ClickException as error:
        _show(error)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("Interrupted; nothing was changed.")
        code = INTERRUPTED
    except GradlingsError as error:
        complain(error)
        code = error.exit_code
    except Exception as error:
        if os.environ.get("GRADLINGS_DEBUG"):
            raise
        complain(_what_went_wrong(error))
        code = GradlingsError.exit_code
    sys.exit(code if isinstance(code, int) else 0)


def _what_went_wrong(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _NOT_OUR_FAULT:
        return f"{error.filename or 'The output'} cannot be read or written: {(error.strerror or 'unknown').lower()}."
    return f"The kit is at fault: {type(error).__name__}: {error}. Set GRADLINGS_DEBUG=1 to see where."


def _show(error: click.ClickException) -> None:
    """Print click's own words; a file of a candidate's may be named like an option."""
    words = io.StringIO()
    error.show(words)
    say(plain(words.getvalue()).rstrip(), err=True)
