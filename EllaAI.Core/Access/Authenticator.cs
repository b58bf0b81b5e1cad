namespace EllaAI.Core.Access;

/// <summary>An authenticator app that makes a new code every 30 seconds, as RFC 6238 has it.</summary>
/// <param name="SealedSecret">Sealed for this account; who reads the database alone makes no codes.</param>
/// <param name="LastStep">The last half minute, counted from 1970, of which a code was used. Only codes of later ones are good.</param>
public sealed record Authenticator(string SealedSecret, long LastStep, DateTimeOffset Since);

/// <summary>A browser in which the second step was shown and is not asked for again until <paramref name="Until"/>.</summary>
/// <param name="Name">What it is, in words: for the person to know it again.</param>
/// <param name="Hash">Of what the browser keeps.</param>
public sealed record TrustedDevice(Guid Id, string Name, string Hash, DateTimeOffset Since, DateTimeOffset Until);
