using System.Reflection;
using System.Runtime.CompilerServices;
using EllaAI.Core.Access;
using EllaAI.Core.Assessments;
using EllaAI.Core.Storage;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace EllaAI.Core.Tests;

public sealed class ArchitectureTests
{
    private static readonly AssemblyDefinition _core = AssemblyDefinition.ReadAssembly(typeof(Actor).Assembly.Location);

    [Fact]
    public void Core_depends_on_nothing_but_the_base_library()
    {
        var names = typeof(Actor).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).ToArray();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Use_cases_are_sealed()
    {
        var useCases = UseCases();

        Assert.NotEmpty(useCases);
        Assert.All(useCases, type => Assert.True(type.IsSealed, $"{type.FullName} is not sealed."));
    }

    [Fact]
    public void Use_cases_keep_no_state()
    {
        var useCases = UseCases();

        Assert.NotEmpty(useCases);
        // A parameter of a primary constructor is a field that could be written, so the code is looked at, not the modifier.
        Assert.All(useCases, type => Assert.Empty(Writes(type)));
        Assert.All(useCases, type => Assert.DoesNotContain(type.Fields, f => f.IsStatic && !f.IsInitOnly && !f.IsLiteral));
    }

    [Fact]
    public void Use_cases_need_at_most_five_others()
    {
        var useCases = UseCases();

        Assert.NotEmpty(useCases);
        Assert.All(useCases, type => Assert.InRange(type.Methods.Single(m => m.IsConstructor && !m.IsStatic).Parameters.Count, 1, 5));
    }

    [Fact]
    public void Ports_have_at_most_five_members()
    {
        var ports = _core.MainModule.Types.Where(t => t.IsInterface && !t.HasGenericParameters && t.Methods.Any(m => m.IsAbstract && !m.IsStatic)).ToArray();

        Assert.NotEmpty(ports);
        Assert.All(ports, port => Assert.InRange(port.Methods.Count, 1, 5));
    }

    [Fact]
    public void Assessments_are_read_for_somebody_in_one_place()
    {
        var readers = _core.MainModule.Types.SelectMany(t => t.NestedTypes.Append(t)).Where(t => t.Methods.Where(m => m.HasBody).Any(m => m.Body.Instructions.Any(ReadsAssessment)))
            .Select(t => t.DeclaringType?.Name ?? t.Name).Distinct().ToArray();

        Assert.Equal(["OpenAssessments"], readers);

        static bool ReadsAssessment(Instruction i) =>
            i.Operand is GenericInstanceMethod { Name: nameof(IDocumentStore.Get), GenericArguments: [var read] } && read.FullName == typeof(Assessment).FullName;
    }

    /// <summary>What reaches into a company, and who makes it.</summary>
    public static TheoryData<Type, string[]> Makers { get; } = new()
    {
        // A query makes the keys of what it found, and refuses another company's. What was written of a document into a file holds where it was.
        { typeof(DocumentKey), ["Actor", "ArchiveLine", "DocumentQuery", "ExportProgress", "UnfinishedImport"] },
        { typeof(DocumentQuery), ["Actor"] },
        { typeof(DocumentRange), ["Actor"] },
    };

    [Theory]
    [MemberData(nameof(Makers))]
    public void Into_a_company_reaches_an_actor_and_beside_it_the_archive_alone(Type made, string[] makers)
    {
        var found = _core.MainModule.GetTypes().Where(t => Outer(t).FullName != made.FullName && t.Methods.Where(m => m.HasBody).Any(m => m.Body.Instructions.Any(Makes)))
            .Select(t => Outer(t).Name).Distinct().Order(StringComparer.Ordinal);
        var friends = typeof(Actor).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName).Order(StringComparer.Ordinal);

        Assert.Equal(makers, found);
        Assert.Empty(made.GetConstructors());
        // Nobody else sees how it is made.
        Assert.Equal(["EllaAI.Core.Tests", "EllaAI.Web.Tests"], friends);

        bool Makes(Instruction i) => i.OpCode.Code == Code.Newobj && ((MethodReference)i.Operand).DeclaringType.FullName == made.FullName;
    }

    [Fact]
    public void No_folder_is_named_for_what_it_is_instead_of_what_it_is_about()
    {
        string[] vague = ["Services", "Helpers", "Managers", "DTOs", "Dtos", "Common", "Utils", "Utilities", "Misc"];
        var namespaces = _core.MainModule.Types.SelectMany(t => t.Namespace.Split('.')).Distinct().ToArray();

        Assert.Contains("Attempts", namespaces);
        Assert.Empty(namespaces.Intersect(vague, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Classes that work on documents: whoever takes a store, or another use case.</summary>
    private static TypeDefinition[] UseCases()
    {
        var found = _core.MainModule.Types.Where(t => t.IsClass && Takes(t, typeof(IDocumentStore).FullName!)).ToHashSet();
        int before;
        do
        {
            before = found.Count;
            found.UnionWith(_core.MainModule.Types.Where(t => t.IsClass && found.Any(f => Takes(t, f.FullName))).ToArray());
        }
        while (found.Count > before);

        return [.. found];
    }

    private static bool Takes(TypeDefinition type, string parameter) => !IsRecord(type)
        && type.Methods.Any(m => m.IsConstructor && m.IsPublic && m.Parameters.Any(p => p.ParameterType.FullName == parameter));

    private static TypeDefinition Outer(TypeDefinition type) => type.DeclaringType is { } outer ? Outer(outer) : type;

    private static bool IsRecord(TypeDefinition type) => type.Methods.Any(m => m.Name == "<Clone>$");

    private static IEnumerable<string> Writes(TypeDefinition type) =>
        from method in type.Methods.Concat(type.NestedTypes.SelectMany(n => n.Methods))
        where method.HasBody && !(method.IsConstructor && method.DeclaringType == type)
        from instruction in method.Body.Instructions
        where instruction.OpCode.Code is Code.Stfld or Code.Stsfld or Code.Ldflda
            && instruction.Operand is FieldReference field && field.DeclaringType.FullName == type.FullName
        select $"{method.FullName} writes {((FieldReference)instruction.Operand).Name}";
}
