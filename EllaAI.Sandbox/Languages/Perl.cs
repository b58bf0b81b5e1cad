namespace EllaAI.Sandbox.Languages;

internal static class Perl
{
    public static Language Language { get; } = new()
    {
        Id = "perl",
        Name = "Perl",
        MonacoId = "perl",
        FileName = "main.pl",
        Needs = ["/usr/bin/perl"],
        Version = new(["/usr/bin/perl", "-v"], @"\(v(\S+)\)", "Perl"),
        Compile = new(["/usr/bin/perl", "-c", "{file}"]) { Chatty = true },
        Run = new(["/usr/bin/perl", "{file}"]),
        TimeFactor = 2,
        OutOfMemory = ["Out of memory"],
        Starter = """
            use strict;
            use warnings;

            my @lines = <STDIN>;
            # Write your solution here and print the answer.

            """,
        Hello = """
            my $name = <STDIN>;
            chomp $name;
            print "Hello, $name!\n";

            """,
    };
}
