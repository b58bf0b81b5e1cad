using EllaAI.Core.Questions;
using EllaAI.Web.Companies.Demo;

namespace EllaAI.Web.Questions;

public static class QuestionsFeature
{
    public static IServiceCollection AddQuestions(this IServiceCollection services) => services
        .AddSingleton<SaveQuestion>()
        .AddSingleton<ReadQuestions>()
        .AddSingleton<TryQuestion>()
        .AddSingleton(_ => DemoContent.Practice());
}
