using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>The hand-crafted rivals that can be named.</summary>
internal static class FeatureMethods
{
    private const string Svm = "Chang and Lin, LIBSVM, ACM TIST 2011; Mien's own setting";

    /// <summary>
    /// The linear machine on median-centred maps with mirrored copies: the best honest rival that was measured before Mien
    /// was written, and the line beside every score.
    /// </summary>
    public static FeatureMethod Baseline { get; } =
        new(
            "svm-linear",
            "Linear support vector machine on median-centred maps, mirrored copies in training and test.",
            Svm,
            Recipe("values", "svm kernel=linear c=0.001 weights=balanced")
        );

    public static IEnumerable<Method> All { get; } =
    [
        Baseline,
        new FeatureMethod(
            "svm-rbf",
            "RBF support vector machine on median-centred maps, mirrored copies in training and test.",
            Svm,
            Recipe("values", "svm kernel=rbf c=10 gamma=scale weights=balanced")
        ),
        new FeatureMethod(
            "logistic",
            "Multinomial logistic regression on median-centred maps, mirrored copies in training and test.",
            "Cox, 1958; scikit-learn's definition; Mien's own setting",
            Recipe("values", "logistic c=0.001 weights=balanced")
        ),
    ];

    private static Recipe Recipe(string features, string classifier) =>
        new()
        {
            Features = features,
            Classifier = classifier,
            Augmentation = "mirror",
        };
}
