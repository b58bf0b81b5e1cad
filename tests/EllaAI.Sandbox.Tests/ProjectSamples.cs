using EllaAI.Core.Execution;

namespace EllaAI.Sandbox.Tests;

/// <summary>Programs of several files that print 42. Each file follows a line with its name.</summary>
public static class ProjectSamples
{
    private const string Mark = "== ";

    public static TheoryData<string, string> All => new()
    {
        { "python", "== main.py\nfrom lib.answer import value\nprint(value)\n== lib/answer.py\nvalue = 42" },
        { "javascript", "== main.js\nconsole.log(require('./lib/answer').value);\n== lib/answer.js\nexports.value = 42;" },
        { "javascript", "== main.js\nimport { value } from './lib/answer.js';\nconsole.log(value);\n== lib/answer.js\nexport const value = 42;" },
        { "typescript", "== main.ts\nimport { value } from './lib/answer';\nconsole.log(value);\n== lib/answer.ts\nexport const value: number = 42;" },
        { "java", """
            == app/Start.java
            package app;
            import app.lib.Answer;
            public class Start { public static void main(String[] a) { System.out.println(Answer.VALUE); } }
            == app/lib/Answer.java
            package app.lib;
            public class Answer { public static final int VALUE = 42; }
            """ },
        { "kotlin", "== app/main.kt\npackage app\nimport app.lib.value\nfun main() = println(value)\n== app/lib/answer.kt\npackage app.lib\nval value = 42" },
        { "c", """
            == main.c
            #include <stdio.h>
            #include "lib/answer.h"
            int main(void) { printf("%d", value()); return 0; }
            == lib/answer.h
            int value(void);
            == lib/answer.c
            #include "lib/answer.h"
            int value(void) { return 42; }
            """ },
        { "cpp", """
            == src/main.cpp
            #include <bits/stdc++.h>
            #include "lib/answer.h"
            int main() { std::cout << value(); }
            == lib/answer.h
            int value();
            == lib/answer.cpp
            #include "answer.h"
            int value() { return 42; }
            """ },
        { "csharp", "== Program.cs\nConsole.WriteLine(Lib.Answer.Value);\n== Lib/Answer.cs\nnamespace Lib;\nstatic class Answer { public const int Value = 42; }" },
        { "go", "== main.go\npackage main\nfunc main() { print42() }\n== answer.go\npackage main\nimport \"fmt\"\nfunc print42() { fmt.Println(42) }" },
        { "rust", "== main.rs\nmod lib { pub mod answer; }\nfn main() { println!(\"{}\", lib::answer::VALUE); }\n== lib/answer.rs\npub const VALUE: i32 = 42;" },
        { "ruby", "== main.rb\nrequire_relative 'lib/answer'\nputs VALUE\n== lib/answer.rb\nVALUE = 42" },
        { "php", "== main.php\n<?php require __DIR__ . '/lib/answer.php'; echo value();\n== lib/answer.php\n<?php function value() { return 42; }" },
        { "perl", "== main.pl\nuse FindBin;\nuse lib $FindBin::Bin;\nuse Answer;\nprint Answer::value();\n== Answer.pm\npackage Answer;\nsub value { 42 }\n1;" },
        { "lua", "== main.lua\nprint(require('lib.answer').value)\n== lib/answer.lua\nreturn { value = 42 }" },
        { "bash", "== main.sh\nsource lib/answer.sh\necho $value\n== lib/answer.sh\nvalue=42" },
        { "haskell", "== main.hs\nimport Lib.Answer\nmain :: IO ()\nmain = print value\n== Lib/Answer.hs\nmodule Lib.Answer where\nvalue :: Int\nvalue = 42" },
        { "r", "== main.R\nsource('lib/answer.R')\ncat(value)\n== lib/answer.R\nvalue <- 42" },
        { "scala", """
            == Main.scala
            object Main { def main(args: Array[String]): Unit = println(lib.Answer.value) }
            == lib/Answer.scala
            package lib
            object Answer { val value = 42 }
            """ },
        { "sql", "== main.sql\n.read lib/answer.sql\nSELECT value FROM answer;\n== lib/answer.sql\nCREATE TABLE answer AS SELECT 42 AS value;" },
        { "pascal", "== main.pas\nuses Answer;\nbegin WriteLn(Value); end.\n== answer.pas\nunit Answer;\ninterface\nconst Value = 42;\nimplementation\nend." },
    };

    public static IReadOnlyList<SourceFile> Files(string text) =>
        [.. $"\n{text}".Split($"\n{Mark}", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n', 2)).Select(p => new SourceFile(p[0].Trim(), p[1] + "\n"))];
}
