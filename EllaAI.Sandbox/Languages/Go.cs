namespace EllaAI.Sandbox.Languages;

internal static class Go
{
    public static Language Language { get; } = new()
    {
        Id = "go",
        Name = "Go",
        MonacoId = "go",
        FileName = "main.go",
        Needs = ["/usr/bin/go"],
        Version = new(["/usr/bin/go", "version"], @"go(\d+\.\S+)", "Go"),
        Compile = new(["/usr/bin/go", "build", "-o", "/work/program", "{sources}"])
        {
            Environment = ["GOCACHE=/tmp/go", "GOPATH=/tmp/gopath", "GO111MODULE=off", "CGO_ENABLED=0", "GOFLAGS=-p=2"],
        },
        Run = new(["/work/program"]) { Environment = ["GOMEMLIMIT={memory}MiB"] },
        MemoryExtraMb = 16,
        ProcessesExtra = 16,
        OutOfMemory = ["runtime: out of memory"],
        Starter = """
            package main

            import (
            	"bufio"
            	"os"
            )

            func main() {
            	in := bufio.NewScanner(os.Stdin)
            	in.Scan()
            	// Write your solution here and print the answer.
            }

            """,
        Hello = """
            package main

            import "fmt"

            func main() {
            	var name string
            	fmt.Scan(&name)
            	fmt.Printf("Hello, %s!\n", name)
            }

            """,
    };
}
