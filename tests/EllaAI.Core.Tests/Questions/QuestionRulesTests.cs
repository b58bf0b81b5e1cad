using EllaAI.Core.Execution;
using EllaAI.Core.Questions;
using Xunit;

namespace EllaAI.Core.Tests.Questions;

public sealed class QuestionRulesTests
{
    private static readonly DataType _int = new(DataKind.Int), _ints = new(DataKind.List, _int);

    private static readonly Question _program = new(
        new(Guid.NewGuid()), "Sum", "Add them.", "easy", [], new Dictionary<string, string>(),
        [new(1, "One", "1 2", "3", true, 4), new(2, "Two", "3 4", "7", false, 6)], Limits.Default, Checker.Tokens, default);

    private static readonly Question _function = _program with
    {
        Function = new("addAll", [new("numbers", _ints), new("start", _int)], new(DataKind.Long)),
        Starters = new Dictionary<string, string> { ["python"] = "def add_all(numbers, start):" },
        Tests = [new(1, "One", "[[1, 2], 3]", "6", true, 4)],
    };

    [Fact]
    public void Programs_and_functions_with_fitting_tests_pass()
    {
        Assert.Null(QuestionRules.Check(_program));
        Assert.Null(QuestionRules.Check(_function));
        Assert.Null(QuestionRules.Check(Grouped(new TestGroup("All", 100, GroupScoring.AllOrNothing), "All")));
    }

    [Theory]
    [InlineData("[[1, 2]]", "6", "The input of test 1 must be a JSON array of 2 arguments.")]
    [InlineData("1 2", "6", "The input of test 1 must be a JSON array of 2 arguments.")]
    [InlineData("[[1, \"2\"], 3]", "6", "The input of test 1 gives the argument 'numbers' a value that does not have its type.")]
    [InlineData("[[1], 3000000000]", "6", "The input of test 1 gives the argument 'start' a value that does not have its type.")]
    [InlineData("[[1], 3]", "six", "What test 1 expects is not the JSON of a result of this function.")]
    [InlineData("[[1], 3]", "6.5", "What test 1 expects is not the JSON of a result of this function.")]
    public void A_test_that_does_not_fit_the_function_is_named(string input, string expected, string said) =>
        Says(said, _function with { Tests = [new(1, "One", input, expected, true, 4)] });

    // Half of a surrogate pair is a string in JSON, and in no language: the sandbox could not hand it over.
    [Theory]
    [InlineData("""["\ud800"]""", "\"a\"", "The input of test 1 gives the argument 'text' a value that does not have its type.")]
    [InlineData("""["\ud83d\ude00"]""", "\"\\udc00\"", "What test 1 expects is not the JSON of a result of this function.")]
    public void Half_a_character_is_no_string(string input, string expected, string said) => Says(said, Echo(input, expected));

    // As itself rather than spelled: no attribute can hold it.
    [Fact]
    public void Half_a_character_is_no_json() => Says("The input of test 1 must be a JSON array of 1 arguments.", Echo($"[\"{(char)0xD800}\"]", "\"a\""));

    [Fact]
    public void Half_a_character_is_no_key()
    {
        var map = new DataType(DataKind.Map, _int);
        Says(
            "The input of test 1 gives the argument 'counts' a value that does not have its type.",
            _function with { Function = new("f", [new("counts", map)], map), Tests = [new(1, "One", """[{"\ud800": 1}]""", "{}", true, 4)] });
    }

    [Theory]
    [InlineData("a(", "What test 1 expects is no regular expression: ")]
    [InlineData("a)|(b", "What test 1 expects is no regular expression: ")]
    [InlineData(@"(a)\1", "What test 1 expects could take for ever on some answers: ")]
    [InlineData("(?=a).*", "What test 1 expects could take for ever on some answers: ")]
    [InlineData("(?<!a)b", "What test 1 expects could take for ever on some answers: ")]
    [InlineData("((a{1000}){50}){10}", "What test 1 expects could take for ever on some answers: ")]
    public void A_pattern_that_the_sandbox_would_not_match_is_refused(string pattern, string said)
    {
        var question = _program with { Checker = new(CheckerKind.Pattern), Tests = [new(1, "One", "", pattern, true, 4)] };
        Assert.StartsWith(said, QuestionRules.Check(question)?.Detail, StringComparison.Ordinal);
        Assert.Null(QuestionRules.Check(question with { Tests = [new(1, "One", "", "(a+)+b\n", true, 4)] }));
    }

