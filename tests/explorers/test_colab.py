"""In Colab an explorer asks for the widget manager that shows widgets of others, by itself."""

import subprocess
import sys

COLAB = """
import sys
from types import ModuleType, SimpleNamespace

asked = []
output = ModuleType("google.colab.output")
output.enable_custom_widget_manager = lambda: asked.append(True)
output._widgets = SimpleNamespace(_installed_url="https://example.org/manager.js")
sys.modules["google.colab.output"] = output

from dlcore.explorers import SpaceWarp

data, metadata = SpaceWarp()._repr_mimebundle_()
view = "application/vnd.jupyter.widget-view+json"
assert asked == [True]
assert view in data and "text/html" in data
url = metadata[view]["colab"]["custom_widget_manager"]["url"]
assert url == "https://example.org/manager.js", url
"""


def test_colabs_widget_manager_is_asked_for():
    subprocess.run([sys.executable, "-c", COLAB], check=True)
