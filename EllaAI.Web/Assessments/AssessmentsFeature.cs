using EllaAI.Core.Assessments;

namespace EllaAI.Web.Assessments;

public static class AssessmentsFeature
{
    public static IServiceCollection AddAssessments(this IServiceCollection services) => services
        .AddSingleton<SaveAssessment>()
        .AddSingleton<PublishAssessment>()
        .AddSingleton<ReadAssessments>()
        .AddSingleton<ReadPaper>()
        .AddSingleton<OpenDraft>();
}
