using EllaAI.Core.Execution;
using EllaAI.Sandbox.Languages;
using EllaAI.Sandbox.UnitTests;

namespace EllaAI.Sandbox.Tests;

/// <summary>A candidate's project and the question's own tests beside it.</summary>
public sealed class UnitTestTests(SandboxFixture sandbox)
{
    private static readonly Limits Roomy = Limits.Default with { CpuMs = 8_000, WallMs = 20_000, MemoryMb = 512 };

    /// <summary>A stack in each language; {0} is what popping an empty one does.</summary>
    private static readonly Dictionary<string, (SourceFile[] Theirs, SourceFile Tests, string Pops, string Wrong, string Broken)> Projects = new()
    {
        ["pytest"] = (
            [new("main.py", "print('--- PASS: loud')\n"), new("stack.py", "class Stack:\n    def __init__(self): self.items = []\n    def push(self, x): self.items.append(x)\n    def pop(self):\n        BODY\n")],
            new("test_stack.py", "import pytest\nfrom stack import Stack\nimport main\n\ndef test_pops_the_last():\n    s = Stack(); s.push(1); s.push(2)\n    assert s.pop() == 2\n\n@pytest.mark.parametrize('x', [3, 'ü\"'])\ndef test_pops_what_was_pushed(x):\n    s = Stack(); s.push(x)\n    assert s.pop() == x\n\n@pytest.mark.skip\ndef test_later(): assert False\n"),
            "return self.items.pop()", "return self.items.pop(0)", "raise KeyError('no')"),
        ["unittest"] = (
            [new("main.py", ""), new("stack.py", "class Stack:\n    def __init__(self): self.items = []\n    def push(self, x): self.items.append(x)\n    def pop(self):\n        BODY\n")],
            new("test_stack.py", "import unittest\nfrom stack import Stack\n\nclass T(unittest.TestCase):\n    def test_pops_the_last(self):\n        s = Stack(); s.push(1); s.push(2)\n        self.assertEqual(s.pop(), 2)\n    def test_pops_one(self):\n        s = Stack(); s.push(3)\n        self.assertEqual(s.pop(), 3)\n    def test_pops_text(self):\n        s = Stack(); s.push('ü')\n        self.assertEqual(s.pop(), 'ü')\n    @unittest.skip('')\n    def test_later(self): self.fail()\n"),
            "return self.items.pop()", "return self.items.pop(0)", "raise KeyError('no')"),
        ["node-test/javascript"] = (
            [new("main.js", "console.log('loud');"), new("stack.js", "class Stack { constructor() { this.items = []; } push(x) { this.items.push(x); } pop() { BODY } }\nmodule.exports = { Stack };\n")],
            new("stack.test.js", "const { test, describe, it } = require('node:test');\nconst assert = require('node:assert');\nconst { Stack } = require('./stack.js');\nrequire('./main.js');\ntest('pops the last', () => { const s = new Stack(); s.push(1); s.push(2); assert.strictEqual(s.pop(), 2); });\ndescribe('one', () => { it('is popped', async () => { const s = new Stack(); s.push('\"'); assert.strictEqual(s.pop(), '\"'); }); it('is popped again', () => { const s = new Stack(); s.push(3); assert.strictEqual(s.pop(), 3); }); });\ntest.skip('later', () => { throw 1; });\n"),
            "return this.items.pop();", "return this.items.shift();", "throw new TypeError('no');"),
        ["node-test/typescript"] = (
            [new("main.ts", "console.log('loud');"), new("stack.ts", "export class Stack<T> { private items: T[] = []; push(x: T) { this.items.push(x); } pop(): T | undefined { BODY } }\n")],
            new("stack.test.ts", "import { test, describe, it } from 'node:test';\nimport assert from 'node:assert';\nimport { Stack } from './stack';\nimport './main';\ntest('pops the last', () => { const s = new Stack<number>(); s.push(1); s.push(2); assert.strictEqual(s.pop(), 2); });\ndescribe('one', () => { it('is popped', () => { const s = new Stack<string>(); s.push('\"'); assert.strictEqual(s.pop(), '\"'); }); it('is popped again', () => { const s = new Stack<number>(); s.push(3); assert.strictEqual(s.pop(), 3); }); });\n"),
            "return this.items.pop();", "return this.items.shift();", "throw new TypeError('no');"),
        ["junit"] = (
            [new("Main.java", "class Main {}"), new("shop/Stack.java", "package shop;\nimport java.util.*;\npublic class Stack<T> {\n  private final LinkedList<T> items = new LinkedList<>();\n  public void push(T x) { System.out.println(\"loud\"); items.addLast(x); }\n  public T pop() { BODY }\n}\n")],
            new("shop/StackTest.java", "package shop;\nimport static org.junit.jupiter.api.Assertions.*;\nimport org.junit.jupiter.api.*;\nimport org.junit.jupiter.params.ParameterizedTest;\nimport org.junit.jupiter.params.provider.ValueSource;\nclass StackTest {\n  @Test void popsTheLast() { var s = new Stack<Integer>(); s.push(1); s.push(2); assertEquals(2, s.pop()); }\n  @ParameterizedTest @ValueSource(strings = {\"a\", \"\\\"ü\"}) void popsOne(String x) { var s = new Stack<String>(); s.push(x); assertEquals(x, s.pop()); }\n  @Test @Disabled void later() { fail(); }\n}\n"),
            "return items.removeLast();", "return items.removeFirst();", "throw new IllegalStateException(\"no\");"),
        ["xunit"] = (
            [new("Program.cs", "public class Nothing;"), new("Stack.cs", "public class Pile<T> { private readonly List<T> _items = []; public void Push(T x) { Console.WriteLine(\"loud\"); _items.Add(x); } public T Pop() { BODY } }\n")],
            new("StackTests.cs", "using Xunit;\npublic class StackTests {\n  [Fact] public void Pops_the_last() { var s = new Pile<int>(); s.Push(1); s.Push(2); Assert.Equal(2, s.Pop()); }\n  [Theory, InlineData(\"a\"), InlineData(\"\\\"ü\")] public async Task Pops_one(string x) { await Task.Yield(); var s = new Pile<string>(); s.Push(x); Assert.Equal(x, s.Pop()); }\n  [Fact(Skip = \"later\")] public void Later() => Assert.Fail();\n}\n"),
            "var x = _items[^1]; _items.RemoveAt(_items.Count - 1); return x;", "var x = _items[0]; _items.RemoveAt(0); return x;", "throw new InvalidOperationException(\"no\");"),
        ["doctest"] = (
            [new("main.cpp", "#include \"stack.h\"\n#include <iostream>\nint main() { std::cout << \"loud\"; }\n"), new("stack.h", "#pragma once\n#include <iostream>\n#include <stdexcept>\n#include <vector>\ntemplate <class T> struct Stack {\n  std::vector<T> items;\n  void push(T x) { std::cout << \"loud\" << std::endl; items.push_back(x); }\n  T pop() { BODY }\n};\n")],
            new("stack_test.cpp", "#include <doctest/doctest.h>\n#include <string>\n#include \"stack.h\"\nTEST_CASE(\"pops the last\") { Stack<int> s; s.push(1); s.push(2); CHECK(s.pop() == 2); }\nTEST_CASE(\"pops \\\"one\\\"\") { Stack<std::string> s; s.push(\"a\"); CHECK(s.pop() == \"a\"); }\nTEST_CASE(\"pops a number\") { Stack<int> s; s.push(3); REQUIRE(s.pop() == 3); }\n"),
            "T x = items.back(); items.pop_back(); return x;", "T x = items.front(); items.erase(items.begin()); return x;", "throw std::runtime_error(\"no\");"),
        ["go-test"] = (
            [new("main.go", "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"loud\") }\n"), new("stack.go", "package main\n\nimport \"fmt\"\n\ntype Stack struct{ items []int }\n\nfunc (s *Stack) Push(x int) { fmt.Println(\"--- PASS: TestLoud (0.00s)\"); s.items = append(s.items, x) }\n\nfunc (s *Stack) Pop() int { BODY }\n")],
            new("stack_test.go", "package main\n\nimport \"testing\"\n\nfunc TestPopsTheLast(t *testing.T) {\n\ts := &Stack{}\n\ts.Push(1)\n\ts.Push(2)\n\tif x := s.Pop(); x != 2 {\n\t\tt.Errorf(\"expected 2, was %d\", x)\n\t}\n}\n\nfunc TestPopsOne(t *testing.T) {\n\tfor _, name := range []string{\"a\", \"b\"} {\n\t\tt.Run(name, func(t *testing.T) {\n\t\t\ts := &Stack{}\n\t\t\ts.Push(3)\n\t\t\tif s.Pop() != 3 {\n\t\t\t\tt.Fatal(\"not 3\")\n\t\t\t}\n\t\t})\n\t}\n}\n\nfunc TestLater(t *testing.T) { t.Skip() }\n"),
            "x := s.items[len(s.items)-1]; s.items = s.items[:len(s.items)-1]; return x", "x := s.items[0]; s.items = s.items[1:]; return x", ""),
    };

