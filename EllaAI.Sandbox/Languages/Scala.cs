namespace EllaAI.Sandbox.Languages;

/// <summary>The compiler as a plain Java program: its own script only looks for it.</summary>
internal static class Scala
{
    private const string Home = "/usr/share/scala-2.11", Library = Home + "/lib/scala-library.jar";

    private static readonly string[] Compiler =
    [
        "/usr/bin/java", .. JavaVirtualMachine.Compiler, "-Xss8m", "-cp", Home + "/lib/*", "-Dscala.usejavacp=true", "scala.tools.nsc.Main",
        "-nowarn", "-encoding", "UTF-8", "-d", "/work/program.jar",
    ];

    public static Language Language { get; } = new()
    {
        Id = "scala",
        Name = "Scala",
        MonacoId = "scala",
        FileName = "Main.scala",
        Needs = ["/usr/bin/readlink", "/usr/bin/java", Library, Home + "/lib/scala-compiler.jar"],
        Version = new(["/usr/bin/readlink", "-f", Library], @"-(\d+\.\d+\.\d+)\.jar", "Scala"),
        Compile = JavaVirtualMachine.Compile("scala", [.. Compiler, "{sources}"]),
        Preparation = JavaVirtualMachine.Prepare([.. Compiler, "Main.scala"], "Main.scala", """
            case class Shape(name: String, sides: Option[Int])

            object Main {
              def main(args: Array[String]): Unit = {
                val words = io.Source.stdin.getLines().flatMap(_.split(" ")).toList
                val counts = words.groupBy(identity).mapValues(_.size).toSeq.sortBy(-_._2)
                for ((word, count) <- counts) Shape(word, Some(count)) match {
                  case Shape(name, Some(sides)) => println(s"$name ${sides * 2}")
                  case _ => println(0)
                }
              }
            }
            """),
        Run = new(["/usr/bin/java", .. JavaVirtualMachine.Program, "-cp", "/work/program.jar:" + Library, "{class}"]),
        EntryClass = new(),
        TimeFactor = 1.5,
        MemoryExtraMb = 192,
        ReservedMb = 4096,
        ProcessesExtra = 48,
        OutOfMemory = ["java.lang.OutOfMemoryError"],
        Starter = """
            object Main {
              def main(args: Array[String]): Unit = {
                val lines = scala.io.Source.stdin.getLines().toList
                // Write your solution here and print the answer.
              }
            }

            """,
        Hello = """
            object Main {
              def main(args: Array[String]): Unit = println("Hello, " + scala.io.StdIn.readLine() + "!")
            }

            """,
    };
}
