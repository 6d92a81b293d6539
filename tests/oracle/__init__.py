"""The rules of the method a second time, in plain Python and fractions, to hold the scorer to.

It was written from the method's text alone and shares no code with `servicecheck.scoring`: it reads a questionnaire's
data and asks no item what an answer is worth. It is slow and says everything one respondent at a time.

Where the method is silent, this is how it is read (the scorer reads it alike):

- Whoever gave no role is asked everything. A condition on a role is false for scores.
- A value that is worth no points (an option without points, a number under the first band) counts as left blank.
- Not knowing an item moves that item's bounds only for respondents who count in the item's section.
- A section is not applicable only if nobody had an applicable item there. What has no weight counts for the half rule,
  but makes no section applicable and rates none.
- That half of a group's items have an answer counts the items that apply to anybody; with `coverage: all` every one
  of those needs an answer, with `any` one is enough, and a ladder needs none of this.
- The range of a group's section is the mean of the ranges of those who count there; if nobody does, of those whom the
  section concerns.
- A ladder is rated when any rung has a reply, an answer or "don't know". The points of the passed rungs' answers add to
  its start. Rungs behind the stop are hidden, but still belong to what could have been reached; its upper bound, if it
  stopped at something unknown, is that rung and all behind it. A ladder of sections passes one at its highest possible
  score, and is rated if one of them is.
- A section of sections may lack a fifth of the applicable weight and is then partial (`coverage: half`); nothing for
  `all`; for `any` one rated part is enough. Above a partial part everything is partial.
- In the bounds an applicable part that is not rated stands at its possible lowest or highest score; with
  `unanswered: lowest` it stands at its lowest in the score, too. Bounds always contain the score.
- `any_section_below` and `share_of_weight_below` look at the top sections with weight. The mean of the critical items
  is below a limit if the sum of their means is below the sum of their limits.
- An adjustment multiplies the score and its bounds while its condition holds for the figures as answered.
- Other limits move the level's limits and leave the gates where they are.
- A room that agreed on an answer is one respondent without a role, whose reply to each item is the agreed answer, else
  the votes' published mean, else "not relevant" or nothing, as the votes say; an item of which too few votes may be
  shown is left blank. An item that nobody was asked is not asked. A ladder goes on or stops: on it a mean stands for
  the answer nearest to it, the lower of two. Where agreed answers alone decide a condition, they do; else the votes do,
  by whom they come from.
"""

from oracle.agreed import score_room
from oracle.answers import Person
from oracle.results import ItemResult, NodeResult, Result
from oracle.score import score_group, score_row

__all__ = ["ItemResult", "NodeResult", "Person", "Result", "score_group", "score_room", "score_row"]
