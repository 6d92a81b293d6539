"""Sentences in pieces: a catalogue's sentence with some of its placeholders in bold."""

import re
from typing import Final

from servicecheck.language import NO_BREAK_SPACE, Words
from servicecheck.report.parts import Run, Sentence

# Private use characters: they mark where bold begins and ends, and are taken out of everything that is filled in.
_BEGIN: Final = "\ue000"
_END: Final = "\ue001"
# 54 of 100 stays on one line.
_OF: Final = re.compile(r"(?<=\d) (of|af|av) (?=\d)")
_PIECES: Final = re.compile(f"{_BEGIN}(.*?){_END}", re.DOTALL)


def sentence(words: Words, key: str, /, strong: tuple[str, ...] = (), **values: object) -> Sentence:
    """The words under *key*, with the values named in *strong* in bold."""
    marked = {name: _marked(value, name in strong) for name, value in values.items()}
    return in_pieces(words(key, **marked))


def in_pieces(text: str) -> Sentence:
    """*text* cut where bold begins and ends."""
    pieces = _PIECES.split(_OF.sub(f"{NO_BREAK_SPACE}\\1{NO_BREAK_SPACE}", text))
    runs = [Run(piece, strong=bool(index % 2)) for index, piece in enumerate(pieces) if piece]
    return Sentence(tuple(runs))


def first_sentence(text: str) -> str:
    """What stands before the first full stop that ends a sentence, without that stop."""
    return re.split(r"(?<=[.?])\s+(?=[A-ZÆØÅÄÖ»”])", text.strip(), maxsplit=1)[0].removesuffix(".")


def count(text: str) -> int:
    """How many sentences a reader would count."""
    return len(re.findall(r"(?<!\d)[.?][»”“\"]?(?:\s|$)", text)) or 1


def _marked(value: object, is_strong: bool) -> object:
    if not isinstance(value, str):
        return value
    plain = value.replace(_BEGIN, "").replace(_END, "")
    return f"{_BEGIN}{plain}{_END}" if is_strong else plain
