"""What scores mean for an organisation: findings, gaps, priorities, marks. It computes no score.

- `findings`: the values that come out.
- `rounds`: `assess`, which puts them together for one round.
- `suppression`: what may be shown (method 3.10).
- `standings`: score, interval, target and gap of sections and the whole (3.5, 3.7, 3.8).
- `certainty`: how sure the level is, by resampling people (3.8).
- `item_findings`, `gate_findings`, `agreement`: method 3.3, 3.6, 3.9.
- `priorities`: what to do first, and where it leads (3.14).
"""

from servicecheck.assessment.findings import Assessment
from servicecheck.assessment.rounds import Basics, assess

__all__ = ["Assessment", "Basics", "assess"]
