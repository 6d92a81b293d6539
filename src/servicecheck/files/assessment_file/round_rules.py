"""What may be said of a round, and what may still change once somebody has answered (method 3.10)."""

from dataclasses import replace

from servicecheck.errors import ServicecheckError
from servicecheck.response import DEFAULT_K, LARGEST_K, SMALLEST_K, Round

_MOST_INVITED = 1_000_000_000


def check_round(round_: Round) -> None:
    """Raise ServicecheckError where a round cannot be as it is."""
    if not SMALLEST_K <= round_.k <= LARGEST_K:
        raise ServicecheckError(f"The smallest group that is shown can be {SMALLEST_K} to {LARGEST_K}, not {round_.k}.")
    if round_.mode == "anonymous" and round_.k < DEFAULT_K and not round_.k_reason.strip():
        raise ServicecheckError(
            f"Groups of {round_.k} are smaller than the usual {DEFAULT_K}. Give the reason; the report prints it."
        )
    if round_.invited is not None and not 0 <= round_.invited <= _MOST_INVITED:
        raise ServicecheckError(f"{round_.invited} cannot be the number of people invited.")


def check_change(before: Round, after: Round) -> None:
    """Raise ServicecheckError where a round that has answers would no longer be what its respondents were told."""
    if after.mode != before.mode:
        raise ServicecheckError(
            f"Round {before.number} is {before.mode}, and people have answered on that understanding, "
            f"so it cannot become {after.mode}. Begin a new round."
        )
    if after.k < before.k:
        raise ServicecheckError(
            f"The people who answered in round {before.number} were told that groups under {before.k} are not shown, "
            f"so it cannot be lowered to {after.k}. Begin a new round."
        )
    if (after.questionnaire_id, after.questionnaire_version) != (before.questionnaire_id, before.questionnaire_version):
        raise ServicecheckError(f"Round {before.number} keeps its questionnaire. Begin a new round for another one.")


def check_joining(round_: Round, people: int, *, is_taken: bool) -> None:
    """Raise ServicecheckError where somebody cannot join a round that then has so many *people*, without customers."""
    if round_.mode == "own" and people > 1:
        raise ServicecheckError(
            f"Round {round_.number} is one person's own. Open it to others first, or begin another."
        )
    if is_taken:
        raise ServicecheckError(f"That code has already been used in round {round_.number}.")


def opened_to_others(round_: Round) -> Round:
    """One person's own round as an open one. Raises ServicecheckError for a round that is something else."""
    if round_.mode != "own":
        raise ServicecheckError(f"Round {round_.number} is {round_.mode} already.")
    return replace(round_, mode="open")


def check_room(round_: Round, *, is_free: bool) -> None:
    """Raise ServicecheckError where a round cannot have a workshop; it *is_free* when nobody has answered it alone."""
    if round_.mode == "own":
        raise ServicecheckError(f"Round {round_.number} is one person's own. Begin another one for a workshop.")
    if not is_free:
        raise ServicecheckError(
            f"People have answered round {round_.number} without a workshop. Begin a new round for the workshop; "
            "what they answered can be brought in there."
        )


def in_a_room(round_: Round) -> ServicecheckError:
    """The error for somebody who would answer a workshop's round from outside: after a result, one more would show."""
    return ServicecheckError(
        f"Round {round_.number} is a workshop's, and whoever is in it votes in the room. "
        "For whoever answers alone, begin a new round: run FILE --next."
    )
