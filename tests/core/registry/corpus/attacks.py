"""Pickles that would do harm to whoever unpickles them; each would make the canary, or call what it names."""

import os
import pickle
import subprocess
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from tests.core.registry.corpus.artifacts import as_it_is, dumped, trained
from tests.core.registry.corpus.case import Case, Content, Kind

_REFUSED = "cannot be imported. It "
_NAMES_WHAT = "which is no part of a logistic regression"


class Calls:
    """Pickles as a call: whoever unpickles it makes the call."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call


CALLED = (
    "os.system", "posix.system", "nt.system", "os.popen", "os.execv", "os.remove", "os.kill", "os.putenv",
    "subprocess.Popen", "subprocess.check_output", "subprocess.getoutput", "_posixsubprocess.fork_exec", "pty.spawn",
    "commands.getoutput", "popen2.popen2", "platform.popen", "asyncio.run", "multiprocessing.Process",
    "concurrent.futures.ProcessPoolExecutor", "builtins.eval", "builtins.exec", "builtins.compile", "builtins.open",
    "builtins.__import__", "builtins.getattr", "builtins.setattr", "builtins.globals", "builtins.breakpoint",
    "builtins.input", "builtins.print", "__builtin__.eval", "__builtin__.apply", "__builtin__.file", "io.open",
    "io.FileIO", "codecs.open", "_codecs.decode", "operator.attrgetter", "operator.methodcaller", "functools.partial",
    "functools.reduce", "types.CodeType", "types.FunctionType", "marshal.loads", "pickle.loads", "_pickle.loads",
    "cloudpickle.loads", "dill.loads", "joblib.load", "joblib.numpy_pickle.load", "numpy.load", "numpy.fromfile",
    "numpy.save", "numpy.core.multiarray.fromfile", "numpy.testing._private.utils.runstring", "numpy.f2py.compile",
    "numpy.distutils.exec_command.exec_command", "numpy.core.multiarray.scalar.__class__", "pandas.read_pickle",
    "pandas.eval", "pandas.io.common.urlopen", "sklearn.datasets.fetch_openml", "sklearn.utils._testing.assert_run",
    "sklearn.linear_model._logistic.joblib.load", "scipy.io.loadmat", "torch.load", "torch.hub.load",
    "keras.models.load_model", "tensorflow.io.read_file", "importlib.import_module", "runpy.run_path",
    "imp.load_source",
    "zipimport.zipimporter", "ctypes.CDLL", "ctypes.cdll.LoadLibrary", "cffi.FFI", "socket.create_connection",
    "urllib.request.urlopen", "http.client.HTTPConnection", "ftplib.FTP", "smtplib.SMTP", "requests.get",
    "webbrowser.open", "antigravity.geohash", "shutil.rmtree", "shutil.copyfile", "pathlib.Path.unlink",
    "pathlib.PosixPath", "tempfile.mktemp", "glob.glob", "linecache.getlines", "fileinput.input",
    "logging.config.listen",
    "code.interact", "pdb.run", "bdb.Bdb.run", "cProfile.run", "profile.run", "timeit.timeit", "trace.Trace",
    "doctest.run",
    "idlelib.run.Executive", "lib2to3.main.main", "pip.main", "pip._internal.main", "ensurepip.bootstrap",
    "distutils.spawn.spawn", "setuptools.setup", "venv.create", "threading.Thread", "signal.signal", "sys.exit",
    "sys.settrace", "sys.modules", "gc.get_objects", "inspect.getsource", "copyreg._reconstructor",
    "copyreg.add_extension",
    "collections.namedtuple", "string.Formatter", "sqlite3.connect", "sqlalchemy.create_engine", "dbm.open",
    "shelve.open", "plistlib.loads", "xmlrpc.client.ServerProxy", "yaml.load", "jinja2.Template", "winreg.SetValue",
    "msvcrt.putch", "core.registry.unpickling.read", "app.cli.main", "PySide6.QtCore.QProcess",
)  # fmt: skip
"""What pickles found in the wild, or in studies of them, make whoever unpickles them call."""


def _text(text: str) -> bytes:
    letters = text.encode()
    return b"\x8c" + bytes([len(letters)]) + letters


def _call(name: str, canary: Path) -> bytes:
    """Call a function with the canary's path, as protocol 4 says it."""
    module, _, function = name.rpartition(".")
    return b"\x80\x04" + _text(module) + _text(function) + b"\x93" + _text(str(canary)[:200]) + b"\x85R."


def _old_call(name: str, canary: Path) -> bytes:
    """The same within the words of protocol 2, which older scanners look for."""
    module, _, function = name.rpartition(".")
    return f"\x80\x02c{module}\n{function}\nU".encode("latin-1") + bytes([4]) + b"true\x85R."


def _hidden(name: str, canary: Path) -> bytes:
    """The call stands between the parts of a sound model, and its result is thrown away."""
    model = dumped(trained(as_it_is))
    return model[:-1] + _call(name, canary)[2:-1] + b"0."


