using System.Text;

namespace EllaAI.Sandbox.Cli;

/// <summary>A file that the user named, read whole. Every way in which it can be wrong is one line.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>As it is, a byte order mark included.</summary>
    /// <param name="most">Bytes; a pipe or a device is read no further either.</param>
    /// <exception cref="UsageException">It is missing, a folder, not readable, too large, or not UTF-8.</exception>
    public static string Read(string file, int most)
    {
        var bytes = Bytes(file, most);
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new UsageException($"{file} is not text in UTF-8.", e);
        }
    }

    /// <summary>Of a program: compilers trip over the mark that some editors begin a file with, and over bytes that no text has.</summary>
    public static string Source(string file, int most)
    {
        var text = Read(file, most);
        return text.Contains('\0', StringComparison.Ordinal) ? throw new UsageException($"{file} is not a text file.") : text.TrimStart('\uFEFF');
    }

    private static byte[] Bytes(string file, int most)
    {
        if (Directory.Exists(file)) throw new UsageException($"{file} is a folder, not a file.");
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            using var read = new MemoryStream();
            var part = new byte[64 * 1024];
            for (int count; (count = stream.Read(part)) > 0;)
            {
                read.Write(part, 0, count);
                if (read.Length > most) throw new UsageException($"{file} is larger than {most / (1024 * 1024)} MiB.");
            }
            return read.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(File.Exists(file) ? $"{file} cannot be read." : $"{file} does not exist.", e);
        }
    }
}
