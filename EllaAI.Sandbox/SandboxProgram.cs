using EllaAI.Sandbox.Cli;
using EllaAI.Sandbox.Engine;

namespace EllaAI.Sandbox;

/// <summary>Entry: one word, one command. Exit codes: 0 done (whatever the verdict), 1 a replay that differs or a package that fails, 2 bad usage, 3 no usable sandbox.</summary>
public static class SandboxProgram
{
    private const string Usage = """
        usage: ella-sandbox serve (--socket PATH | --listen ADDRESS:PORT (--cert FILE --key FILE --client-ca FILE | [--insecure])) [--capacity N] [--queue N] [--languages ID,ID...] [--follow-stdin] [--no-warm] [--allow-no-cgroup]
               ella-sandbox run --language ID [--stdin FILE] [--cpu-ms N] [--wall-ms N] [--memory-mb N] [--output-kb N] [--processes N]
                                [--repeat N] [--bundle FILE] [--json] [--allow-no-cgroup] FILE...
               ella-sandbox replay BUNDLE [--json] [--allow-no-cgroup]
               ella-sandbox verify [--json] [--allow-no-cgroup] DIR...
               ella-sandbox languages [--json]
               ella-sandbox doctor [--json]

        verify runs the submissions of ICPC/Kattis problem packages and compares them with what their folders promise: a table, or with
        --json one object per DIR, each on a line of its own. A result is accepted, partially-accepted, wrong-answer, presentation-error,
        time-limit, wall-limit, memory-limit, output-limit, runtime-error, compile-error or system-error; "expected" lists all that would
        be right. Time limits are processor time. It ends with 1 when anything failed; each failure is one line on standard error.
        """;

    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            return arguments switch
            {
                ["serve", .. var rest] => await Service.Serve.Run(ServeArguments.Read(rest)),
                ["run", .. var rest] => await RunCommand.Run(rest),
                ["replay", .. var rest] => await ReplayCommand.Run(rest),
                ["verify", .. var rest] => await VerifyCommand.Run(rest),
                ["languages", .. var rest] => await LanguagesCommand.Run(rest),
                ["doctor", .. var rest] => await DoctorCommand.Run(rest),
                ["--help" or "-h" or "help", ..] or [_, "--help" or "-h"] => Say(Console.Out, Usage, 0),
                [] => Say(Console.Error, Usage, 2),
                [var unknown, ..] => Say(Console.Error, $"ella-sandbox: no command is called '{unknown}'.", 2),
            };
        }
        catch (UsageException e)
        {
            return Say(Console.Error, "ella-sandbox: " + e.Message, 2);
        }
        catch (SandboxUnusableException e)
        {
            return Say(Console.Error, "ella-sandbox: " + e.Message, 3);
        }
    }

    private static int Say(TextWriter to, string text, int code)
    {
        to.WriteLine(text);
        return code;
    }
}
