"""The door of a room: `python -m tools.<room> COMMAND …`."""

import sys
from collections.abc import Callable


def enter(room: str, commands: dict[str, tuple[Callable[[list[str]], int], str]]) -> int:
    """Run the command that the command line names, with the rest of it; return the exit code.

    Parameters
    ----------
    room : str
        Name of the room's package below `tools`.
    commands : dict
        The function that runs each command, and what it does in a few words.
    """
    usage = f"usage: python -m tools.{room} {{{','.join(commands)}}} …  (--help after it says more)"
    listing = "\n".join(f"  {name:10} {words}" for name, (_, words) in commands.items())
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        print(f"{usage}\n{listing}")
        return 0 if len(sys.argv) > 1 else 2
    name, *arguments = sys.argv[1:]
    if name not in commands:
        print(f"tools.{room}: there is no command {name!r}\n{usage}\n{listing}", file=sys.stderr)
        return 2
    return commands[name][0](arguments)
