using EllaAI.Core.Questions;
using EllaAI.Web.Companies.Demo;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Questions;

public static class QuestionsFeature
{
    public static IServiceCollection AddQuestions(this IServiceCollection services) => services
        .AddSingleton<SaveQuestion>()
        .AddSingleton<ReadQuestions>()
        .AddSingleton<TryQuestion>()
        .AddSubscriber<QuestionSaved, ForgetQuestions>()
        .AddSingleton(_ => DemoContent.Practice());
}
