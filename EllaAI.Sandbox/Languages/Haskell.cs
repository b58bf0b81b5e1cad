namespace EllaAI.Sandbox.Languages;

internal static class Haskell
{
    public static Language Language { get; } = new()
    {
        Id = "haskell",
        Name = "Haskell",
        MonacoId = "haskell",
        FileName = "main.hs",
        Needs = ["/usr/bin/ghc"],
        Version = new(["/usr/bin/ghc", "--numeric-version"], @"(\S+)", "GHC"),
        Compile = new(["/usr/bin/ghc", "-v0", "-O", "-fdiagnostics-color=never", "-outputdir", "/work/out", "-o", "/work/program", "{file}"]),
        Run = new(["/work/program"]),
        OutOfMemory = ["heap overflow", "Heap exhausted", "out of memory"],
        Starter = """
            main :: IO ()
            main = do
              input <- getContents
              let numbers = lines input
              -- Write your solution here and print the answer.
              return ()

            """,
        Hello = """
            main :: IO ()
            main = do
              name <- getLine
              putStrLn ("Hello, " ++ name ++ "!")

            """,
    };
}
