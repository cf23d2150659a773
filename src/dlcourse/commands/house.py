"""Around a course: doctor, serve, demo."""

import json
import os
import sys
import tempfile
from pathlib import Path

from dlcourse.commands.report import Report
from dlcourse.course import demo, doctor, folder
from dlcourse.messages import say

# The formgrader shows what students wrote: nothing in it may run, here or in a kernel. Its pages
# ask the net for MathJax, for which there is no setting; the policy keeps them on this machine.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "object-src 'none'; form-action 'self'; frame-ancestors 'self'"
)
_SERVER = {
    "ServerApp": {
        "jpserver_extensions": {"nbgrader.server_extensions.formgrader": True},
        "default_url": "/formgrader",
        "terminals_enabled": False,
        "tornado_settings": {"headers": {"Content-Security-Policy": _POLICY}},
    },
    "KernelSpecManager": {"allowed_kernelspecs": ["none"], "ensure_native_kernel": False},
}


def run_doctor(options, language: str) -> Report:
    levels = doctor.examine(options.image or "")
    best = next((level["level"] for level in levels if level["works"]), "")
    lines = []
    for level in levels:
        mark = "✓" if level["works"] else "–"
        lines.append(f"{mark} {level['level']:<11} {say('level_' + level['level'], language)}")
        if not level["works"]:
            lines.append(f"    {level['reason']}")
        lines += [f"    ! {say('attack_' + attack, language)}" for attack in level["through"]]
    lines.append(say("doctor_uses", language, level=best))
    weak = best in ("user", "limits", "")
    lines.append(say("doctor_weak" if weak else "doctor_strong", language))
    return Report({"levels": levels, "uses": best}, lines, code=0 if best else 1)


def run_serve(options, language: str) -> Report:
    """Become the server of nbgrader's formgrader, without kernels and terminals."""
    course = folder.find()
    settings = json.loads(json.dumps(_SERVER))
    settings["ServerApp"] |= {"root_dir": str(course.root), "open_browser": not options.no_browser}
    folder_of_settings = Path(tempfile.mkdtemp(prefix="dlcourse-serve-"))
    file = folder_of_settings / "jupyter_server_config.json"
    file.write_text(json.dumps(settings), encoding="utf-8")
    os.chdir(course.root)  # nbgrader reads nbgrader_config.py from here
    environment = os.environ | {"JUPYTER_CONFIG_DIR": str(folder_of_settings)}
    command = [sys.executable, "-m", "jupyter_server", "--config", str(file)]
    if os.getuid() == 0:
        command.append("--allow-root")
    command += ["--port", str(options.port), "--ip", "127.0.0.1"]
    print(say("serving", language, name=course.name, port=options.port), flush=True)
    os.execve(command[0], command, environment)


def run_demo(options, language: str) -> Report:
    data = demo.make(options.folder, options.lang)
    text = say("demo_made", options.lang, **data)
    return Report(data, text.splitlines())