def instructions(canary: Path) -> dict[str, bytes]:
    """Ways to make a call, or to come near to one."""
    python = f"open({str(canary)!r}, 'w').close()"
    model = dumped(trained(as_it_is))
    return {
        "a shell": pickle.dumps(Calls(os.system, f"echo > {canary}")),  # as every shell knows it
        "a shell, in words": f"cos\nsystem\n(S'touch {canary}'\ntR.".encode(),
        "a shell, protocol 2": pickle.dumps(Calls(os.system, f"touch {canary}"), protocol=2),
        "a process": pickle.dumps(Calls(subprocess.call, ["touch", str(canary)])),
        "eval": pickle.dumps(Calls(eval, f"__import__('pathlib').Path({str(canary)!r}).touch()")),
        "exec": pickle.dumps(Calls(exec, python)),
        "open": pickle.dumps(Calls(open, str(canary), "w")),
        "touch": pickle.dumps(Calls(Path.touch, canary)),
        "an import": b"\x80\x04\x8c\x04this\x8c\x01s\x93.",
        "an instance": f"(S'touch {canary}'\nios\nsystem\n.".encode(),
        "an extension": b"\x80\x02\x82\x01.",
        "a persistent id": b"\x80\x04\x8c\x01xQ.",
        "named after an allowed module": pickle.dumps(Calls(np.load, str(canary), "r", True)),
        "numpy's own runner": b"\x80\x04" + _text("numpy.testing._private.utils") + _text("runstring") + b"\x93.",
        "within the model": model[:-1] + pickle.dumps(Calls(exec, python))[2:],
        "within an array": dumped(np.array([Calls(exec, python)], dtype=object)),
        "compressed": zlib.compress(pickle.dumps(Calls(exec, python))),
        "a state": b"\x80\x04\x8c\x05numpy\x8c\x07ndarray\x93}\x8c\x0c__setstate__\x8c\x05numpy\x8c\x07ndarray\x93sb.",
        "a key of a class": b"\x80\x04}\x8c\x05numpy\x8c\x07ndarray\x93K\x01s.",
        "a call of text": b"\x80\x04\x8c\x04text)R.",
        "a call of a record": b"\x80\x04\x8c\x05numpy\x8c\x05dtype\x93)R)R.",
        "an object": "\x80\x02(cos\nsystem\nU\x04trueo.".encode("latin-1"),
        "a new object with keywords": b"\x80\x04\x8c\x05numpy\x8c\x05dtype\x93)}\x92.",
        "an extension of four bytes": b"\x80\x02\x84\x01\x00\x00\x00.",
        "a persistent id in words": b"Pmodel\n.",
        "a duplicate": b"\x80\x04N2.",
        "a frozen set": b"\x80\x04(\x91.",
        "a set": b"\x80\x04\x8f.",
        "an outer buffer": b"\x80\x05\x97.",
        "a name through a dot": b"\x80\x04" + _text("numpy") + _text("ndarray.__reduce__") + b"\x93.",
        "a name in another writing": b"\x80\x04" + _text("numpy") + _text("dty\u0440e") + b"\x93.",
        "an allowed name of another module": b"\x80\x04\x8c\x02os\x8c\x05dtype\x93.",
        "a memo replaced after it was checked": b"\x80\x02cnumpy\ndtype\nq\x00cos\nsystem\nq\x00h\x00.",
        "two pickles, the second hostile": pickle.dumps({}) + pickle.dumps(Calls(os.system, f"touch {canary}")),
        "within a state": dumped({**trained(as_it_is), "scaler": Calls(exec, python)}),
        "within the columns": dumped({**trained(as_it_is), "features": Calls(exec, python)}),
        "packed twice": zlib.compress(zlib.compress(pickle.dumps(Calls(exec, python)))),
    }


_TOLD = {
    "numpy's own runner": "names numpy.testing._private.utils.runstring",
    "a shell": "names posix.system" if os.name == "posix" else "names nt.system",
    "eval": "names builtins.eval",
    "a name in another writing": "names numpy.dty\u0440e",
    "a name through a dot": "names numpy.ndarray.__reduce__",
    "an allowed name of another module": "names os.dtype",
    "within a state": "names builtins.exec",
    "within the columns": "names builtins.exec",
}
"""Whose name the sentence must tell."""


def _instruction(name: str, canary: Path) -> bytes:
    return instructions(canary)[name]


def _case(kind: Kind, name: str, content: Content, words: str = _REFUSED) -> Case:
    return Case(kind, name, content, words)


CASES = (
    *(_case(Kind.CALLS, name, partial(_call, name), _NAMES_WHAT) for name in CALLED),
    *(_case(Kind.CALLS, f"{name}, in words", partial(_old_call, name), _NAMES_WHAT) for name in CALLED[:20]),
    *(_case(Kind.CALLS, f"{name}, within a model", partial(_hidden, name), _NAMES_WHAT) for name in CALLED[:20]),
    *(
        _case(Kind.INSTRUCTIONS, name, partial(_instruction, name), _TOLD.get(name, _REFUSED))
        for name in instructions(Path("x"))
    ),
)
