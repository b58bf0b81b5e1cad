namespace EllaAI.Sandbox.Languages;

internal static class Lisp
{
    public static Language Language { get; } = new()
    {
        Id = "lisp",
        Name = "Common Lisp",
        MonacoId = "lisp",
        FileName = "main.lisp",
        Needs = ["/usr/bin/sbcl"],
        Version = new(["/usr/bin/sbcl", "--version"], @"SBCL (\d+\.\d+\.\d+)", "SBCL"),
        Compile = new(["/usr/bin/sbcl", "--noinform", "--no-sysinit", "--no-userinit", "--disable-debugger", "--non-interactive",
            "--eval", "(unless (let ((*compile-verbose* nil) (*compile-print* nil)) (compile-file \"{file}\" :output-file \"/work/program.fasl\")) (sb-ext:exit :code 1))"])
        {
            Chatty = true,
        },
        Run = new(["/usr/bin/sbcl", "--dynamic-space-size", "{memory}MB", "--script", "/work/program.fasl"]),
        MemoryExtraMb = 64,
        OutOfMemory = ["Heap exhausted", "HEAP-EXHAUSTED-ERROR"],
        Starter = """
            (loop for line = (read-line *standard-input* nil)
                  while line
                  do (progn)) ; Write your solution here and print the answer with format.

            """,
        Hello = """
            (format t "Hello, ~a!~%" (read-line))

            """,
    };
}
