import os
import sys

# Nothing of the candidate's may be taken for a module of Python's or of pytest's.
here = sys.path.pop(0)
import json

import pytest

mark = os.read(0, 33).decode().strip()
out = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
sys.path.insert(0, here)

TESTS = {{tests}}


def say(name, verdict, seconds, message):
    case = {"name": name, "verdict": verdict, "ms": seconds * 1000, "message": message}
    out.write(f"{mark} {json.dumps(case)}\n")


class Report:
    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item, call):
        outcome = yield
        report = outcome.get_result()
        failed = call.excinfo is not None and not report.skipped
        wrong = failed and call.excinfo.errisinstance((AssertionError, pytest.fail.Exception))
        if failed:
            say(item.nodeid, "wrong-answer" if wrong else "runtime-error", call.duration, str(call.excinfo.exconly()))
        elif report.when == "call" and report.passed:
            say(item.nodeid, "accepted", call.duration, "")
        elif report.failed:
            say(item.nodeid, "wrong-answer", call.duration, str(report.longrepr))
        elif report.when == "call" and report.skipped and not hasattr(report, "wasxfail"):
            # A mark of the question's skips before the call: this was the candidate's code.
            say(item.nodeid, "runtime-error", call.duration, str(call.excinfo.exconly()))

    def pytest_collectreport(self, report):
        if report.failed:
            say(report.nodeid, "runtime-error", 0, str(report.longrepr))


# Settings and hooks come from the question or from nobody.
hooks = [] if "conftest.py" in TESTS else ["--noconftest"]
files = [name for name in TESTS if os.path.basename(name) != "conftest.py"]
pytest.main(["-q", "-c", os.devnull, "--rootdir", here, "-p", "no:cacheprovider", "--continue-on-collection-errors", *hooks, *files], plugins=[Report()])
out.write(f"{mark} end\n")
out.flush()
sys.stdout.flush()
sys.stderr.flush()
os._exit(0)
