using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NetArchTest.Rules;
using Xunit;

namespace EllaAI.Web.Tests;

public sealed class ArchitectureTests
{
    private static readonly Assembly _web = typeof(Program).Assembly;

    /// <summary>Vendors' namespaces, and the only places of ours that may know them.</summary>
    public static TheoryData<string, string[]> Vendors { get; } = new()
    {
        { "Microsoft.Data.Sqlite", ["EllaAI.Web.Adapters.Sqlite."] },
        { "SQLitePCL", ["EllaAI.Web.Adapters.Sqlite."] },
        { "Grpc", ["EllaAI.Web.Adapters.Runner.", "EllaAI.Wire.Runner.", "EllaAI.Web.Adapters.Firestore.", "EllaAI.Wire.Firestore."] },
        { "Google.Protobuf", ["EllaAI.Web.Adapters.Runner.", "EllaAI.Wire.Runner.", "EllaAI.Web.Adapters.Firestore.", "EllaAI.Wire.Firestore."] },
        { "Google.Apis", ["EllaAI.Web.Adapters.Firestore."] },
        { "EllaAI.Wire.Runner", ["EllaAI.Web.Adapters.Runner.", "EllaAI.Wire.Runner."] },
        { "EllaAI.Wire.Firestore", ["EllaAI.Web.Adapters.Firestore.", "EllaAI.Wire.Firestore."] },
        // A feature names its jobs and puts them into a queue; all else about jobs is hosting and operations.
        { "Hangfire", ["EllaAI.Web.Hosting.", "EllaAI.Web.Operations.", "EllaAI.Web.Attempts.AttemptJobs", "EllaAI.Web.Attempts.AttemptQueue"] },
        { "MailKit", ["EllaAI.Web.Adapters.Smtp."] },
        { "MimeKit", ["EllaAI.Web.Adapters.Smtp."] },
        { "OtpNet", ["EllaAI.Web.Access.AuthenticatorCodes"] },
        { "QRCoder", ["EllaAI.Web.Access.AuthenticatorCodes"] },
        { "Zxcvbn", ["EllaAI.Web.Access.PasswordRules"] },
        { "MessagePack", ["EllaAI.Web.Attempts."] },
        { "Markdig", ["EllaAI.Web.Questions.StatementHtml"] },
        { "Ganss.Xss", ["EllaAI.Web.Questions.StatementHtml"] },
        { "Microsoft.IdentityModel", ["EllaAI.Web.Api.", "EllaAI.Web.SingleSignOn."] },
        { "Serilog", ["EllaAI.Web.Hosting."] },
        { "Polly", ["EllaAI.Web.Hosting.Circuit", "EllaAI.Web.Hosting.Tries"] },
        { "OpenTelemetry", ["EllaAI.Web.Hosting.MetricsFeature"] },
        { "StackExchange.Redis", ["EllaAI.Web.Adapters.Redis.", "EllaAI.Web.Hosting.JobsFeature", "EllaAI.Web.Hosting.JobQueue"] },
        { "ZiggyCreatures", ["EllaAI.Web.Adapters.Fusion.", "EllaAI.Web.Adapters.Redis."] },
    };

    [Theory]
    [MemberData(nameof(Vendors))]
    public void A_vendors_library_is_known_only_where_the_design_says(string vendor, string[] places)
    {
        var users = Users(vendor);

        Assert.NotEmpty(users);
        Assert.All(users, user => Assert.True(places.Any(place => user.StartsWith(place, StringComparison.Ordinal)), $"{user} knows {vendor}."));
    }

    [Fact]
    public void A_candidates_pages_know_no_dashboard_components()
    {
        var users = Users("MudBlazor");

        Assert.NotEmpty(users);
        Assert.DoesNotContain(users, user => user.StartsWith("EllaAI.Web.Attempts.", StringComparison.Ordinal));
    }

    [Fact]
    public void Web_knows_the_sandbox_only_by_its_wire()
    {
        var names = _web.GetReferencedAssemblies().Select(reference => reference.Name!).ToArray();

        Assert.NotEmpty(names);
        Assert.DoesNotContain("EllaAI.Sandbox", names);
    }

    [Fact]
    public void The_sandbox_knows_of_the_domain_only_the_execution_contract()
    {
        var known = TypesOfCore(Sandbox());

        Assert.NotEmpty(known);
        Assert.Equal(["EllaAI.Core.Execution"], known.Select(t => t.Namespace).Distinct());
    }

    [Fact]
    public void The_sandbox_knows_no_database_and_no_web_of_ours()
    {
        using var image = new PEReader(File.OpenRead(Sandbox()));
        var metadata = image.GetMetadataReader();
        var names = metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name)).ToArray();

        Assert.Contains("EllaAI.Core", names);
        Assert.DoesNotContain(names, name => name.Contains("Sqlite", StringComparison.OrdinalIgnoreCase) || name == "EllaAI.Web" || name.StartsWith("Hangfire", StringComparison.Ordinal));
    }

    [Fact]
    public void No_folder_is_named_for_what_it_is_instead_of_what_it_is_about()
    {
        string[] vague = ["Services", "Helpers", "Managers", "DTOs", "Dtos", "Common", "Utils", "Utilities", "Misc"];
        var namespaces = _web.GetTypes().SelectMany(t => (t.Namespace ?? "").Split('.')).Distinct().ToArray();

        Assert.Contains("Attempts", namespaces);
        Assert.Empty(namespaces.Intersect(vague, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Web_has_the_domains_folders()
    {
        string[] own = ["", "Adapters", "Hosting", "Ui", "Gateway"];
        var domain = typeof(Core.Problem).Assembly.GetTypes().Select(Folder).ToHashSet();
        var ours = _web.GetTypes().Where(t => t.Namespace?.StartsWith("EllaAI.Web", StringComparison.Ordinal) == true).Select(Folder).Distinct().Except(own).ToArray();

        Assert.NotEmpty(ours);
        Assert.All(ours, folder => Assert.Contains(folder, domain));
    }

    private static string Folder(Type type) => type.Namespace?.Split('.') is [_, _, var folder, ..] ? folder : "";

    private static string[] Users(string vendor) =>
        [.. Types.InAssembly(_web).That().HaveDependencyOn(vendor).GetTypes().Select(t => t.FullName!).Where(n => !n.StartsWith('<')).Distinct()];

    private static string Sandbox() =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Sandbox").Value!;

    private static List<(string Namespace, string Name)> TypesOfCore(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var metadata = image.GetMetadataReader();
        return
        [
            .. from handle in metadata.TypeReferences
               let type = metadata.GetTypeReference(handle)
               where type.ResolutionScope.Kind == HandleKind.AssemblyReference
               let scope = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope)
               where metadata.GetString(scope.Name) == "EllaAI.Core"
               select (metadata.GetString(type.Namespace), metadata.GetString(type.Name)),
        ];
    }
}
