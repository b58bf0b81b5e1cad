namespace EllaAI.Sandbox.Languages;

internal static class Fortran
{
    public static Language Language { get; } = new()
    {
        Id = "fortran",
        Name = "Fortran",
        MonacoId = "fortran",
        FileName = "main.f90",
        Needs = ["/usr/bin/gfortran"],
        Version = new(["/usr/bin/gfortran", "-dumpfullversion"], @"(\S+)", "GNU Fortran"),
        Compile = new(["/usr/bin/gfortran", "-std=gnu", "-O2", "-fdiagnostics-color=never", "-J/work", "-o", "/work/program", "{reversed}"]),
        Run = new(["/work/program"]),
        OutOfMemory = ["Allocation would exceed memory limit", "Error allocating"],
        Starter = """
            program solution
              implicit none
              character(len=1000) :: line
              integer :: status
              read (*, '(a)', iostat=status) line
              ! Write your solution here and print the answer.
            end program solution

            """,
        Hello = """
            program hello
              implicit none
              character(len=64) :: name
              read (*, '(a)') name
              print '(a)', 'Hello, ' // trim(name) // '!'
            end program hello

            """,
    };
}
