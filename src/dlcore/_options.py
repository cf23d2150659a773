"""Objects that show, in their repr, the call that makes them."""


def options_of(thing):
    """Return the arguments of the constructor of `thing` that it keeps, by name."""
    code = getattr(type(thing).__init__, "__code__", None)
    names = code and code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
    return {name: getattr(thing, name) for name in names or () if hasattr(thing, name)}


def shown_call(thing):
    """Return the call that would make `thing` anew, such as "StepDecay(lr=0.1, every=100)"."""
    options = ", ".join(f"{name}={_short(value)}" for name, value in options_of(thing).items())
    return f"{type(thing).__name__}({options})"


def _short(value):
    return f"{value:g}" if type(value) in (int, float) else repr(value)
