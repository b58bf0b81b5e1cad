namespace EllaAI.Core.Execution;

/// <summary>What became of one program, for one test. The wire and the documents use the kebab-case name (<c>time-limit</c>).</summary>
public enum Verdict
{
    Accepted,
    WrongAnswer,
    PresentationError,

    /// <summary>More processor time than allowed, over the whole process tree.</summary>
    TimeLimit,

    /// <summary>Too long on the clock while hardly using the processor, as a sleeping program does.</summary>
    WallLimit,
    MemoryLimit,
    OutputLimit,

    /// <summary>Ended with a code other than 0, or by a signal.</summary>
    RuntimeError,
    CompileError,

    /// <summary>Our fault, never the candidate's.</summary>
    SystemError,
}
