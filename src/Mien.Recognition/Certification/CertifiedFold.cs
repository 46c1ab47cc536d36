using System.Text.Json.Serialization;
using Mien.Foundation;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Certification;

/// <summary>A fold in short, for people who read a certificate: who was held out, and what was chosen on what.</summary>
public sealed record CertifiedFold
{
    /// <summary>More people than this are counted and hashed instead of named.</summary>
    private const int MostNamed = 24;

    /// <summary>The fold's number, from 0.</summary>
    public required int Fold { get; init; }

    /// <summary>The seeds for which it was dealt and chose so.</summary>
    [JsonConverter(typeof(CompactIntegers))]
    public required int[] Seeds { get; init; }

    /// <summary>
    /// Whose samples were held out, as dataset/subject, in ordinal order with commas between; of more than 24 people their
    /// number and the SHA-256 of these names, each followed by a line feed.
    /// </summary>
    public required string HeldOut { get; init; }

    /// <summary>Number of samples that were held out.</summary>
    public required int Test { get; init; }

    /// <summary>Number of samples that were learnt from.</summary>
    public required int Train { get; init; }

    /// <summary>Which samples an epoch or a setting was chosen on: training, held-out or other ones; null where nothing was chosen.</summary>
    public string? SelectedOn { get; init; }

    /// <summary>As <see cref="SplitFold.Choice"/>.</summary>
    public string? Choice { get; init; }

    /// <summary>As <see cref="SplitFold.Epoch"/>.</summary>
    public int? Epoch { get; init; }

    /// <summary>A fold of splits in short.</summary>
    internal static CertifiedFold Of(RunSplits splits, SplitFold fold) =>
        new()
        {
            Fold = fold.Fold,
            Seeds = fold.Seeds,
            HeldOut = Name(SubjectsApart.People(splits, fold.Test)),
            Test = fold.Test.Length,
            Train = fold.Train.Length,
            SelectedOn = fold.SelectedOn is { } chosenOn ? Side(fold, chosenOn) : null,
            Choice = fold.Choice,
            Epoch = fold.Epoch,
        };

    private static string Name(IEnumerable<(string Dataset, string Subject)> people)
    {
        string[] names =
        [
            .. people.Select(person => $"{person.Dataset}/{person.Subject}").Distinct().Order(StringComparer.Ordinal),
        ];
        return names.Length <= MostNamed
            ? string.Join(", ", names)
            : $"{names.Length} subjects, SHA-256 {ContentHash.Of(string.Concat(names.Select(name => name + "\n")))}";
    }

    private static string Side(SplitFold fold, int[] samples) =>
        samples.Intersect(fold.Test).Any() ? "held-out samples"
        : samples.Except(fold.Train).Any() ? "other samples"
        : "training samples";
}
