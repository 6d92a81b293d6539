"""A report as a row of blocks, in the order of its pages."""

from collections.abc import Callable
from typing import Any, Final

from servicecheck.language import Words
from servicecheck.report.context import Context
from servicecheck.report.twins import agreed, detail, people, steps, verdict, work
from servicecheck.report.twins.blocks import Block

_SECTIONS: Final[dict[str, Callable[[Any, Words], list[Block]]]] = {
    "in_short": verdict.in_short,
    "foreword": verdict.foreword,
    "standing": verdict.standing,
    "agreed": agreed.agreed,
    "basics": verdict.basics,
    "areas": detail.areas,
    "agreement": detail.agreement,
    "customers": people.customers,
    "ambition": people.ambition,
    "registers": people.registers,
    "priorities": work.priorities,
    "plan": work.plan,
    "since": work.since,
    "method": detail.method,
    "answers": detail.answers,
    "steps": steps.steps,
}
"""What each section of a context becomes; a test says when one of them is missing here."""


def outline(context: Context) -> list[Block]:
    """Everything that an editable document says."""
    words = Words(context.language)
    blocks = verdict.cover(context.cover)
    for name, blocks_of in _SECTIONS.items():
        part = getattr(context, name)
        if part is not None:
            blocks += blocks_of(part, words)
    return blocks
