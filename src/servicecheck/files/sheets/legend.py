"""What is asked and how it is filled in, to read beside a table of answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from servicecheck.files.sheets.picks import Picks, hint
from servicecheck.spreadsheets import Cell, Line, Page
from servicecheck.telling.asking import Asking, Question

_WIDTHS = (14, 100)


@dataclass(frozen=True)
class Legend:
    """The questions of one form, with what can be typed for each answer."""

    asking: Asking
    picks: Picks

    def page(self) -> Page:
        """A sheet with the instruction, what happens to the answers, and every question with its answers."""
        asking, words = self.asking, self.asking.words
        lines = [Line([None, Cell(asking.title, "title")])]
        lines += [Line([None, Cell(text)]) for text in (words("form_rows"), words("form_yellow"), asking.instruction)]
        lines += [Line([None, Cell(text, "quiet")]) for text in asking.notice]
        for part in asking.parts:
            lines += [Line([]), *([Line([None, Cell(part.title, "heading")])] if part.title else [])]
            lines += [Line([None, Cell(text, "quiet")]) for text in (part.audience, part.note) if text]
            for question in part.questions:
                lines.append(Line([Cell(question.item.id, "strong"), Cell(question.text, "strong")]))
                lines += [Line([Cell(code), Cell(told)]) for code, told in self._answers(question)]
        return Page(words("form_help_sheet"), lines, _WIDTHS, foot=asking.title)

    def note(self, question: Question) -> str:
        """One question with its answers, to look up at the head of its column."""
        return "\n".join([question.text, *(f"{code}  {told}".strip() for code, told in self._answers(question))])

    def _answers(self, question: Question) -> Iterator[tuple[str, str]]:
        """What can be typed, and what it means."""
        item = question.item
        if question.condition:
            yield "", question.condition
        if question.help:
            yield "", question.help
        if item.hint:
            yield "", hint(item, self.asking)
        if item.takes_several:
            yield from self.picks.coded(question)
        else:
            for reply in question.replies:
                between = self.asking.words("iv_in_between") if question.is_anchored else ""
                level = f"{reply.level}: " if reply.level and question.is_anchored else ""
                yield reply.code, f"{level}{reply.words or between}"
        for said in self.picks.not_answers(item):
            yield "", said
