using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>What toolchains make ahead is used, and candidates cannot change it.</summary>
public sealed class PreparationTests(SandboxFixture sandbox)
{
    [Fact]
    public async Task The_header_of_everything_is_compiled_once()
    {
        await (await sandbox.Require("cpp")).Prepare("cpp");
        var run = await sandbox.Run("cpp", "#include <bits/stdc++.h>\nint main() { std::sort(1); }");
        Assert.Equal(Verdict.CompileError, run.Compiled.Verdict);
        // Only the precompiled one was reached through a file of ours.
        Assert.Contains("from bits/stdc++.h:1", run.Compiled.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_order_of_includes_does_without()
    {
        await (await sandbox.Require("cpp")).Prepare("cpp");
        var run = await sandbox.Run("cpp", "#include <iostream>\n#include <bits/stdc++.h>\nint main() { std::set<int> s{1, 2}; std::cout << s.size(); }", expected: "2");
        Assert.True(run.Compiled.Verdict == Verdict.Accepted, run.Compiled.Output);
        run.Shows(Verdict.Accepted);
    }

    [Fact]
    public async Task What_is_prepared_is_read_only()
    {
        const string Code = """
            import glob, os
            files = [p for p in glob.glob("/prepared/**", recursive=True) if os.path.isfile(p)]
            assert files, "nothing is prepared"
            for p in files + ["/prepared/new", "/app/cpp/prepared/new"]:
                try:
                    open(p, "ab")
                    print("written", p)
                except OSError: pass
            """;
        await (await sandbox.Require("cpp")).Prepare("cpp");
        await sandbox.Require("python");
        Assert.Empty((await sandbox.Run("python", Code)).Shows(Verdict.Accepted).Only.Stdout);
    }
}
