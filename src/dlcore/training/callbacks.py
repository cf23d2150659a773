"""What `fit` calls after every epoch. Chapter: introduction."""

from __future__ import annotations

from dlcore._checks import require_callable, shown


def require_callbacks(callbacks, validation):
    """Raise unless every one of `callbacks` can be called as `fit` will call it."""
    if not isinstance(callbacks, list | tuple):
        what = "a list of functions, such as [EarlyStopping(3)]"
        raise TypeError(f"callbacks must be {what}, got {shown(callbacks)}")
    for i, callback in enumerate(callbacks):
        name, what = f"callbacks[{i}]", "a function of (epoch, net, history)"
        require_callable(callback, name, what)
        if not _takes_three(callback):
            raise TypeError(f"{name} must be {what}, got {shown(callback)}, which is not")
        if hasattr(callback, "end"):
            require_callable(callback.end, f"{name}.end", "a function of (net)")
        if getattr(callback, "needs_validation", False) and validation is None:
            kind = type(callback).__name__
            raise ValueError(f"{kind} needs fit(..., validation=(x, t)), got no validation")


def _takes_three(callback):
    from inspect import signature  # slow to import, and seldom needed

    try:
        signature(callback).bind(0, None, None)
    except TypeError:
        return False
    except ValueError:  # some functions written in C do not say what they take
        pass
    return True
