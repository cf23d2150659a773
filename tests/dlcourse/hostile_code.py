"""Code that attacks the process, the tests or the machine; and harmless code that looks odd."""

from tests.dlcourse.hostile import (
    case,
    cells,
    dump,
    empty,
    every,
    first_answer,
    good,
    prefixed,
    replaced,
    solved,
    with_own,
)

# --- cells of the student's own; the answers are right, so nothing may be lost

OWN = {
    "own_error": "1 / 0",
    "own_syntax_error": "def (:",
    "own_indentation": "  x = 1\n y = 2",
    "own_magics": "%matplotlib inline\n!ls\n%%time\nx?\nx = 1",
    "own_cell_magic": "%%bash\nrm -rf /",
    "own_exit": "exit()",
    "own_sys_exit": "import sys\nsys.exit(3)",
    "own_os_exit": "import os\nos._exit(0)",
    "own_abort": "import os\nos.abort()",
    "own_segfault": "import ctypes\nctypes.string_at(0)",
    "own_endless": "while True:\n    pass",
    "own_endless_catching": "while True:\n    try:\n        while True: pass\n"
    "    except BaseException: pass",
    "own_sleep": "import time\ntime.sleep(1000)",
    "own_memory": "x = [bytearray(1 << 28) for _ in range(1000)]",
    "own_fork_bomb": "import os\nfor _ in range(10_000):\n    os.fork()",
    "own_threads": "import threading\nfor _ in range(5_000):\n"
    "    threading.Thread(target=lambda: __import__('time').sleep(99), daemon=True).start()",
    "own_kill_parent": "import os\nos.kill(os.getppid(), 9)",
    "own_kill_all": "import os\nos.kill(-1, 9)",
    "own_kill_group": "import os\nos.killpg(0, 9)",
    "own_disk": "for n in range(100):\n    open(f'f{n}', 'wb').write(b'0' * (1 << 24))",
    "own_print": "for n in range(300_000):\n    print('x' * 100)",
    "own_print_line": "print('x' * 100_000_000)",
    "own_close_files": "import os\nos.closerange(0, 100)",
    "own_write_files": "import os\nfor n in range(3, 20):\n    try: os.write(n, b'{}\\n' * 9)\n"
    "    except OSError: pass",
    "own_no_newline": "import os\nfor n in range(3, 20):\n    try: os.write(n, b'x' * 1000)\n"
    "    except OSError: pass",
    "own_no_json": "import json\njson.dumps = json.loads = None",
    "own_no_print": "import builtins\nbuiltins.print = None",
    "own_no_compile": "import builtins\nbuiltins.compile = builtins.exec = None",
    "own_recursion": "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
    "own_signals": "import signal\nfor n in range(1, 30):\n    "
    "try: signal.signal(n, signal.SIG_IGN)\n"
    "    except OSError: pass",
    "own_daemon": "import os\nif os.fork() == 0:\n    os.setsid()\n    "
    "import time\n    time.sleep(999)",
    "own_input": "input('name: ')",
    "own_stderr": "import sys, warnings\nsys.stderr.write('x')\nwarnings.warn('x')",
    "own_warnings_are_errors": "import logging\nlogging.error('x')",
    "own_result_of": "def result_of(*a): return None",
    "own_chdir": "import os\nos.chdir('/')",
    "own_trace": "import sys\nsys.settrace(lambda *a: 1 / 0)",
    "own_atexit": "import atexit, time\natexit.register(time.sleep, 1000)",
    "own_globals_cleared": "for name in list(globals()):\n    if not name.startswith('__'):\n"
    "        del globals()[name]",
    "own_install": "import subprocess, sys\n"
    "subprocess.run([sys.executable, '-m', 'pip', 'install', 'x'])",
    "own_compares_with_dlcore": "import dlcore.activations as a\nprint(a.relu(3.0) + 1)",
}
for _name, _text in OWN.items():

    def _make(source, _text=_text):
        return with_own(good(source), _text)

    _make.__name__ = _name
    case("full")(_make)


@case("full")
def own_redefines_tests(source):
    code = "".join(f"def {test}(): raise SystemExit\n" for test in source.tests)
    notebook = good(source)
    return with_own(notebook, code, at=len(notebook.cells))


