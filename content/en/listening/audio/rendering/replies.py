"""Speak planned replies for the spoken test set: one WAV each, which stays out of the repository.

    python replies.py --voices FOLDER --plan PLAN.jsonl --most 120 TARGET

``coach.dev.listening.spoken`` writes the plan, and recognises and scores what was spoken. A reply
with a word that misaki does not know is passed over. TARGET gets ``ID.wav`` (24 kHz, mono) and
``spoken.jsonl``, the rows of the plan that were spoken.
"""

import argparse
import json
import tomllib
import wave
from pathlib import Path

import numpy as np
from render import HERE, RATE, Phonemes, Sound, Speaker, model, spoken, voice


def write_wav(sound: Sound, path: Path) -> None:
    """Write 16 bits a sample."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def main() -> None:
    """Speak the replies in the plan's order, until there are enough."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voices", type=Path, required=True)
    parser.add_argument("--plan", type=Path, required=True)
    parser.add_argument("--most", type=int, default=120)
    parser.add_argument("target", type=Path)
    asked = parser.parse_args()
    cast = tomllib.loads((HERE / "cast.toml").read_text(encoding="utf-8"))
    session = model()
    readers = {
        british: Phonemes(british, cast["say"] | (cast["say_british"] if british else {}))
        for british in (False, True)
    }
    asked.target.mkdir(parents=True, exist_ok=True)
    count = 0
    with (asked.target / "spoken.jsonl").open("w", encoding="utf-8") as kept:
        for line in asked.plan.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            reader = readers[row["voice"].startswith("b")]
            try:
                said = [(reader.of(words), pause) for words, pause in row["pieces"]]
            except SystemExit as error:
                print(row["id"], error, flush=True)
                continue
            speaker = Speaker(session, voice(asked.voices, row["voice"]))
            sound, _ = spoken(speaker, said, row["speed"])
            write_wav(sound, asked.target / f"{row['id']}.wav")
            print(line, file=kept, flush=True)
            count += 1
            if count == asked.most:
                break
    print(count, "spoken")


if __name__ == "__main__":
    main()
