"""Where files are that come with the program, and where the user's own of the same kind are kept."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(kind: str) -> Path:
    """The folder called *kind* that comes with the program: beside the package, or in the checkout it is run from."""
    beside = _PACKAGE / kind
    return beside if beside.is_dir() else _PACKAGE.parents[1] / kind


def own(kind: str) -> Path:
    """Where the user keeps what is of this *kind*; there need be no such folder."""
    import platformdirs

    return platformdirs.user_data_path("servicecheck", appauthor=False) / kind
