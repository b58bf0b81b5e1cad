using System.Security.Cryptography;
using EllaAI.Core.Access;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;
using QRCoder;

namespace EllaAI.Web.Access;

/// <summary>What an authenticator app and we both know, and the codes that follow from it.</summary>
internal sealed class AuthenticatorCodes(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Bytes, as RFC 4226 recommends.</summary>
    private const int SecretLength = 20;

    /// <summary>A clock may be half a minute ahead or behind.</summary>
    private static readonly VerificationWindow _drift = new(previous: 1, future: 1);

    public static byte[] NewSecret() => KeyGeneration.GenerateRandomKey(SecretLength);

    public string Seal(AccountId account, byte[] secret) => For(account).Protect(Base32Encoding.ToString(secret));

    /// <summary>Null for what was not sealed for this account.</summary>
    public byte[]? Open(AccountId account, string? sealedSecret) =>
        sealedSecret is { Length: > 0 and < 2_000 } && For(account).Open(sealedSecret) is { } text ? Base32Encoding.ToBytes(text) : null;

    /// <summary>The half minute, counted from 1970, of which it is the code; null for a wrong one.</summary>
    public long? Step(byte[] secret, string code) =>
        new Totp(secret).VerifyTotp(clock.GetUtcNow().UtcDateTime, code, out var step, _drift) ? step : null;

    /// <summary>For typing, in groups of four.</summary>
    public static string Key(byte[] secret) => string.Join(' ', Base32Encoding.ToString(secret).TrimEnd('=').Chunk(4).Select(c => new string(c)));

    /// <summary>Tells secrets apart, for a page that shows one; only whoever has the secret could make it.</summary>
    public static string Mark(byte[] secret) => Convert.ToHexStringLower(SHA256.HashData(secret));

    /// <summary>An SVG picture, dark on light in every theme, for cameras.</summary>
    public static string QrCode(byte[] secret, string email)
    {
        var address = new OtpUri(OtpType.Totp, secret, email, "EllaAI").ToString();
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(4, "#0f172a", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    private IDataProtector For(AccountId account) => protection.CreateProtector("ella.authenticator", account.Value.ToString("N"));
}
