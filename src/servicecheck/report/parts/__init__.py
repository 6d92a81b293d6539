"""The parts of a report, as a template sees them: words, printed figures and drawings, nothing left to work out.

Every text is in the reader's language and every figure is already rounded and written the language's way. No part is
named like a method of a dict, because templates get them as dicts.
"""

from servicecheck.report.parts.agreed import Agreed, AgreedGroup, AgreedRow, AgreedTable, SplitRow
from servicecheck.report.parts.ambition import Advice, Ambition, TargetRow, Targets, Tension
from servicecheck.report.parts.customers import Cases, Customers, Quotation, QuotationGroup, Quotations
from servicecheck.report.parts.detail import (
    Agreement,
    AnswerGroup,
    AnswerRow,
    Answers,
    AnswerTable,
    Area,
    Areas,
    Choice,
    Count,
    ItemBlock,
    Method,
)
from servicecheck.report.parts.overview import Overview, Side
from servicecheck.report.parts.registers import Counted, FirstRow, FirstRows, Frustrations, Registers
from servicecheck.report.parts.sheets import Anchor, Sheet, SheetItem, Sheets
from servicecheck.report.parts.steps import StepCell, StepPart, Steps, StepSheet
from servicecheck.report.parts.tables import Chart, Fact, Figure, Heading, Row, Run, Sentence, Sign
from servicecheck.report.parts.verdict import (
    Basics,
    Cover,
    FirstAction,
    Foreword,
    GateRow,
    Gates,
    InShort,
    Requirement,
    Standing,
)
from servicecheck.report.parts.work import Field, Fields, Plan, PlanRow, Priorities, Ranked

__all__ = [
    "Advice",
    "Agreed",
    "AgreedGroup",
    "AgreedRow",
    "AgreedTable",
    "Agreement",
    "Ambition",
    "Anchor",
    "AnswerGroup",
    "AnswerRow",
    "AnswerTable",
    "Answers",
    "Area",
    "Areas",
    "Basics",
    "Cases",
    "Chart",
    "Choice",
    "Count",
    "Counted",
    "Cover",
    "Customers",
    "Fact",
    "Field",
    "Fields",
    "Figure",
    "FirstAction",
    "FirstRow",
    "FirstRows",
    "Foreword",
    "Frustrations",
    "GateRow",
    "Gates",
    "Heading",
    "InShort",
    "ItemBlock",
    "Method",
    "Overview",
    "Plan",
    "PlanRow",
    "Priorities",
    "Quotation",
    "QuotationGroup",
    "Quotations",
    "Ranked",
    "Registers",
    "Requirement",
    "Row",
    "Run",
    "Sentence",
    "Sheet",
    "SheetItem",
    "Sheets",
    "Side",
    "Sign",
    "SplitRow",
    "Standing",
    "StepCell",
    "StepPart",
    "StepSheet",
    "Steps",
    "TargetRow",
    "Targets",
    "Tension",
]
