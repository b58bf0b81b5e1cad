using EllaAI.Core.Assessments;
using EllaAI.Web.Operations;

namespace EllaAI.Web.Assessments;

public static class AssessmentsFeature
{
    public static IServiceCollection AddAssessments(this IServiceCollection services) => services
        .AddSingleton<SaveAssessment>()
        .AddSingleton<PublishAssessment>()
        .AddSingleton<ArchiveAssessment>()
        .AddSingleton<ShareAssessment>()
        .AddSingleton<ReadAssessments>()
        .AddSingleton<ReadPaper>()
        .AddSingleton<ShowPaper>()
        .AddSingleton<OpenDraft>()
        .AddSubscriber<AssessmentSaved, ForgetAssessments>()
        .AddSubscriber<AssessmentPublished, ForgetAssessments>()
        .AddSubscriber<AssessmentShared, ForgetAssessments>();
}
