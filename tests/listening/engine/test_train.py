"""Training on very few invented examples: the same data, the same bytes."""

from pathlib import Path

from coach.dev.listening.corpus import ACTS, Example
from coach.dev.listening.train import train
from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.embedder import Embedder
from coach.listening.engine.classifier.vectors import CachingEmbedder
from coach.listening.exercise import Heard, KeyPoint

SAID = {
    "question": ("What worries you most?", "Did they tell you?", "How was it?"),
    "reflection": ("You heard last.", "They went round you.", "It was the third time."),
    "therapist_input": ("You should ask.", "The rule is thirty days.", "Write it down."),
    "other": ("Oh no.", "I had that once.", "Well done, I am proud."),
}


def examples(writer: str, groups: int, acts: tuple[str, ...]) -> list[Example]:
    found = []
    for group in range(groups):
        heard = Heard(f"They told me last, for time {group}.", (KeyPoint("0", "She heard last."),))
        for main, replies in SAID.items():
            for i, reply in enumerate(replies):
                labels = {act: (i + len(act)) % 3 == 0 for act in acts}
                kind = ("open", "closed")[i % 2] if main == "question" else "none"
                covered = frozenset({0} if main == "reflection" and i == 0 else ())
                name = f"{writer}-{group}"
                found.append(
                    Example(f"{name}-{main}-{i}", name, writer, heard, reply, labels, kind, main,
                            covered)
                )  # fmt: skip
    return found


def test_the_same_examples_give_the_same_bytes(embedder: Embedder, tmp_path: Path) -> None:
    talk = examples("talk", 5, ("question", "reflection", "input"))
    work = [*examples("a", 3, ACTS), *examples("b", 3, ACTS)]
    for folder in ("one", "two"):
        made = train(talk, work, CachingEmbedder(embedder), {})
        heads.write(made, tmp_path / folder)
    for name in ("weights.npz", "weights.json"):
        first, second = ((tmp_path / f / name).read_bytes() for f in ("one", "two"))
        assert first == second
