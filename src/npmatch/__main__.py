"""The command: ``npmatch`` or ``python -m npmatch``."""

import sys


def main() -> None:
    """Run the command on the arguments of the process, and end the process with its exit code."""
    try:
        # Late, so that whoever imports this module for its name does not load a command line.
        from npmatch.cli.loading import loaded  # noqa: PLC0415

        language = loaded("npmatch.cli.language").choose(sys.argv[1:])
        loaded("npmatch.cli.main").build(language).main()
    except KeyboardInterrupt:
        # Between two commands, or while they are being loaded: the commands answer for themselves.
        sys.exit(130)


if __name__ == "__main__":
    main()
