"""The command line's first word, the version, and its last: what every failure becomes.

The version is answered before anything is imported, so that asking for it costs what starting Python costs.
"""

import sys

from servicecheck import __version__


def main() -> int:
    """Run the command line and return its exit code."""
    arguments = sys.argv[1:]
    try:
        if arguments == ["--version"]:
            print(f"servicecheck {__version__}")
            code = 0
        else:
            from servicecheck.cli import execute

            code = execute(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 (nothing may get past here as a traceback)
        from servicecheck.cli.failure import answer

        code = answer(error, arguments)
    return code


if __name__ == "__main__":
    sys.exit(main())
