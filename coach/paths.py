"""Locate the files: beside the package in a checkout, inside it in an installed wheel."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
IN_CHECKOUT = (PACKAGE.parent / "pyproject.toml").is_file()
HOME = PACKAGE.parent if IN_CHECKOUT else PACKAGE

TEMPLATES = HOME / "templates"
CONTENT = HOME / "content"
STATIC = PACKAGE / "static"
MIGRATIONS = PACKAGE / "migrations"


def default_instance() -> Path:
    """Return the default folder for the data: ``instance/`` in a checkout.

    A wheel's data must not be inside its virtual environment, so there it is
    ``$XDG_DATA_HOME/good-terms`` (XDG Base Directory Specification).
    """
    if IN_CHECKOUT:
        return HOME / "instance"
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "good-terms"
