#!/usr/bin/env python3
"""Counts the tests of one runner: count-tests.py NAME EXIT_CODE REPORT, where REPORT is a TRX file or node's test output.

Prints "passed failed skipped" to standard output, and one line per failed or skipped test to standard error.
A runner that ended badly without naming a failed test counts as one failure, so that a crash is never a pass.
"""
import re
import sys
import xml.etree.ElementTree as xml

TRX = {"t": "http://microsoft.com/schemas/VisualStudio/TeamTest/2010"}


def from_trx(root):
    """Yields (outcome, name, reason) of every test. VSTest calls a skipped test NotExecuted."""
    for result in root.iterfind(".//t:UnitTestResult", TRX):
        outcome = {"Passed": "passed", "NotExecuted": "skipped"}.get(result.get("outcome"), "failed")
        output = result.find("t:Output", TRX)
        reason = "" if output is None else (
            output.findtext("t:ErrorInfo/t:Message", "", TRX) or output.findtext("t:StdOut", "", TRX))
        yield outcome, result.get("testName"), reason.strip()


def from_node(text):
    """Node names the tests in its own output, which was shown; here only its totals count."""
    totals = dict(re.findall(r"^\S+ (pass|fail|skipped) (\d+)$", text, re.MULTILINE))
    for word, outcome in (("pass", "passed"), ("fail", "failed"), ("skipped", "skipped")):
        for _ in range(int(totals.get(word, 0))):
            yield outcome, None, ""


def results(path):
    try:
        with open(path, encoding="utf-8-sig") as report:
            text = report.read()
        return list(from_trx(xml.fromstring(text)) if path.endswith(".trx") else from_node(text))
    except (OSError, xml.ParseError):
        return []


def main(name, code, path):
    tests = results(path)
    count = {outcome: sum(test[0] == outcome for test in tests) for outcome in ("passed", "failed", "skipped")}
    if code != 0 and count["failed"] == 0:
        count["failed"] = 1
        print(f"  failed   {name} ended with {code} and named no failed test", file=sys.stderr)
    for outcome, test, reason in tests:
        if test and outcome != "passed":
            print(f"  {outcome:8} {test}: {reason.splitlines()[0] if reason else 'no reason given'}", file=sys.stderr)
    print(f"  {name}: {count['passed']} passed, {count['failed']} failed, {count['skipped']} skipped", file=sys.stderr)
    print(count["passed"], count["failed"], count["skipped"])


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
