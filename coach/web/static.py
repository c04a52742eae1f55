"""Serve static files from memory, under a URL with a hash of their content.

Browsers may cache them for ever. Templates write ``asset("css/app.css")``.
"""

import hashlib
import mimetypes
from pathlib import Path

from flask import Flask, Response, abort

mimetypes.add_type("font/woff2", ".woff2")  # missing in the type tables of some machines


def install(app: Flask, folder: Path) -> None:
    """Serve the folder's files from memory, and add ``asset`` to the templates."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

    prefix = f"/static/{fingerprint(files)}/"

    def asset(name: str) -> str:
        """Return the URL of a file: ``asset("css/app.css")``."""
        return prefix + name

    app.jinja_env.globals["asset"] = asset
    app.jinja_env.filters["asset"] = asset  # of a constant, worked out once

    @app.get(f"{prefix}<path:filename>", endpoint="static")
    def _static(filename: str) -> Response:
        body = files.get(filename) or abort(404)
        kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
        return Response(body, mimetype=kind)


def fingerprint(files: dict[str, bytes]) -> str:
    """Return ten hexadecimal digits that change whenever a file's name or content does."""
    digest = hashlib.sha256()
    for name, body in files.items():
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()[:10]
