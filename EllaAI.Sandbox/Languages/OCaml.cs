namespace EllaAI.Sandbox.Languages;

internal static class OCaml
{
    public static Language Language { get; } = new()
    {
        Id = "ocaml",
        Name = "OCaml",
        MonacoId = "ocaml",
        FileName = "main.ml",
        Needs = ["/usr/bin/ocamlopt", "/usr/bin/gcc"],
        Version = new(["/usr/bin/ocamlopt", "-version"], @"(\S+)", "OCaml"),
        Compile = new(["/usr/bin/ocamlopt", "-color", "never", "-O3", "-o", "/work/program", "unix.cmxa", "str.cmxa", "{reversed}"]) { Chatty = true },
        Run = new(["/work/program"]),
        OutOfMemory = ["Out_of_memory"],
        Starter = """
            let rec read () = match read_line () with line -> line :: read () | exception End_of_file -> []

            let () =
              let _lines = read () in
              (* Write your solution here and print the answer. *)
              ()

            """,
        Hello = """
            let () = Printf.printf "Hello, %s!\n" (read_line ())

            """,
    };
}
