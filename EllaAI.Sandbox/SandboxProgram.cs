namespace EllaAI.Sandbox;

public static class SandboxProgram
{
    public static int Main() => 2;
}
