"""``gradlings doctor``: how strong the walls are on this machine."""

from __future__ import annotations

import click

from grader.commands.style import paint, say, terminal_width


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    r"""Test the walls around candidate code on this machine, and say what to do where they do not hold.

    A throw-away worker tries to read and write files, to reach the network, to start processes and so on.

    \b
    Examples:
      gradlings doctor
      gradlings doctor --json

    \b
    Exit code 0: other people's submissions can be graded here.
    Exit code 1: they should not be. 3: no worker could be started.
    """
    from grader.boundary.launch import Zygote

    with Zygote() as zygote:
        from grader.boundary.host import Host
        from grader.boundary.selftest import SelfTest
        from grader.reports.doctor import doctor_record, doctor_text

        with SelfTest(Host(zygote)) as test:
            found = test.measure()
    if as_json:
        import json

        click.echo(json.dumps(doctor_record(found), indent=2))
    else:
        say(doctor_text(found, paint, width=terminal_width()))
    ctx.exit(0 if found.at_least("good") else 1)
