"""Define ``coach content preview``, which shows the course as learners will see it.

Each request reads the files again, open pages reload when a file is saved, and every page ends with
the faults. The database is temporary.
"""

from pathlib import Path
from socket import create_server, socket
from tempfile import TemporaryDirectory
from zlib import crc32

import click
from flask import Flask, Response, current_app, render_template, request

from coach import create_app
from coach.config import Settings
from coach.content import loader as catalogue
from coach.content.commands import FOLDER, all_faults, told
from coach.maintenance import upgrade

HOST = "127.0.0.1"
MOST = 40  # maximum number of faults on a page


@click.command()
@FOLDER
@click.option("--port", default=8001, show_default=True, help="Port on this machine.")
@told()
def preview(folder: Path, port: int) -> None:
    """Show the course while you write it; saved files are shown at once."""
    import waitress

    with TemporaryDirectory(prefix="coach-preview-") as instance:
        settings = Settings(instance=Path(instance), port=port)
        upgrade.to_newest(settings)
        app = create_app(settings)
        follow(app, folder)
        with _listening(port) as listening:
            click.echo(f"The preview of {folder} is at {address(port)} (Ctrl-C stops it)")
            waitress.create_server(app, sockets=[listening], threads=8, ident="").run()


def address(port: int) -> str:
    """Return the address of the preview's first page."""
    return f"http://{HOST}:{port}/learn"


def _listening(port: int) -> socket:
    """Return a socket on this port. End the command with one sentence if the port is not free."""
    try:
        return create_server((HOST, port))
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or error
        click.echo(f"Cannot listen on {HOST}:{port}: {said}.", err=True)
        raise SystemExit(1) from None


def follow(app: Flask, folder: Path) -> None:
    """Make the app show this folder in its present state, with its faults."""

    @app.before_request
    def read_anew() -> None:
        if request.endpoint != "static":
            current_app.extensions["catalogue"] = catalogue.survey(folder).catalogue

    @app.get("/preview/stamp")
    def stamp() -> str:
        """Return a text that changes when a content file changes."""
        return state(folder)

    @app.after_request
    def with_faults(answer: Response) -> Response:
        if answer.mimetype == "text/html" and not answer.direct_passthrough:
            faults = all_faults(folder)
            context = {"faults": faults[:MOST], "more": len(faults) - MOST, "stamp": state(folder)}
            part = render_template("lessons/preview.html", **context)
            answer.set_data(answer.get_data(as_text=True).replace("</body>", part + "</body>"))
        return answer


def state(folder: Path) -> str:
    """Return a short text that changes when a content file changes."""
    return f"{crc32(repr(catalogue.stamp(folder)).encode()):08x}"
