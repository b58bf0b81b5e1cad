namespace EllaAI.Sandbox.Judging;

/// <summary>A program of the question's author is no good; the message is one sentence for them.</summary>
internal sealed class QuestionFaultException(string message) : Exception(message);
