"""What scores mean for an organisation: findings, gaps, priorities, marks. It computes no score.

- `findings`: the values that come out.
- `rounds`: `assess` and `assess_group`, which put them together for one round, or for one group of a batch.
- `case`: the round on the table, scored once; every finding reads from it. Three makers: `people_case`, from people's
  responses, `counted_case`, from what a batch counted (3.18), and `agreed_case`, from what a room agreed on.
- `agreed_findings`: what was agreed, beside the votes. `resampling`: levels of resampled people (3.8).
- `suppression`, `roles`: what may be shown, of the whole and of groups in it (method 3.10).
- `group_tree`, `published_groups`, `group_sums`: what may be told of groups within groups, and the sums that are left.
- `standings`, `targets`: score, interval, target and gap of sections and the whole (3.5, 3.7, 3.8).
- `ambition`: targets from what was decided in the ambition part of another questionnaire (3.7).
- `ambition_findings`: targets beside scores, guard rails, and the advice on the little extra (3.7, 4.5).
- `customers`, `role_gaps`: the organisation beside its customers, leaders beside staff (3.11, 3.12).
- `register_rows`: rows of registers, typed. `frustrations`, `mistakes`, `light_bulbs`, `case_audit`, `always_quotes`:
  what is counted and never scored (2.1).
- `replies`, `comments`: what each person replied to what they were asked, and wrote beside it.
- `certainty`: how sure the level is, by resampling people (3.8).
- `item_findings`, `section_findings`, `gate_findings`, `agreement`: method 3.3, 3.6, 3.9.
- `elsewhere`: what other rounds of the same organisation say.
- `basics`, `marks`: what is checked elsewhere, and what stands beside the level (3.6).
- `priorities`, `expectation`: what to do first, and where it leads (3.14). `plan_rules`: what a plan keeps to (4.6).
- `months`: calendar months.
"""

from servicecheck.assessment.basics import Basics
from servicecheck.assessment.elsewhere import Elsewhere, OtherRound
from servicecheck.assessment.findings import Assessment
from servicecheck.assessment.rounds import assess, assess_group

__all__ = ["Assessment", "Basics", "Elsewhere", "OtherRound", "assess", "assess_group"]
