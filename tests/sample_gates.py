"""The method's three levels and six gates, and questionnaires of ratings that have them."""

from sample_questionnaires import from_parts
from servicecheck.questionnaire import Questionnaire

LEVELS = [{"id": "bad", "from": "0"}, {"id": "good", "from": "25"}, {"id": "world-class", "from": "75"}]
GATES = [
    {"id": "basics-world-class", "caps_at": "good", "when": {"any_critical_below": "50"}},
    {"id": "weakest-world-class", "caps_at": "good", "when": {"any_section_below": "50"}},
    {"id": "always-world-class", "caps_at": "good", "when": {"share_of_items_below": "50", "more_than": "10%"}},
    {"id": "basics-good", "caps_at": "bad", "when": {"critical_mean_below": "25"}},
    {"id": "weakest-good", "caps_at": "bad", "when": {"share_of_weight_below": "25", "more_than": "1/3"}},
    {"id": "always-good", "caps_at": "bad", "when": {"share_of_items_below": "25", "more_than": "1/3"}},
]


def gated(critical: tuple[str, ...] = (), **sizes: int) -> Questionnaire:
    """Sections of so many ratings, called A1, A2 ..., with the method's levels and gates."""
    sections = [
        {"id": name, "items": [_rating(f"{name}{number}", critical) for number in range(1, size + 1)]}
        for name, size in sizes.items()
    ]
    return from_parts(levels=LEVELS, gates=GATES, other_limits=[["33.33", "66.67"], ["40", "80"]], sections=sections)


def _rating(item: str, critical: tuple[str, ...]) -> dict[str, str]:
    return {"id": item, "critical": "true" if item in critical else "false"}


def held_by(scored: dict[str, object]) -> set[str]:
    """The gates whose condition holds."""
    return {gate["id"] for gate in GATES if scored[f"gate_{gate['id']}"]}  # type: ignore[misc]  # ids are text
