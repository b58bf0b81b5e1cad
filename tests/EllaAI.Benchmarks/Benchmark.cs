namespace EllaAI.Benchmarks;

/// <param name="Ours">What stands above our column of the table.</param>
/// <param name="Run">Quick, the text that a row's name must hold, and who is told of each row as soon as it is measured.</param>
internal sealed record Benchmark(string Ours, Func<bool, string, Action<Row, TimeSpan>, Task<IReadOnlyList<Row>>> Run);
