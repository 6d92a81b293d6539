"""The appendix as blocks: each sheet's figures and formulas, one line after the other."""

from servicecheck.language import Words
from servicecheck.report.parts import StepPart, Steps
from servicecheck.report.twins.blocks import Block, Bullets, Heading, text
from servicecheck.report.twins.charts import heading


def steps(part: Steps, _words: Words) -> list[Block]:
    """How every figure came about."""
    blocks = [*heading(part.heading), *text(part.intro, "lead")]
    for sheet in part.sheets:
        blocks.append(Heading(f"{sheet.title} {sheet.figure}".strip(), 2))
        blocks += [block for one in sheet.parts for block in _shown(one)]
    return [*blocks, *text(part.note, "note")]


def _shown(part: StepPart) -> list[Block]:
    if not part.rows:
        return text(part.text)
    # Rows without heads are a list to whoever listens: each line is whole in itself.
    return [Bullets(tuple(" – ".join(cell.text for cell in row if cell.text) for row in part.rows))]
