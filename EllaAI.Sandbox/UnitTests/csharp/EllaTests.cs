using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using Xunit;

/// <summary>Runs every method with [Fact] or [Theory] of every class, each on a new object, and reports it.</summary>
internal static class EllaTests
{
    private static string s_mark;
    private static Stream s_out;

    private static async Task<int> Main()
    {
        var bytes = new byte[33];
        using (var input = Console.OpenStandardInput()) input.ReadExactly(bytes);
        s_mark = Encoding.ASCII.GetString(bytes).Trim();
        s_out = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        foreach (var type in typeof(EllaTests).Assembly.GetTypes())
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
                if (method.GetCustomAttribute<FactAttribute>() is { Skip: null })
                    await Cases(type, method);
        Say("end");
        Environment.Exit(0);
        return 0;
    }

    private static async Task Cases(Type type, MethodInfo method)
    {
        var rows = method.GetCustomAttributes<InlineDataAttribute>().Select(d => d.Data).ToList();
        var name = $"{type.FullName}.{method.Name}";
        if (rows.Count == 0) await Case(name, type, method, null);
        foreach (var row in rows) await Case($"{name}({string.Join(", ", row.Select(v => v ?? "null"))})", type, method, row);
    }

    private static async Task Case(string name, Type type, MethodInfo method, object[] arguments)
    {
        var clock = Stopwatch.StartNew();
        Exception error = null;
        try
        {
            var target = method.IsStatic ? null : Activator.CreateInstance(type);
            if (method.Invoke(target, Fitting(method, arguments)) is Task task) await task;
            if (target is IAsyncDisposable later) await later.DisposeAsync();
            else (target as IDisposable)?.Dispose();
        }
        catch (TargetInvocationException outer)
        {
            error = outer.InnerException;
        }
        catch (Exception inner)
        {
            error = inner;
        }
        if (error is not null) Console.Error.WriteLine($"{name}: {error}");
        var verdict = error is null ? "accepted" : error is AssertionException ? "wrong-answer" : "runtime-error";
        var message = error is null ? "" : error is AssertionException ? error.Message : $"{error.GetType().Name}: {error.Message}";
        Say($$"""{"name":{{Quoted(name)}},"verdict":"{{verdict}}","ms":{{clock.ElapsedMilliseconds}},"message":{{Quoted(message)}}}""");
    }

    // An int in the data may stand for a parameter that is a long.
    private static object[] Fitting(MethodInfo method, object[] arguments) => arguments?.Zip(method.GetParameters(), (value, parameter) =>
        value is IConvertible && !parameter.ParameterType.IsInstanceOfType(value) && parameter.ParameterType.IsPrimitive ? Convert.ChangeType(value, parameter.ParameterType) : value).ToArray();

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.Default.Encode(text)}\"";

    private static void Say(string text)
    {
        s_out.Write(Encoding.UTF8.GetBytes($"{s_mark} {text}\n"));
        s_out.Flush();
    }
}