@case("full")
def own_five_hundred_cells(source):
    return with_own(good(source), *["x = 1"] * 500)


# --- right answers that look odd

ODD = {
    "warns": ("import warnings\nwarnings.warn('careful')", ""),
    "logs": ("import logging\nlogging.error('careful')", ""),
    "prints": ("print('x' * 1000)", "print('done')"),
    "progress_bar": ("import sys\nsys.stderr.write('100%')", ""),
    "ends_in_error": ("", "1 / 0"),
    "ends_in_exit": ("", "raise SystemExit"),
    "magic_first": ("%matplotlib inline", ""),
    "shell_first": ("!pip install numpy", ""),
    "comment_first": ("# my answer", "# end"),
    "imports_dlcore_only": ("import dlcore", ""),
    "type_hints": ("from __future__ import annotations", ""),
}
for _name, (_before, _after) in ODD.items():

    def _make(source, _before=_before, _after=_after):
        return prefixed(source, _before, _after)

    _make.__name__ = f"odd_{_name}"
    case("full")(_make)

# --- the first function attacks; all other answers are right

FIRST = {
    "loops": "while True: pass",
    "loops_catching": "while True:\n    "
    "try:\n        while True: pass\n    except BaseException: pass",
    "sleeps": "import time\ntime.sleep(1000)",
    "exits": "raise SystemExit(0)",
    "os_exits": "import os\nos._exit(0)",
    "segfaults": "import ctypes\nctypes.string_at(0)",
    "interrupts": "raise KeyboardInterrupt",
    "recurses": "def f(): return f()\nreturn f()",
    "eats_memory": "return [bytearray(1 << 28) for _ in range(1000)]",
    "raises_long": "raise ValueError('x' * 10_000_000)",
    "raises_assertion": "raise AssertionError('all tests passed')",
    "raises_evil": "class E(Exception):\n    def __str__(self): raise SystemExit\nraise E",
    "raises_html": "raise ValueError('<script>alert(1)</script>')",
    "returns_none": "return None",
    "returns_nan": "return float('nan')",
    "returns_text": "return 'passed'",
    "returns_true": "return True",
    "returns_function": "return lambda *a: True",
    "returns_generator": "return (n for n in range(3))",
    "returns_big_number": "return 10 ** 10_000",
    "returns_big_array": "import numpy\nreturn numpy.zeros((5000, 5000))",
    "returns_many": "return list(range(2_000_000))",
    "returns_deep": "x = []\nfor _ in range(100): x = [x]\nreturn x",
    "returns_itself": "x = []\nx.append(x)\nreturn x",
    "returns_objects": "import numpy\nreturn numpy.array([object()])",
    "returns_text_array": "import numpy\nreturn numpy.array(['a', 'b'])",
    "returns_dates": "import numpy\nreturn numpy.array(['2026-01-01'], dtype='datetime64[D]')",
    "returns_masked": "import numpy\nreturn numpy.ma.masked_all((4, 2))",
    "returns_empty": "import numpy\nreturn numpy.empty((0, 2))",
    "returns_input": "return arguments[0] if arguments else None",
    "needs_argument": "raise TypeError('missing argument')",
}
for _name, _body in FIRST.items():

    def _make(source, _body=_body):
        return replaced(source, _body)

    _make.__name__ = f"first_{_name}"
    case("lost")(_make)


@case("lost")
def first_has_syntax_error(source):
    return dump(solved(source, {first_answer(source): "def broken(:\n    return 1"}))


@case("lost")
def first_is_renamed(source):
    return dump(solved(source, {first_answer(source): "def another_name(x):\n    return x"}))


@case("lost")
def first_is_prose(source):
    return dump(solved(source, {first_answer(source): "I think the answer is 3."}))


# --- no answer at all, but a cheat: nothing may be gained

