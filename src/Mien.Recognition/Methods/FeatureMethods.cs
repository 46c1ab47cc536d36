using Mien.Recognition.Training;

namespace Mien.Recognition.Methods;

/// <summary>
/// The hand-crafted rivals that can be named. Classifiers have the defaults of LIBSVM and scikit-learn (C 1, gamma
/// <c>scale</c>), classes weighted by their number, but for the two on the maps themselves, whose C was chosen before.
/// </summary>
internal static class FeatureMethods
{
    private const string Solver = "Chang and Lin, LIBSVM, ACM TIST 2011; Mien's own setting";
    private const string Linear = "svm kernel=linear c=1 weights=balanced";
    private const string Radial = "svm kernel=rbf c=1 gamma=scale weights=balanced";

    /// <summary>The flow of a map about its lost zero; strain as it is, which is not negative.</summary>
    private const string Flow = "subtract-median u v";

    /// <summary>Grey values as they are.</summary>
    private const string Gray = "scale by=1 add=0";

    /// <summary>
    /// The linear machine on median-centred maps with mirrored copies: the best honest rival that was measured before Mien
    /// was written, and the line beside every score.
    /// </summary>
    public static FeatureMethod Baseline { get; } =
        new(
            "svm-linear",
            "Linear support vector machine on median-centred maps, mirrored copies in training and test.",
            Solver,
            Recipe("centred", "values", "svm kernel=linear c=0.001 weights=balanced")
        );

    public static IEnumerable<Method> All { get; } =
    [
        Baseline,
        new FeatureMethod(
            "svm-rbf",
            "RBF support vector machine on median-centred maps, mirrored copies in training and test.",
            Solver,
            Recipe("centred", "values", "svm kernel=rbf c=10 gamma=scale weights=balanced")
        ),
        new FeatureMethod(
            "logistic",
            "Multinomial logistic regression on median-centred maps, mirrored copies in training and test.",
            "Cox, 1958; scikit-learn's definition; Mien's own setting",
            Recipe("centred", "values", "logistic c=0.001 weights=balanced")
        ),
        .. Pair(
            "hoof",
            "Histograms of oriented flow in 5x5 blocks",
            "Chaudhry, Ravichandran, Hager and Vidal, CVPR 2009",
            Flow,
            "hoof bins=8 rows=5 columns=5"
        ),
        .. Pair(
            "bi-woof",
            "Bi-WOOF: flow directions weighted by length and by strain in 5x5 blocks",
            "Liong, See, Wong and Phan, Less is more, Signal Processing: Image Communication 62, 2018",
            Flow,
            "bi-woof bins=8 rows=5 columns=5"
        ),
        .. Pair(
            "mdmo",
            "MDMO: the main direction of flow in 36 regions of the average face of mien prepare's crop",
            "Liu et al., A main directional mean optical flow feature, IEEE TAC 7, 2016",
            Flow,
            "mdmo crop=face"
        ),
        .. Pair(
            "lbp-top",
            "LBP-TOP of grey sequences of 9 frames or more, radii 1, 1, 4, four neighbours, 5x5 blocks (baseline of MEGC2019)",
            "Zhao and Pietikäinen, IEEE TPAMI 29, 2007",
            Gray,
            "lbp-top points=4 rx=1 ry=1 rt=4 patterns=uniform rows=5 columns=5"
        ),
        .. Pair(
            "3dhog",
            "3DHOG: gradients in space and time of grey sequences in 5x5 blocks",
            "Polikovsky, Kameda and Ohta, ICDP 2009",
            Gray,
            "3dhog bins=8 rows=5 columns=5"
        ),
    ];

    /// <summary>A feature with the linear machine under its own name, and with the radial one.</summary>
    private static IEnumerable<Method> Pair(
        string name,
        string summary,
        string source,
        string input,
        string features
    ) =>
        [
            new FeatureMethod(
                name,
                $"{summary}; linear support vector machine.",
                source,
                Recipe(input, features, Linear)
            ),
            new FeatureMethod($"{name}-rbf", $"{summary}; RBF machine.", source, Recipe(input, features, Radial)),
        ];

    private static Recipe Recipe(string input, string features, string classifier) =>
        new()
        {
            Input = input,
            Features = features,
            Classifier = classifier,
            Augmentation = "mirror",
        };
}
