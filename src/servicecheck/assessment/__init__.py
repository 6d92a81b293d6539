"""What scores mean for an organisation: findings, gaps, priorities, marks. It computes no score.

- `findings`: the values that come out.
- `rounds`: `assess`, which puts them together for one round.
- `case`: the round on the table, scored once; every finding reads from it.
- `suppression`, `roles`: what may be shown, of the whole and of groups in it (method 3.10).
- `standings`, `targets`: score, interval, target and gap of sections and the whole (3.5, 3.7, 3.8).
- `ambition`: targets from what was decided in the ambition part of another questionnaire (3.7).
- `certainty`: how sure the level is, by resampling people (3.8).
- `item_findings`, `section_findings`, `gate_findings`, `agreement`: method 3.3, 3.6, 3.9.
- `basics`, `marks`: what is checked elsewhere, and what stands beside the level (3.6).
- `priorities`, `expectation`: what to do first, and where it leads (3.14).
"""

from servicecheck.assessment.basics import Basics
from servicecheck.assessment.findings import Assessment
from servicecheck.assessment.rounds import assess

__all__ = ["Assessment", "Basics", "assess"]
