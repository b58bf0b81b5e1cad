namespace EllaAI.Web.Questions;

/// <summary>What a candidate writes, and so what a test is.</summary>
public enum QuestionKind
{
    Program,
    Function,
    Interactive,
    UnitTests,
}