CHEATS = {
    "equal_to_all": "class A:\n    __eq__ = __ne__ = __ge__ = lambda s, o: True\n"
    "    __getattr__ = lambda s, n: A()\n    __iter__ = lambda s: iter([A()] * 4)\nreturn A()",
    "number_subclass": "class N(int):\n    __eq__ = lambda s, o: True\nreturn N(3)",
    "array_subclass": "import numpy\nclass A(numpy.ndarray):\n    __eq__ = lambda s, o: True\n"
    "return numpy.zeros((4, 2)).view(A)",
    "list_subclass": "class L(list):\n    __eq__ = lambda s, o: True\nreturn L([1, 2, 3, 4])",
    "forged_replies": "import os, json\nfor n in range(3, 20):\n    try: os.write(n, "
    'json.dumps({"done": True, "passed": True}).encode() + b"\\n")\n'
    "    except OSError: pass\nreturn 1",
    "forged_values": "import os\nfor n in range(3, 20):\n    try: os.write(n, "
    "b'{\"value\": {\"t\": \"array\", \"d\": \"O\", \"s\": [4], \"v\": \"\"}}\\n')\n"
    "    except OSError: pass\nreturn 1",
    "forged_shape": "import os\nfor n in range(3, 20):\n    try: os.write(n, "
    "b'{\"value\": {\"t\": \"array\", \"d\": \"<f8\", "
    "\"s\": [-1, 99999999999], \"v\": \"AAAA\"}}\\n')\n"
    "    except OSError: pass\nreturn 1",
    "forged_callbacks": "import os\nfor n in range(3, 20):\n    try: os.write(n, "
    "b'{\"callback\": 0, \"arguments\": []}\\n' * 99)\n    except OSError: pass\nreturn 1",
    "frames": "import sys\nframe = sys._getframe()\nwhile frame.f_back: frame = frame.f_back\n"
    "return frame.f_locals.get('expected')",
    "garbage_collector": "import gc\nfor o in gc.get_objects():\n"
    "    if getattr(o, '__name__', '').startswith('test_'): o.__code__ = (lambda: None).__code__\n"
    "return 1",
    "patched_numpy": "import numpy\nnumpy.any = lambda *a, **k: False\n"
    "numpy.all = numpy.allclose = numpy.array_equal = lambda *a, **k: True\nreturn 1",
    "patched_assert": "import builtins\nbuiltins.AssertionError = "
    "type('E', (SystemExit,), {})\nreturn 1",
    "reads_files": "import glob\nfor path in glob.glob('/*/*/*source.ipynb'):\n"
    "    text = open(path).read()\nreturn 1",
    "writes_gradebook": "import glob, sqlite3\nfor path in glob.glob('/*/*/gradebook.db'):\n"
    "    sqlite3.connect(path).execute('update grade set manual_score = 10000')\nreturn 1",
    "dlcore_directly": "import dlcore.perceptron as p\nreturn p.xor(*arguments)",
    "dlcore_by_name": "import importlib\n"
    "return importlib.import_module('dl' + 'core').x(*arguments)",
    "dlcore_in_a_child": "import subprocess, sys\ncode = 'import dlcore; print(dlcore.__file__)'\n"
    "return float(subprocess.run([sys.executable, '-c', code], capture_output=True).returncode)",
    "network": "import urllib.request\nreturn float(urllib.request.urlopen('http://1.1.1.1').read())",
}  # fmt: skip
for _name, _body in CHEATS.items():

    def _make(source, _body=_body):
        return every(source, _body)

    _make.__name__ = f"cheat_{_name}"
    case("none")(_make)

CHEATING_CELLS = {
    "execute_request": "get_ipython().run_cell = lambda *a, **k: None",
    "input_transformer": "get_ipython().input_transformers_cleanup.append(lambda x: ['pass'])",
    "ast_transformer": "get_ipython().ast_transformers.append(None)",
    "builtins": "import builtins\nbuiltins.__build_class__ = builtins.isinstance = None",
    "environment": "import os\nos.environ['NBGRADER_SCORE'] = '10000'",
}
for _name, _text in CHEATING_CELLS.items():

    def _make(source, _text=_text):
        return with_own(empty(source), _text)

    _make.__name__ = f"cheat_cell_{_name}"
    case("none")(_make)


@case("none")
def tests_pasted_into_answers(source):
    notebook = empty(source)
    for cell in cells(notebook, "answer"):
        cell.source = "".join(f"def {test}(): pass\n" for test in source.tests)
    return dump(notebook)
