using EllaAI.Web.Access;
using Microsoft.AspNetCore.Identity;
using Xunit;

namespace EllaAI.Web.Tests.Access;

/// <summary>People who guess at passwords, and what they learn and cause.</summary>
[Collection("accounts")]
public sealed class GuessingTests(AccountApp accounts)
{
    private const string Wrong = "a wrong password of some length";

    [Fact]
    public async Task After_a_hundred_wrong_passwords_from_elsewhere_a_known_browser_signs_in_at_once_and_others_after_minutes()
    {
        var email = await accounts.AddRita();
        using var known = await accounts.SignedIn(email);
        using var stranger = new Browser(accounts.App);
        var said = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            using var answer = await AccountApp.SignIn(stranger, email, Wrong);
            said.Add(answer.Headers.Location!.ToString().Split("problem=")[1]);
            if (i % 10 == 9) accounts.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(["wait", "wrong"], said.Order());
        (await known.SubmitFrom("/account/security", "/account/password", ("current", Wrong), ("password", ""))).Dispose();
        using var again = await known.SubmitFrom("/account/security", "/account/password", ("current", EllaApp.Password), ("password", "purple bicycle harbour"));
        Assert.EndsWith("said=password", again.Headers.Location!.ToString(), StringComparison.Ordinal);

        accounts.Clock.Advance(TimeSpan.FromMinutes(10));
        using var elsewhere = await accounts.SignedIn(email, "purple bicycle harbour");
    }

    [Fact]
    public async Task Wrong_passwords_that_come_all_at_once_are_counted_each()
    {
        var email = await accounts.AddRita();
        accounts.Hashes.Take();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var stranger = new Browser(accounts.App);
            using var answer = await AccountApp.SignIn(stranger, email, Wrong);
            return answer.Headers.Location!.ToString().Split("problem=")[1];
        }));

        Assert.Equal((5, 5), (answers.Count(a => a == "wrong"), accounts.Hashes.Take().Count));
        using var late = new Browser(accounts.App);
        using var right = await AccountApp.SignIn(late, email);
        Assert.EndsWith("problem=wait", right.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("known")]
    [InlineData("unknown")]
    [InlineData("disabled")]
    [InlineData("without a password")]
    public async Task Every_address_is_answered_alike_and_costs_one_hash_of_the_same_kind(string address)
    {
        var email = address == "unknown" ? $"nobody-{Guid.NewGuid():N}@acme.example" : await accounts.AddRita(a => address switch
        {
            "disabled" => a with { DisabledAt = accounts.Clock.GetUtcNow() },
            "without a password" => a with { PasswordHash = "" },
            _ => a,
        });
        using var browser = new Browser(accounts.App);
        accounts.Hashes.Take();
        var said = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await AccountApp.SignIn(browser, email, Wrong);
            said.Add(answer.Headers.Location!.ToString().Replace(email, "", StringComparison.Ordinal));
        }

        Assert.Equal(Enumerable.Repeat("/sign-in?returnUrl=%2Fhome&email=&problem=wrong", 5), said.Take(5));
        Assert.Matches("^/sign-in\\?returnUrl=%2Fhome&email=&wait=\\d+&problem=wait$", said[5]);
        Assert.Equal(5, accounts.Hashes.Take().Count(h => Cost(h) == Cost(accounts.Hashes.HashPassword(null!, "any"))));
        Assert.False(AccountApp.IsSignedIn(browser));
    }

    [Fact]
    public async Task A_disabled_account_does_not_open_with_its_right_password()
    {
        var email = await accounts.AddRita(a => a with { DisabledAt = accounts.Clock.GetUtcNow() });
        using var browser = new Browser(accounts.App);

        using var answer = await AccountApp.SignIn(browser, email);

        Assert.EndsWith("problem=wrong", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10_000, 10)]
    [InlineData(10, 10_000)]
    [InlineData(200_000, 200_000)]
    [InlineData(0, 0)]
    public async Task Huge_and_empty_fields_are_wrong_like_any_other(int emailLength, int passwordLength)
    {
        using var browser = new Browser(accounts.App);

        using var answer = await AccountApp.SignIn(browser, new string('e', emailLength), new string('p', passwordLength));

        Assert.EndsWith("problem=wrong", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.InRange(answer.Headers.Location!.ToString().Length, 10, 400);
    }

    [Fact]
    public async Task A_long_password_is_not_cut_to_one_that_fits()
    {
        var own = string.Concat(Enumerable.Range(0, 32).Select(i => $"{(char)('a' + i % 26)}{i:00}é"));
        Assert.Equal(128, own.Length);
        var email = await accounts.AddRita(a => a with { PasswordHash = accounts.Hashes.HashPassword(null!, own) });
        using var browser = new Browser(accounts.App);

        using var longer = await AccountApp.SignIn(browser, email, own + "x");
        // The same letters, written as a Mac does.
        using var right = await accounts.SignedIn(email, own.Normalize(System.Text.NormalizationForm.FormD));

        Assert.EndsWith("problem=wrong", longer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(129)]
    [InlineData(10_000)]
    public void What_is_too_long_for_a_password_is_never_hashed(int length)
    {
        var (own, typed) = (new PasswordHashes(rounds: 1_000), new string('p', length));

        Assert.Throws<ArgumentException>(() => own.HashPassword(null!, typed));
        // Compared with the hash of nothing it is nothing: that is all that was hashed of it.
        Assert.Equal(PasswordVerificationResult.Success, own.VerifyHashedPassword(null!, own.HashPassword(null!, ""), typed));
    }

    [Fact]
    public void The_products_own_hashes_are_as_slow_as_is_recommended_and_told_from_older_ones()
    {
        var own = new PasswordHashes();
        var hash = own.HashPassword(null!, EllaApp.Password);

        // PBKDF2 (1), HMAC-SHA512 (2), rounds.
        Assert.Equal($"0100000002{210_000:X8}", Cost(hash));
        Assert.Equal(PasswordVerificationResult.Success, own.VerifyHashedPassword(null!, hash, EllaApp.Password));
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, own.VerifyHashedPassword(null!, new PasswordHashes(rounds: 1_000).HashPassword(null!, EllaApp.Password), EllaApp.Password));
    }

    /// <summary>Format, pseudorandom function and rounds: the first nine bytes of Identity's hashes.</summary>
    private static string Cost(string hash) => Convert.ToHexString(Convert.FromBase64String(hash).AsSpan(0, 9));
}
