using EllaAI.Core;
using EllaAI.Core.Access;
using EllaAI.Core.Members;
using Microsoft.AspNetCore.Identity;

namespace EllaAI.Web.Access;

/// <summary>
/// What a new password must be: the only place that says so. Long and not guessed; nothing about which kinds of characters, as NIST SP 800-63B-4 has it.
/// </summary>
internal sealed class PasswordRules(ListCompaniesOf companies) : IPasswordValidator<SignInUser>
{
    public const int MinLength = 15;

    /// <summary>For whoever shows a code of an authenticator app as well.</summary>
    public const int MinLengthWithSecondStep = 8;

    /// <summary>Of a password of zxcvbn's scale of 0 to 4: at 3 it is found in 10^8 tries or more.</summary>
    private const int MinScore = 3;

    /// <summary>Guessing what stands behind takes zxcvbn long and makes no password worse.</summary>
    private const int Estimated = 64;

    private static readonly Dictionary<string, Problem> _problems = new Problem[]
    {
        new("password-empty", "Enter a new password."),
        new("password-short", $"Use at least {MinLength} characters. Several words with spaces are easy to remember."),
        new("password-short-with-step", $"Use at least {MinLengthWithSecondStep} characters."),
        new("password-long", $"Use at most {TypedPassword.MaxLength} characters."),
        new("password-yours", "This is mostly your name, your email address or your company. Use other words."),
        new("password-common", "This password is common or quickly guessed. Use several words that have nothing to do with each other."),
    }.ToDictionary(p => p.Code);

    private static readonly Zxcvbn.Zxcvbn _estimator = new();

    /// <summary>In words, for a code that came with an address; null for one that is not ours.</summary>
    public static string? Sentence(string? code) => code is not null && _problems.TryGetValue(code, out var problem) ? problem.Detail : null;

    /// <summary>What to know before one types.</summary>
    public static string Hint(Account? account) => account?.Authenticator is null
        ? $"At least {MinLength} characters. Several words with spaces are easy to remember."
        : $"At least {MinLengthWithSecondStep} characters. Several words with spaces are easy to remember.";

    /// <returns>What is wrong with it as the account's password; null for nothing.</returns>
    public async Task<Problem?> Check(Account account, string? typed, CancellationToken ct) =>
        Check(account, typed, (await companies.Run(account.Id, ct)).SelectMany(c => (string[])[c.Membership.Company.Value, c.Name]));

    public async Task<IdentityResult> ValidateAsync(UserManager<SignInUser> manager, SignInUser user, string? password) =>
        (user.Joins.Length > 0 ? Check(user.Account, password, [user.Joins]) : await Check(user.Account, password, CancellationToken.None)) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = problem.Code, Description = problem.Detail })
            : IdentityResult.Success;

    private static Problem? Check(Account account, string? typed, IEnumerable<string> names)
    {
        if (string.IsNullOrEmpty(typed)) return _problems["password-empty"];
        if (TypedPassword.Read(typed) is not { } password) return _problems["password-long"];
        var second = account.Authenticator is not null;
        if (TypedPassword.Length(password) < (second ? MinLengthWithSecondStep : MinLength)) return _problems[second ? "password-short-with-step" : "password-short"];
        var own = OwnWords(account, names);
        if (IsMostly(password, own)) return _problems["password-yours"];
        var estimated = password.Length <= Estimated ? password : password[..Estimated];
        return _estimator.EvaluatePassword(estimated, own).Score < MinScore ? _problems["password-common"] : null;
    }

    /// <summary>Longest first, so that a name goes before its parts. Words of one or two letters stand in every sentence.</summary>
    private static string[] OwnWords(Account account, IEnumerable<string> companies)
    {
        string[] whole = [account.Email, account.Name, .. companies];
        return [.. whole.Concat(whole.SelectMany(w => w.Split([' ', '@', '.', '-', '_', '+']))).Where(w => w.Length > 2)
            .Select(w => w.ToLowerInvariant()).Distinct().OrderByDescending(w => w.Length)];
    }

    /// <summary>Without these words, fewer letters and digits are left than the shortest password has.</summary>
    private static bool IsMostly(string password, string[] own)
    {
        var left = own.Aggregate(password.ToLowerInvariant(), (text, word) => text.Replace(word, " ", StringComparison.Ordinal));
        return own.Any(word => password.Contains(word, StringComparison.OrdinalIgnoreCase)) && left.Count(char.IsLetterOrDigit) < MinLengthWithSecondStep;
    }
}
