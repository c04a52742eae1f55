"""Define ``coach dev``, which serves this checkout for developers, with a demo account.

The database is in a folder of its own, so that no real data is touched. Flask's own server runs
with its debugger, and restarts when a Python file, template, style, script or lesson is saved. The
port stays open meanwhile, so the next load waits and shows what was saved.
"""

import os
from pathlib import Path

import click
from flask.cli import run_command

from coach import create_app, demo, paths
from coach.config import Settings, load
from coach.maintenance import upgrade

HOST = "127.0.0.1"  # the debugger runs any code it is sent, so no other machine may reach it
FOLDERS = (paths.TEMPLATES, paths.CONTENT, paths.STATIC)
# set in the process that serves, not in the one that watches the files
IN_CHILD = "WERKZEUG_RUN_MAIN"


@click.command()
@click.option("--port", default=8002, show_default=True, help="Port on this machine.")
@click.option("--instance", type=click.Path(path_type=Path), help="The folder for the data.")
@click.pass_context
def dev(context: click.Context, port: int, instance: Path | None) -> None:
    """Run a server for developers. It has a demo account and a debugger."""
    os.environ["FLASK_DEBUG"] = "1"
    os.environ["COACH_INSTANCE"] = str(instance or paths.default_instance() / "dev")
    if not os.environ.get(IN_CHILD):
        _prepare(load(os.environ))
        click.echo(f"Sign in as {demo.DEMO_ADDRESS} with the password: {demo.DEMO_PASSWORD}")
    context.invoke(
        run_command,
        host=HOST,
        port=port,
        reload=True,
        debugger=True,
        with_threads=True,
        extra_files=watched(),
    )


def watched() -> list[str]:
    """Return the files, besides Python modules, whose change restarts the server."""
    return [str(path) for folder in FOLDERS for path in folder.rglob("*") if path.is_file()]


def _prepare(settings: Settings) -> None:
    """Upgrade the database to the newest schema, and fill it the first time."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    upgrade.to_newest(settings)
    app = create_app(settings)
    if not demo.exists(app):
        demo.fill(app)
