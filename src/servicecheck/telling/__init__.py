"""What an assessment says, in the words of one language: the names, printed figures and sentences that screen and
report share. It works nothing out that is not in the assessment, and knows neither rows nor pages.

- `telling`: `Telling`, an assessment and the words to tell it in: names, printed scores, the areas compared.
- `certainty`: how sure the level is, and what stands beside it.
- `gates`: why a gate holds the level down.
- `reasons`: why the level is what it is, as short as a screen wants it.
- `replies`: what is typed for an answer, and an answer in words.
- `receiving`: what a person is told before the questions and on coming back.
- `descriptions`: which descriptions people chose.
- `hindrance`: the area that holds the others back.
- `actions`, `planning`: what is planned, and what is said while it is.
- `agreeing`: what carries the level where a room has agreed. `changes`: two rounds compared.
- `asking`, `requirements`: what is asked on paper and in other tools, and when.
- `explaining`: how figures came about; `explaining_agreed`, `explaining_levels`, `explaining_statistics` and
  `explaining_subjects` are parts of it. `calculation`, `sheets`: its formulas and how it is laid out.
"""

from servicecheck.telling.telling import Telling

__all__ = ["Telling"]
