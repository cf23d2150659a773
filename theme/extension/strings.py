"""Words of the interface that differ by language, from `theme/strings.yml`."""

from pathlib import Path

import yaml

STRINGS = yaml.safe_load(Path(__file__).parents[1].joinpath("strings.yml").read_text("utf-8"))
