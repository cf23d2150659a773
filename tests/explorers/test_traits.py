"""What every live figure's traits have in common."""

import pytest
import traitlets

from dlcore import explorers

NUMBERS = [
    (name, trait)
    for name in explorers.__all__
    for trait, kind in getattr(explorers, name).class_traits(state=True).items()
    if isinstance(kind, traitlets.Float)
]


@pytest.mark.parametrize(("name", "trait"), NUMBERS)
def test_nan_is_refused_by_name_and_loses_nothing(name, trait):
    figure = getattr(explorers, name)()
    before = getattr(figure, trait)
    with pytest.raises(traitlets.TraitError, match=trait):
        setattr(figure, trait, float("nan"))
    assert getattr(figure, trait) == before
