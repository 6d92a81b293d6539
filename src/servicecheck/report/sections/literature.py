"""What the rules of a report rest on: each work is named only where its rule was used, and in its own language."""

from typing import Final, Literal

Rule = Literal[
    "mean", "anchors", "share", "difference", "agreement", "together", "gates", "extra", "unknown", "weights", "fields"
]

_WORKS: Final[dict[Rule, tuple[str, ...]]] = {
    "anchors": ("Smith & Kendall 1963, Journal of Applied Psychology 47",),
    "mean": ("Student 1908, Biometrika 6", "Norman 2010, Advances in Health Sciences Education 15"),
    "weights": ("Wainer 1976, Psychological Bulletin 83", "Dawes 1979, American Psychologist 34"),
    "unknown": ("Manski 1990, American Economic Review 80", "Fairclough & Cella 1996, Quality of Life Research 5"),
    "share": ("Wilson 1927, JASA 22", "Newcombe 1998, Statistics in Medicine 17"),
    "difference": ("Welch 1947, Biometrika 34", "Heidemeier & Moser 2009, Journal of Applied Psychology 94"),
    "agreement": (
        "Burke & Dunlap 2002, Organizational Research Methods 5",
        "James, Demaree & Wolf 1984, Journal of Applied Psychology 69",
        "Krippendorff 2004, Content Analysis",
    ),
    "together": ("Cronbach 1951, Psychometrika 16", "Feldt 1965, Psychometrika 30"),
    "gates": (
        "Mittal, Ross & Baldasare 1998, Journal of Marketing 62",
        "Streukens & de Ruyter 2004, Marketing Letters 15",
    ),
    "fields": (
        "Martilla & James 1977, Journal of Marketing 41",
        "Bacon 2003, International Journal of Market Research 45",
    ),
    "extra": (
        "Dixon, Freeman & Toman 2010, Harvard Business Review 88",
        "De Haan, Verhoef & Wiesel 2015, International Journal of Research in Marketing 32",
        "Terrah, Liu & Nanu 2022, Advances in Hospitality and Tourism Research",
        "De Matos, Henrique & Rossi 2007, Journal of Service Research 10",
    ),
}


def works(rules: set[Rule]) -> str:
    """The works behind these rules, parted by semicolons."""
    return "; ".join(work for rule, named in _WORKS.items() if rule in rules for work in named)
