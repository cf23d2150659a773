"""`--update`: a reader confirms the numbers that have changed, one by one."""

from tools.claims.judge import Judge
from tools.claims.statement import Statement

HELP = "y: it is right   n: it is not   q: stop here"


def update(claims, names: list[str], ask: bool) -> int:
    """Confirm the numbers of some pages; return the exit code.

    A page with a number that nothing proves, or to which the reader says no, is left as it was.

    Parameters
    ----------
    claims : Claims
    names : list of str
        Pages.
    ask : bool
        Whether each number is shown and asked about.
    """
    confirmed, left = 0, []
    for name in names:
        for language, judge in claims.judges(name).items():
            path = claims.book.show(claims.source(language, name))
            if next(judge.verdicts(), None):
                left.append(f"{path}: not recorded, because a number in it is not proved")
                continue
            changed = list(claims.record.unconfirmed(name, judge.page))
            replies = (
                _reply(statement, before, path, judge) if ask else "y"
                for statement, before in changed
            )
            reply = next((reply for reply in replies if reply != "y"), "y")
            if reply == "y":
                claims.record.confirm(name, judge.page)
                confirmed += len(changed)
            else:
                left.append(f"{path}: not recorded; mend the number, then run --update again")
            if reply == "q":
                return _end(claims, confirmed, left)
    return _end(claims, confirmed, left)


def _end(claims, confirmed: int, left: list[str]) -> int:
    claims.record.forget(claims.names)
    claims.record.write()
    for line in left:
        print(line)
    print(f"claims: {confirmed} numbers confirmed in {claims.book.show(claims.record.path)}")
    return 1 if left else 0


def _reply(statement: Statement, before: str, path: str, judge: Judge) -> str:
    """The reader's word on one number: y, n or q."""
    print(f"\n{path}:{statement.block.line}  {statement.phrase}")
    print(f"  {statement.number.shown}" + (f"  (was {before})" if before else "  (new)"))
    print(f"  {judge.proof(statement)}")
    while True:
        try:
            reply = input("  right? [y/n/q] ").strip().lower()[:1]
        except EOFError:  # nobody is there to answer
            return "q"
        if reply in ("y", "n", "q"):
            return reply
        print(f"  {HELP}")
