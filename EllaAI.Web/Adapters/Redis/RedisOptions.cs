using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EllaAI.Web.Adapters.Redis;

/// <summary>Section <c>Redis</c>. Without it everything stays in the process.</summary>
public sealed class RedisOptions
{
    public const string Section = "Redis";

    /// <summary>
    /// For cache, backplanes and live messages, such as <c>redis:6379</c> or <c>redis:6379,password=...,ssl=true</c>. May evict and may be
    /// flushed. Empty while <see cref="Jobs"/> is set: that one serves, so that replicas always hear each other.
    /// </summary>
    public string Cache { get; set; } = "";

    /// <summary>For jobs and for the keys of sessions: must not evict (<c>maxmemory-policy noeviction</c>). Empty: jobs in memory and keys on disk, for one replica.</summary>
    public string Jobs { get; set; } = "";

    internal string SharedCache => Cache.Length > 0 ? Cache : Jobs;
}

/// <summary>Names the wrong key and never says what stands there: it may be a password.</summary>
internal sealed class RedisOptionsCheck : IValidateOptions<RedisOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        string[] problems = [.. Problems("Redis:Cache", options.Cache), .. Problems("Redis:Jobs", options.Jobs)];
        return problems.Length > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Problems(string key, string text)
    {
        if (text.Length == 0) yield break;
        if (!IsReadable(text, out var parsed)) yield return $"{key} is not a connection string such as redis:6379,password=...,ssl=true.";
        else if (parsed.EndPoints.Count == 0) yield return $"{key} names no server; it begins with one, such as redis:6379.";
    }

    private static bool IsReadable(string text, out ConfigurationOptions parsed)
    {
        try
        {
            parsed = ConfigurationOptions.Parse(text);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            parsed = new();
            return false;
        }
    }
}
