namespace EllaAI.Sandbox.Tests;

/// <summary>What goes wrong in every language, in as few words as it takes.</summary>
public static class LanguageSamples
{
    /// <summary>The languages that a full test has to find.</summary>
    public static IReadOnlyList<string> Main { get; } =
    [
        "python", "javascript", "typescript", "java", "kotlin", "c", "cpp", "csharp", "go", "rust", "ruby", "php", "perl", "lua", "bash", "haskell", "r",
        "scala", "sql", "pascal",
    ];

    public static TheoryData<string, string> CompileErrors => new()
    {
        { "python", "def f(:\n" },
        { "javascript", "let = ;" },
        { "javascript", "import fs from 'fs';\nlet a = (;" },
        { "typescript", "const a: number = ;" },
        { "java", "public class Main { int x = \"a\"; }" },
        { "kotlin", "fun main() { val x: Int = \"a\" }" },
        { "c", "int main(void) { return x; }" },
        { "cpp", "int main() { return x; }" },
        { "csharp", "int x = \"a\";" },
        { "go", "package main\nfunc main() { x }" },
        { "rust", "fn main() { x }" },
        { "ruby", "def f(" },
        { "php", "<?php echo ;" },
        { "perl", "my $x = ;" },
        { "lua", "x = = 1" },
        { "bash", "if true" },
        { "haskell", "main = putStrLn 3x" },
        { "r", "x <- (1" },
        { "scala", "object Main { val x: Int = \"a\" }" },
        { "pascal", "begin x := 1 end." },
    };

    public static TheoryData<string, string> RuntimeErrors => new()
    {
        { "python", "1 / 0" },
        { "javascript", "throw new Error('no')" },
        { "typescript", "const f = (): number => { throw new Error('no'); };\nf();" },
        { "java", "public class Main { public static void main(String[] a) { System.out.println(a[0]); } }" },
        { "kotlin", "fun main() { error(\"no\") }" },
        { "c", "#include <stdlib.h>\nint main(void) { abort(); }" },
        { "cpp", "#include <vector>\nint main() { return std::vector<int>().at(0); }" },
        { "csharp", "throw new InvalidOperationException();" },
        { "go", "package main\nfunc main() { panic(1) }" },
        { "rust", "fn main() { panic!() }" },
        { "ruby", "raise 'no'" },
        { "php", "<?php throw new Exception('no');" },
        { "perl", "die" },
        { "lua", "error('no')" },
        { "bash", "exit 3" },
        { "haskell", "main :: IO ()\nmain = error \"no\"" },
        { "r", "stop('no')" },
        { "scala", "object Main { def main(args: Array[String]): Unit = sys.error(\"no\") }" },
        { "sql", "SELECT * FROM nothing;" },
        { "pascal", "begin Halt(3); end." },
    };

    public static TheoryData<string, string> EndlessLoops => new()
    {
        { "javascript", "for (;;);" },
        { "typescript", "for (;;);" },
        { "java", "public class Main { public static void main(String[] a) { for (;;); } }" },
        { "kotlin", "fun main() { while (true) {} }" },
        { "cpp", "int main() { volatile int x = 0; for (;;) x = x + 1; }" },
        { "csharp", "for (;;) {}" },
        { "go", "package main\nfunc main() { for {} }" },
        { "rust", "fn main() { loop {} }" },
        { "ruby", "loop {}" },
        { "php", "<?php while (true);" },
        { "perl", "1 while 1" },
        { "lua", "while true do end" },
        { "bash", "while true; do :; done" },
        { "haskell", "main :: IO ()\nmain = mapM_ (\\x -> if x < 0 then print x else return ()) [1 :: Integer ..]" },
        { "r", "while (TRUE) {}" },
        { "sql", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;" },
        { "pascal", "begin while true do; end." },
    };

    public static TheoryData<string, string> MemoryHogs => new()
    {
        { "typescript", "const all: object[][] = []; for (;;) all.push(new Array(1 << 20).fill({}));" },
        { "kotlin", "fun main() { val all = ArrayList<IntArray>(); while (true) all.add(IntArray(1 shl 20)) }" },
        { "c", "#include <stdlib.h>\n#include <string.h>\nint main(void) { for (;;) { char *p = malloc(1 << 24); if (p) memset(p, 1, 1 << 24); } }" },
        { "go", "package main\nfunc main() { var all [][]byte; for { b := make([]byte, 1<<24); for i := range b { b[i] = 1 }; all = append(all, b) } }" },
        { "rust", "fn main() { let mut all = Vec::new(); loop { all.push(vec![1u8; 1 << 24]); } }" },
        { "ruby", "all = []; loop { all << 'x' * (1 << 24) }" },
        { "php", "<?php $all = []; while (true) $all[] = str_repeat('x', 1 << 24);" },
        { "perl", "my @all; push @all, 'x' x (1 << 24) . @all while 1;" },
        { "lua", "local all = {} while true do all[#all + 1] = string.rep('x', 1 << 24) .. #all end" },
        { "haskell", "import qualified Data.Map as M\nmain :: IO ()\nmain = print (M.size (M.fromList [(i, show i) | i <- [1 .. 20000000 :: Int]]))" },
        { "r", "all <- list(); repeat all[[length(all) + 1]] <- rep(1, 2e6)" },
        { "sql", "CREATE TABLE t (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO t SELECT zeroblob(1000000) FROM n;" },
        { "pascal", "var p: PByte; begin while true do begin GetMem(p, 1 shl 24); FillChar(p^, 1 shl 24, 1); end; end." },
    };
}
