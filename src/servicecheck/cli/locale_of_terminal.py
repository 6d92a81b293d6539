"""The language of the terminal, when nothing was said about the language."""

import sys
from collections.abc import Mapping

from servicecheck.language import Language, preferred

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

if sys.platform == "win32":

    def _of_the_system() -> str:
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")

else:

    def _of_the_system() -> str:
        return ""


def terminal_language(environment: Mapping[str, str]) -> Language:
    """The first of the variables that is set decides, as everywhere; on Windows without any, the system's language."""
    given = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return preferred([given or _of_the_system()])
