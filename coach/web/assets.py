"""Static files under an address that names their content, so that browsers may keep them."""

import hashlib
from pathlib import Path


def fingerprint(folder: Path) -> str:
    """Return ten hex digits that change whenever any file in the folder does."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
