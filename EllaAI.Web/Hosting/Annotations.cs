using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EllaAI.Web.Hosting;

/// <summary>What the attributes of settings say, in their own words: each names its key.</summary>
internal sealed class Annotations<T> : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var wrong = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new(options), wrong, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(wrong.Select(w => w.ErrorMessage ?? ""));
    }
}

internal static class AnnotationsExtensions
{
    public static OptionsBuilder<T> ValidateAnnotations<T>(this OptionsBuilder<T> options)
        where T : class
    {
        options.Services.AddSingleton<IValidateOptions<T>, Annotations<T>>();
        return options;
    }
}
