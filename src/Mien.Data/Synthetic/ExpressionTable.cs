using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>
/// Which action units show which class. The sets are the prototypes and major variants of EMFACS (Friesen and Ekman
/// 1983) and parts of them, since a micro-expression seldom shows the whole. Shares follow one rule, not any dataset's
/// counts: the prototype's core 4, a variant 2, a rare or partial form 1.
/// </summary>
internal static class ExpressionTable
{
    private const float Core = 4;
    private const float Variant = 2;
    private const float Rare = 1;

    private static readonly Expression[] Negative =
    [
        // Anger and the brow lowering of disgust.
        new("anger", Core, 4),
        new("anger", Core, 4, 7),
        new("anger", Rare, 4, 5, 7),
        new("anger", Rare, 4, 7, 24),
        new("anger", Rare, 4, 24),
        new("anger", Rare, 4, 17),
        new("anger", Variant, 7),
        new("anger", Variant, 24),
        new("anger", Variant, 23),
        new("anger", Rare, 17, 24),
        // Disgust.
        new("disgust", Variant, 4, 9),
        new("disgust", Rare, 4, 7, 9),
        new("disgust", Variant, 4, 10),
        new("disgust", Variant, 9),
        new("disgust", Rare, 9, 10),
        new("disgust", Core, 10),
        new("disgust", Rare, 7, 10),
        // Sadness and repression.
        new("sadness", Core, 15),
        new("sadness", Core, 17),
        new("sadness", Core, 15, 17),
        new("sadness", Rare, 4, 15),
        new("sadness", Variant, 1, 4),
        new("sadness", Rare, 1, 4, 15),
        new("sadness", Rare, 1, 15),
        // Contempt.
        new("contempt", Variant, 14),
        new("contempt", Rare, 14, 17),
        // Fear.
        new("fear", Rare, 1, 2, 4),
        new("fear", Rare, 1, 2, 4, 5),
        new("fear", Rare, 1, 2, 4, 20),
        new("fear", Variant, 20),
        new("fear", Rare, 20, 25),
    ];

    private static readonly Expression[] Positive =
    [
        new("happiness", Core, 12),
        new("happiness", Core, 6, 12),
        new("happiness", Rare, 6, 12, 25),
        new("happiness", Rare, 12, 25),
        new("happiness", Rare, 6, 7, 12),
        new("happiness", Rare, 6),
        // Smiles that are held back.
        new("happiness", Rare, 12, 14),
        new("happiness", Rare, 12, 15),
        new("happiness", Rare, 12, 17),
        new("happiness", Rare, 12, 24),
    ];

    private static readonly Expression[] Surprise =
    [
        new("surprise", Core, 1, 2),
        new("surprise", Variant, 1, 2, 5),
        new("surprise", Variant, 1, 2, 25),
        new("surprise", Variant, 1, 2, 26),
        new("surprise", Variant, 1, 2, 5, 26),
        new("surprise", Variant, 1),
        new("surprise", Variant, 2),
        new("surprise", Rare, 5),
        new("surprise", Rare, 5, 26),
        new("surprise", Rare, 25),
        new("surprise", Rare, 26),
        new("surprise", Rare, 25, 26),
    ];

    private static readonly (string Name, Expression[] Sets)[] Table =
    [
        ("negative", Negative),
        ("positive", Positive),
        ("surprise", Surprise),
    ];

    /// <summary>The classes of MEGC2019, in the order of a network's outputs.</summary>
    public static IReadOnlyList<string> Classes { get; } = [.. Table.Select(row => row.Name)];

    /// <summary>Draws a set of a class.</summary>
    public static Expression Draw(int label, RandomStream random)
    {
        var sets = Table[label].Sets;
        var total = 0f;
        foreach (var set in sets)
        {
            total += set.Share;
        }

        var left = random.Uniform(0, total);
        foreach (var set in sets)
        {
            left -= set.Share;
            if (left < 0)
            {
                return set;
            }
        }

        return sets[^1];
    }
}
