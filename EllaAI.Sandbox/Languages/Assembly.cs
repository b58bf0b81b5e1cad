namespace EllaAI.Sandbox.Languages;

/// <summary>x86-64 with the C library: main is an ordinary function.</summary>
internal static class Assembly
{
    public static Language Language { get; } = new()
    {
        Id = "assembly",
        Name = "Assembly (x86-64)",
        MonacoId = "assembly",
        FileName = "main.asm",
        Needs = ["/usr/bin/nasm", "/usr/bin/gcc"],
        Version = new(["/usr/bin/nasm", "-v"], @"version (\S+)", "NASM"),
        Compile = new(["/bin/sh", "-c", "nasm -f elf64 -o /work/program.o \"$1\" && gcc -no-pie -z noexecstack -o /work/program /work/program.o", "sh", "{file}"]),
        Run = new(["/work/program"]),
        Starter = """
            global main
            extern puts

            section .text
            main:
                sub rsp, 8
                ; Write your solution here and print the answer.
                xor eax, eax
                add rsp, 8
                ret

            """,
        Hello = """
            global main
            extern printf, scanf

            section .bss
            name: resb 64

            section .rodata
            format: db "%63s", 0
            greeting: db "Hello, %s!", 10, 0

            section .text
            main:
                sub rsp, 8
                mov edi, format
                mov esi, name
                xor eax, eax
                call scanf
                mov edi, greeting
                mov esi, name
                xor eax, eax
                call printf
                xor eax, eax
                add rsp, 8
                ret

            """,
    };
}
