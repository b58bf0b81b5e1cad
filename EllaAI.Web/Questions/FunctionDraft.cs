using EllaAI.Core.Execution;
using EllaAI.Web.Ui.Shared;

namespace EllaAI.Web.Questions;

/// <summary>A signature while somebody writes it.</summary>
public sealed class FunctionDraft
{
    public string Name { get; set; } = "solve";

    public DataType Returns { get; set; } = new(DataKind.Int);

    public OrderedList<ParameterDraft> Parameters { get; private init; } = new([]);

    public static FunctionDraft Of(FunctionSignature? function) => function is null ? new() : new()
    {
        Name = function.Name,
        Returns = function.Returns,
        Parameters = new(function.Parameters.Select(p => new ParameterDraft { Name = p.Name, Type = p.Type })),
    };

    public FunctionSignature ToSignature() => new(Name.Trim(), [.. Parameters.Select(p => new FunctionParameter(p.Name.Trim(), p.Type))], Returns);

    public void AddParameter() => Parameters.Add(new() { Name = Parameters.Count == 0 ? "values" : $"value{Parameters.Count + 1}", Fresh = true });
}

public sealed class ParameterDraft
{
    public string Name { get; set; } = "";

    public DataType Type { get; set; } = new(DataKind.Int);

    /// <summary>Just added: the page leads its author there, once.</summary>
    public bool Fresh { get; set; }
}
