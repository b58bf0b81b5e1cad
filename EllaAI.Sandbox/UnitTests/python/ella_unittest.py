import os
import sys

# Nothing of the candidate's may be taken for a module of Python's.
here = sys.path.pop(0)
import importlib.util
import json
import time
import traceback
import unittest

mark = os.read(0, 33).decode().strip()
out = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
sys.path.insert(0, here)

TESTS = {{tests}}


def say(name, verdict, seconds, message):
    case = {"name": name, "verdict": verdict, "ms": seconds * 1000, "message": message}
    out.write(f"{mark} {json.dumps(case)}\n")


class Report(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.began = time.monotonic()
        self.wrong = False

    def tell(self, test, verdict, error=None):
        text = "" if error is None else "".join(traceback.format_exception_only(error[0], error[1])).strip()
        say(test.id(), verdict, time.monotonic() - getattr(self, "began", time.monotonic()), text)

    def addSuccess(self, test):
        if not self.wrong:
            self.tell(test, "accepted")

    def addFailure(self, test, err):
        traceback.print_exception(*err)
        self.tell(test, "wrong-answer", err)

    def addError(self, test, err):
        traceback.print_exception(*err)
        self.tell(test, "runtime-error", err)

    def addSkip(self, test, reason):
        method = getattr(test, getattr(test, "_testMethodName", ""), None)
        # A mark of the question's skips without a call: anything else was the candidate's code.
        if not getattr(type(test), "__unittest_skip__", False) and not getattr(method, "__unittest_skip__", False):
            say(test.id(), "runtime-error", 0, f"skipped: {reason}")

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.wrong = True
            (self.addFailure if issubclass(err[0], test.failureException) else self.addError)(subtest, err)


def load(file):
    name = os.path.splitext(file)[0].replace("/", ".")
    spec = importlib.util.spec_from_file_location(name, os.path.join(here, file))
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return unittest.defaultTestLoader.loadTestsFromModule(module)


result = Report()
for file in TESTS:
    try:
        suite = load(file)
    except Exception as error:
        traceback.print_exc()
        say(file, "runtime-error", 0, "".join(traceback.format_exception_only(type(error), error)).strip())
    else:
        suite.run(result)
out.write(f"{mark} end\n")
out.flush()
sys.stdout.flush()
sys.stderr.flush()
os._exit(0)
