namespace EllaAI.Sandbox.Languages;

internal static class Rust
{
    public static Language Language { get; } = new()
    {
        Id = "rust",
        Name = "Rust",
        MonacoId = "rust",
        FileName = "main.rs",
        Needs = ["/usr/bin/rustc"],
        Version = new(["/usr/bin/rustc", "--version"], @"rustc (\S+)", "Rust"),
        Compile = new(["/usr/bin/rustc", "--edition", "2021", "-O", "-o", "/work/program", "{file}"]),
        Run = new(["/work/program"]),
        Starter = """
            use std::io::{self, Read};

            fn main() {
                let mut input = String::new();
                io::stdin().read_to_string(&mut input).unwrap();
                // Write your solution here and print the answer.
            }

            """,
        Hello = """
            use std::io;

            fn main() {
                let mut name = String::new();
                io::stdin().read_line(&mut name).unwrap();
                println!("Hello, {}!", name.trim());
            }

            """,
    };
}
