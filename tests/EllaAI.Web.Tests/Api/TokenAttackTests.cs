using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EllaAI.Core.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EllaAI.Web.Tests.Api;

/// <summary>Tokens that are nearly good. Each is what a good one is but for one thing, and the first test shows that the rest of it is right.</summary>
public sealed class TokenAttackTests(EllaApp app) : IAsyncLifetime
{
    private static readonly Dictionary<string, Func<Good, string>> _attacks = new()
    {
        ["no signature: none"] = g => g.Unsigned("none"),
        ["no signature: nOnE"] = g => g.Unsigned("nOnE"),
        ["no signature, ES256 said"] = g => g.Unsigned("ES256"),
        ["the algorithm is missing"] = g => g.Signed(header: h => h.Remove("alg")),
        ["HS256 with the public key, as PEM"] = g => g.Hmac(Encoding.ASCII.GetBytes(g.Real.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with the public key, as DER"] = g => g.Hmac(g.Real.ExportSubjectPublicKeyInfo()),
        ["HS256 with the public key, as its coordinates"] = g => g.Hmac([.. g.Real.ExportParameters(false).Q.X!, .. g.Real.ExportParameters(false).Q.Y!]),
        ["HS256 with nothing"] = g => g.Hmac([]),
        ["RS256 by a foreign key"] = g => g.Rsa(),
        ["ES256 by a foreign key"] = g => g.Signed(by: g.Foreign),
        ["ES256 by a foreign key that it brings along"] = g => g.Signed(h => h["jwk"] = g.ForeignJwk(), by: g.Foreign),
        ["ES256 by a foreign key that it brings along, without a kid"] = g => g.Signed(h => { h.Remove("kid"); h["jwk"] = g.ForeignJwk(); }, by: g.Foreign),
        ["ES256 by a foreign key that it says where to fetch"] = g => g.Signed(h => h["jku"] = "http://127.0.0.1:9/jwks.json", by: g.Foreign),
        ["ES256 by a foreign certificate that it says where to fetch"] = g => g.Signed(h => h["x5u"] = "http://127.0.0.1:9/cert.pem", by: g.Foreign),
        ["an unknown kid"] = g => g.Signed(h => h["kid"] = Guid.NewGuid().ToString("N")),
        ["no kid"] = g => g.Signed(h => h.Remove("kid")),
        ["an empty kid"] = g => g.Signed(h => h["kid"] = ""),
        ["a kid that is a path"] = g => g.Signed(h => h["kid"] = "../../../../dev/null", by: g.Foreign),
        ["a kid that is SQL"] = g => g.Signed(h => h["kid"] = "x' UNION SELECT body FROM documents --", by: g.Foreign),
        ["a kid that is a number"] = g => g.Signed(h => h["kid"] = 1),
        ["another type"] = g => g.Signed(h => h["typ"] = "JWT"),
        ["no type"] = g => g.Signed(h => h.Remove("typ")),
        ["another issuer"] = g => g.Signed(payload: p => p["iss"] = "https://elsewhere.example"),
        ["no issuer"] = g => g.Signed(payload: p => p.Remove("iss")),
        ["another audience"] = g => g.Signed(payload: p => p["aud"] = "https://elsewhere.example/api"),
        ["no audience"] = g => g.Signed(payload: p => p.Remove("aud")),
        ["over"] = g => g.Signed(payload: p => p["exp"] = p["iat"]!.GetValue<long>() - 60),
        ["without an end"] = g => g.Signed(payload: p => p.Remove("exp")),
        ["without a beginning"] = g => g.Signed(payload: p => p.Remove("nbf")),
        ["not yet good"] = g => g.Signed(payload: p => p["nbf"] = p["iat"]!.GetValue<long>() + 300),
        ["another company's, signed anew"] = g => g.Signed(payload: p => p["company"] = "acme"),
        ["the platform's, signed anew"] = g => g.Signed(payload: p => p["company"] = "platform"),
        ["a company that cannot be, signed anew"] = g => g.Signed(payload: p => p["company"] = "../acme"),
        ["no company"] = g => g.Signed(payload: p => p.Remove("company")),
        ["another key, signed anew"] = g => g.Signed(payload: p => p["sub"] = Guid.NewGuid().ToString("N")),
        ["no key"] = g => g.Signed(payload: p => p.Remove("sub")),
        ["changed after it was signed: the company"] = g => g.Changed(p => p["company"] = "acme"),
        ["changed after it was signed: the scopes"] = g => g.Changed(p => p["scope"] = string.Join(' ', ApiScopes.All.Select(s => s.Name))),
        ["changed after it was signed: the end"] = g => g.Changed(p => p["exp"] = p["exp"]!.GetValue<long>() + 3600),
        ["a signature of zeros"] = g => g.With(new byte[64]),
        ["a signature that is cut"] = g => g.With(new byte[10]),
        ["the API key itself"] = g => g.Secret,
        ["nothing"] = _ => "",
        ["no token at all"] = _ => "a.b.c",
        ["two dots"] = _ => "..",
        ["very long"] = _ => new string('a', 20_000),
    };

    private ApiProgram _program = null!;
    private Good _good = null!;

    public static TheoryData<string> Attacks { get; } = [.. _attacks.Keys];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _program = await ApiProgram.Start(app, [ApiScopes.ReadAssessments], new($"attacked-{Guid.NewGuid():N}"[..20]));
        var real = ECDsa.Create();
        real.ImportECPrivateKey((await app.Services.GetRequiredService<UseSigningKeys>().Current(Ct)).Secret, out _);
        _good = new(_program.Token, _program.Secret, real);
    }

    public async ValueTask DisposeAsync()
    {
        _good.Dispose();
        await _program.DisposeAsync();
    }

    [Fact]
    public async Task Made_in_the_same_way_without_a_change_it_is_good()
    {
        foreach (var token in new[] { _program.Token, _good.Signed(), _good.Signed(payload: p => p["company"] = _program.Company.Value) })
            Assert.Equal(_program.Company.Value, (await _program.Get("/api/auth/verify", token).Json()).GetProperty("company").Text("id"));
    }

    [Fact]
    public async Task Headers_that_lead_to_other_keys_are_not_looked_at()
    {
        var token = _good.Signed(h => (h["jku"], h["x5u"], h["jwk"]) = ("http://127.0.0.1:9/jwks.json", "http://127.0.0.1:9/cert.pem", _good.ForeignJwk()));
        Assert.Equal(HttpStatusCode.OK, (await _program.Get("/api/auth/verify", token)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task It_is_refused(string attack)
    {
        using var answer = await _program.Get("/api/assessments", _attacks[attack](_good));
        var code = await Task.FromResult(answer).Problem(HttpStatusCode.Unauthorized);

        Assert.Contains(code, (string[])["token-refused", "token-missing"]);
        Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_that_a_key_does_not_have_are_not_in_its_token_even_if_we_had_signed_them()
    {
        var token = _good.Signed(payload: p => p["scope"] = $"{ApiScopes.ReadAssessments} {ApiScopes.ReadResults}");

        Assert.Equal("insufficient-scope", await _program.Get($"/api/attempts/{Guid.NewGuid()}", token).Problem(HttpStatusCode.Forbidden));
        var scopes = (await _program.Get("/api/auth/verify", token).Json()).GetProperty("scopes").EnumerateArray().Select(s => s.GetString());
        Assert.Equal([ApiScopes.ReadAssessments], scopes);
    }

    private sealed class Good(string token, string secret, ECDsa real) : IDisposable
    {
        private readonly string[] _parts = token.Split('.');

        public string Secret => secret;

        public ECDsa Real => real;

        public ECDsa Foreign { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public string Signed(Action<JsonObject>? header = null, Action<JsonObject>? payload = null, ECDsa? by = null)
        {
            var text = $"{Part(0, header)}.{Part(1, payload)}";
            return $"{text}.{Base64Url.EncodeToString((by ?? real).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
        }

        public string Unsigned(string algorithm) => $"{Part(0, h => h["alg"] = algorithm)}.{_parts[1]}.";

        public string Hmac(byte[] with)
        {
            var text = $"{Part(0, h => h["alg"] = "HS256")}.{_parts[1]}";
            return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(with, Encoding.ASCII.GetBytes(text)))}";
        }

        public string Rsa()
        {
            using var rsa = RSA.Create(2048);
            var text = $"{Part(0, h => h["alg"] = "RS256")}.{_parts[1]}";
            return $"{text}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        }

        public string Changed(Action<JsonObject> change) => $"{_parts[0]}.{Part(1, change)}.{_parts[2]}";

        public string With(byte[] signature) => $"{_parts[0]}.{_parts[1]}.{Base64Url.EncodeToString(signature)}";

        public JsonObject ForeignJwk()
        {
            var point = Foreign.ExportParameters(false).Q;
            return new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X!), ["y"] = Base64Url.EncodeToString(point.Y!) };
        }

        public void Dispose()
        {
            Real.Dispose();
            Foreign.Dispose();
        }

        private string Part(int number, Action<JsonObject>? change)
        {
            var json = JsonNode.Parse(Base64Url.DecodeFromChars(_parts[number]))!.AsObject();
            change?.Invoke(json);
            return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
        }
    }
}