    [Theory]
    [InlineData("Add", "a")]
    [InlineData("add all", "a")]
    [InlineData("", "a")]
    [InlineData("add", "add")]
    [InlineData("add", "_a")]
    public void A_signature_that_some_language_cannot_spell_is_refused(string name, string parameter) =>
        Assert.Equal("invalid-function", QuestionRules.Check(_function with { Function = new(name, [new(parameter, _int)], _int) })?.Code);

    [Fact]
    public void A_list_without_the_type_of_its_items_is_refused() =>
        Assert.Equal("invalid-function", QuestionRules.Check(_function with { Function = new("f", [], new(DataKind.List)) })?.Code);

    [Fact]
    public void Groups_need_names_of_their_own_and_tests_that_can_earn_their_points()
    {
        var group = new TestGroup("Small", 40, GroupScoring.Sum);
        Says("Test 1 is in the group 'Large', which is not there.", Grouped(group, "Large"));
        Says("The group 'Small' has no test that could earn its points.", Grouped(group, ""));
        Says("Two groups have the same name.", Grouped(group, "Small") with { Groups = [group, group] });
        Says("Give each group a name of at most 60 characters.", Grouped(group with { Name = " " }, " "));
        var weightless = Grouped(group, "Small");
        Says("The group 'Small' has no test that could earn its points.", weightless with { Tests = [weightless.Tests[0] with { Weight = 0 }] });
    }

    [Fact]
    public void Checkers_need_what_they_work_with()
    {
        Says("Write the program that checks the answers.", _program with { Checker = new(CheckerKind.Program) });
        Says("This program is still empty.", _program with { Checker = new(CheckerKind.Program) { Program = new("python", [new("", " ")]) } });
        Says("A tolerance is a number from 0 to 1.", _program with { Checker = new(CheckerKind.Numbers) { AbsoluteTolerance = double.NaN } });
        var bad = QuestionRules.Check(_program with { Checker = new(CheckerKind.Pattern), Tests = [new(1, "One", "", "(", true, 1)] });
        Assert.StartsWith("What test 1 expects is no regular expression", bad?.Detail, StringComparison.Ordinal);
        Assert.Equal("invalid-interactor", QuestionRules.Check(_function with { Interactor = new("python", [new("", "x")]) })?.Code);
    }

    [Fact]
    public void A_question_offers_the_languages_that_it_has_a_frame_or_tests_for()
    {
        Assert.True(_program.Allows("cobol"));
        Assert.Equal((true, false), (_function.Allows("python"), _function.Allows("java")));
        Assert.Equal("invalid-starters", QuestionRules.Check(_function with { Starters = new Dictionary<string, string>() })?.Code);
        var tested = _program with { UnitTests = new Dictionary<string, UnitTests> { ["java"] = new("", [new("T.java", "")]) } };
        Assert.Equal((false, true), (tested.Allows("python"), tested.Allows("java")));
    }

    [Fact]
    public void Own_input_fits_the_question_or_is_refused()
    {
        Assert.Null(QuestionRules.CheckOwnInput(_program, "anything"));
        Assert.Null(QuestionRules.CheckOwnInput(_function, "[[1], 2]"));
        Assert.Equal("Your input must be a JSON array of 2 arguments.", QuestionRules.CheckOwnInput(_function, "1 2")?.Detail);
        var tested = _program with { UnitTests = new Dictionary<string, UnitTests> { ["python"] = new("", [new("test_a.py", "")]) } };
        Assert.Equal("invalid-stdin", QuestionRules.CheckOwnInput(tested, "")?.Code);
    }

    [Fact]
    public void Own_input_is_compared_with_nothing_by_nobody()
    {
        var checkedByProgram = _program with { Checker = new(CheckerKind.Program) { Program = new("python", [new("", "exit(43)")]) } };
        var request = checkedByProgram.Request("1", "python", "print()", _program.Tests, ownInput: true, interactive: true);
        Assert.Equal(Checker.Tokens, request.Checker);
        Assert.All(request.Tests, t => Assert.Null(t.Expected));
    }

    private static Question Grouped(TestGroup group, string of) =>
        _program with { Groups = [group], Tests = [.. _program.Tests.Select(t => t with { Group = of })] };

    private static Question Echo(string input, string expected) => _function with
    {
        Function = new("echo", [new("text", new(DataKind.String))], new(DataKind.String)),
        Tests = [new(1, "One", input, expected, true, 4)],
    };

    private static void Says(string detail, Question question) => Assert.Equal(detail, QuestionRules.Check(question)?.Detail);
}
