using System.Runtime.InteropServices;

namespace EllaAI.Sandbox.Engine;

/// <summary>The messages of <c>Native/wall.h</c>, byte for byte. Change both together.</summary>
internal static class Protocol
{
    public const int Chunk = 64 * 1024, MessageMax = Chunk + 4096, Window = 2 * Chunk;

    public const uint FileKind = 1, RunKind = 2, StdinKind = 3, StopKind = 4;
    public const uint Ready = 1, Output = 2, Result = 3, Room = 5;
    public const uint Append = 1, SealWork = 1, Stream = 2;

    public const uint CollectKind = 16, SizeKind = 17, Collected = 16;
    public const uint InTmp = 2, Folder = 4, Executable = 8, Hold = 16, CollectTmp = 1, CollectList = 2;

    [StructLayout(LayoutKind.Sequential)]
    public struct FileCommand
    {
        public uint Kind, Flags, PathBytes, DataBytes;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct RunCommand
    {
        public uint Kind, Flags, CpuMs, WallMs, OutputBytes, DiskKb, OpenFiles, Processes, MemoryMb, StackMb;
        public uint Arguments, Environment, StringsBytes, StdinBytes;
        public ulong StdinTotal;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct StdinCommand
    {
        public uint Kind, Bytes;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct RoomReply
    {
        public uint Kind, Bytes;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct SizeCommand
    {
        public uint Kind, DiskKb;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct CollectCommand
    {
        public uint Kind, Flags, PathBytes, Most;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct CollectedReply
    {
        public uint Kind, Last, Bytes, Error;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct OutputReply
    {
        public uint Kind, Stream, Bytes;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct ResultReply
    {
        public uint Kind;
        public int ExitCode, Signal;
        public uint Cause, ExecError, Truncated;
        public ulong CpuUs, WallUs, MemoryKb, ResidentKb;
        public uint OutBytes, ErrBytes;
    }
}
