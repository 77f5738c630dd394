"""The command: ``npmatch`` or ``python -m npmatch``."""

import gc
import sys

_OBJECTS = 50_000
"""How many objects are made before garbage is looked for: to load modules makes thousands, and none of them is any."""


def main() -> None:
    """Run the command on the arguments of the process, and end the process with its exit code."""
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    try:
        # Late, so that whoever imports this module for its name does not load a command line.
        from npmatch.cli import language, main  # noqa: PLC0415

        main.build(language.choose(sys.argv[1:])).main()
    except KeyboardInterrupt:
        # Between two commands, or while they are being loaded: the commands answer for themselves.
        sys.exit(130)


if __name__ == "__main__":
    main()