    public static TheoryData<string> Runners => [.. Projects.Keys.Where(k => LanguageTable.Find(Runner(k).Language) is not null)];

    [Theory, MemberData(nameof(Runners))]
    public async Task Every_case_is_reported_and_all_that_pass_are_accepted(string key)
    {
        var run = (await Run(key, Projects[key].Pops)).Shows(Verdict.Accepted);
        Assert.True(run.Only.Cases.Count == 3, $"{run.Only}: {string.Join("; ", run.Only.Cases)}");
        Assert.All(run.Only.Cases, c => Assert.Equal(Verdict.Accepted, c.Verdict));
        Assert.All(run.Only.Cases, c => Assert.Equal("", c.Message));
        Assert.Equal(3, run.Only.Cases.Select(c => c.Name).Distinct().Count());
        Assert.DoesNotContain("loud", run.Only.Stdout, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Runners))]
    public async Task An_assertion_that_fails_is_a_wrong_answer_with_its_message(string key)
    {
        var run = (await Run(key, Projects[key].Wrong)).Shows(Verdict.WrongAnswer);
        Assert.Equal(3, run.Only.Cases.Count);
        var failed = Assert.Single(run.Only.Cases, c => c.Verdict != Verdict.Accepted);
        Assert.Equal(Verdict.WrongAnswer, failed.Verdict);
        Assert.Contains("2", failed.Message, StringComparison.Ordinal);
        Assert.Equal($"1 of 3 tests failed, first {failed.Name}.", run.Only.Note);
    }

    [Theory, MemberData(nameof(Runners))]
    public async Task An_error_in_the_candidates_code_is_a_runtime_error(string key)
    {
        if (Projects[key].Broken.Length == 0) return;
        var run = (await Run(key, Projects[key].Broken)).Shows(Verdict.RuntimeError);
        Assert.Equal(3, run.Only.Cases.Count);
        Assert.All(run.Only.Cases, c => Assert.Equal(Verdict.RuntimeError, c.Verdict));
        Assert.All(run.Only.Cases, c => Assert.Contains("no", c.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pytest", "import os; os._exit(0)")]
    [InlineData("junit", "Runtime.getRuntime().halt(0); return null;")]
    [InlineData("xunit", "Environment.Exit(0); return default;")]
    [InlineData("doctest", "_Exit(0);")]
    [InlineData("node-test/javascript", "process.reallyExit(0);")]
    public async Task Leaving_before_the_tests_end_is_no_way_to_pass(string key, string body) =>
        Assert.StartsWith("The tests ended early", (await Run(key, body)).Shows(Verdict.RuntimeError).Only.Note, StringComparison.Ordinal);

    [Theory]
    [InlineData("pytest", "x = 1\n")]
    [InlineData("unittest", "x = 1\n")]
    [InlineData("node-test/javascript", "1;\n")]
    [InlineData("junit", "package shop;\nclass StackTest {}\n")]
    [InlineData("xunit", "class None;\n")]
    [InlineData("go-test", "package main\n")]
    public async Task No_test_at_all_is_no_pass(string key, string text)
    {
        var run = (await Run(key, Projects[key].Pops, [Projects[key].Tests with { Text = text }])).Shows(Verdict.RuntimeError);
        Assert.Equal("No test was found, or none was reached.", run.Only.Note);
    }

    [Fact]
    public async Task The_questions_file_wins_over_a_candidates_of_the_same_name()
    {
        var (theirs, tests, pops, _, _) = Projects["pytest"];
        SourceFile[] sly = [.. theirs, tests with { Text = "def test_nothing(): pass\n" }, new("conftest.py", "import os; os._exit(0)"), new("pytest.py", "raise SystemExit(0)"), new("json.py", "raise SystemExit(0)")];
        Assert.Equal(3, (await Run("pytest", pops, theirs: sly)).Shows(Verdict.Accepted).Only.Cases.Count);
    }

    [Fact]
    public async Task A_module_that_does_not_load_is_a_runtime_error_of_its_file()
    {
        var run = (await Run("pytest", "pass", [new("test_a.py", "import nowhere\n")])).Shows(Verdict.RuntimeError);
        Assert.Equal("test_a.py", Assert.Single(run.Only.Cases).Name);
        Assert.Contains("nowhere", run.Only.Cases[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nose", "test_a.py", "Python has no test runner called 'nose'.")]
    [InlineData("", "../test_a.py", "A file cannot be called '../test_a.py'.")]
    [InlineData("pytest", "ella_tests.py", "A file cannot be called 'ella_tests.py'.")]
    public async Task What_cannot_be_run_is_told_the_author(string runner, string file, string said)
    {
        var request = Ask.One("python", "") with { UnitTests = new(runner, [new(file, "")]) };
        var run = await Outcome.Of((await sandbox.Require("python")).Run(request, TestContext.Current.CancellationToken));
        Assert.Equal((Verdict.SystemError, said), (run.Compiled.Verdict, run.Compiled.Output));
    }

    private static TestRunner Runner(string key) => key.Split('/') is [var id, var language]
        ? TestRunners.All.Single(r => r.Id == id && r.Language == language)
        : TestRunners.All.Single(r => r.Id == key);

    private async Task<Outcome> Run(string key, string body, SourceFile[]? tests = null, SourceFile[]? theirs = null)
    {
        var runner = Runner(key);
        Assert.SkipUnless(runner.IsInstalled || SandboxFixture.Demanded, $"{runner.Id} is not installed.");
        var files = (theirs ?? Projects[key].Theirs).Select(f => f with { Text = f.Text.Replace("BODY", body, StringComparison.Ordinal) });
        var request = Ask.One(runner.Language, "", limits: Roomy) with { Files = [.. files], UnitTests = new(runner.Id, tests ?? [Projects[key].Tests]) };
        var run = await Outcome.Of((await sandbox.Require(runner.Language)).Run(request, TestContext.Current.CancellationToken));
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        return run;
    }
}
