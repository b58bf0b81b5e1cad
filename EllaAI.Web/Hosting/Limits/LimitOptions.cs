using System.ComponentModel.DataAnnotations;

namespace EllaAI.Web.Hosting.Limits;

/// <summary>Section <c>Limits</c>: requests a minute.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Of one client address: pages and whatever has no limit of its own. Files of pages do not count, health checks by themselves.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:Address is a number of requests a minute, 1 or more.")]
    public int Address { get; set; } = 1_000;

    /// <summary>Tries to sign in from one client address.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:SignIn is a number of requests a minute, 1 or more.")]
    public int SignIn { get; set; } = 30;

    /// <summary>Programs that ask for a token from one client address.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:Tokens is a number of requests a minute, 1 or more.")]
    public int Tokens { get; set; } = 60;

    /// <summary>Of one person who is signed in, forms only; and of one API key.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:User is a number of requests a minute, 1 or more.")]
    public int User { get; set; } = 100;

    /// <summary>Of all programs of one company, about assessments.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:Company is a number of requests a minute, 1 or more.")]
    public int Company { get; set; } = 500;

    /// <summary>Of one API key: runs of code, and looks at them.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:Runs is a number of requests a minute, 1 or more.")]
    public int Runs { get; set; } = 50;

    /// <summary>Of one attempt: saving, reading, the hub. A whole exam behind one address does not use up what one candidate has.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:Attempt is a number of requests a minute, 1 or more.")]
    public int Attempt { get; set; } = 600;

    /// <summary>Runs and submissions of one attempt.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:Executions is a number of requests a minute, 1 or more.")]
    public int Executions { get; set; } = 50;

    /// <summary>What one person does in open pages, a minute: each click, key and answer of the page. What is more waits, and none of it is refused.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:Page is a number a minute, 1 or more.")]
    public int Page { get; set; } = 6_000;

    /// <summary>How much of that there may be at once.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:PageBurst is a number, 1 or more.")]
    public int PageBurst { get; set; } = 1_000;
}
