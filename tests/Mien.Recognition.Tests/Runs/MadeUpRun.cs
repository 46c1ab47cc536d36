using Mien.Foundation;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Tests.Runs;

/// <summary>A small run over two datasets whose subject ids collide, held out by subject.</summary>
internal static class MadeUpRun
{
    public static readonly string[] Classes = ["negative", "positive", "surprise"];

    public static PredictionTable Table(int seeds) =>
        new(
            Classes,
            Enumerable.Range(1, seeds).SelectMany(seed => Keys().Select((key, index) => Predict(key, index, seed)))
        );

    public static RunSplits Splits(int seeds)
    {
        var items = Keys().Select(key => Item(key)).ToArray();
        var folds = items.Select(item => (item.Dataset, item.Subject)).Distinct().ToArray();
        return new RunSplits
        {
            Protocol = "loso",
            Leaky = false,
            Items = items,
            Folds =
            [
                .. folds.Select(
                    (held, fold) =>
                        new SplitFold
                        {
                            Fold = fold,
                            Seeds = [.. Enumerable.Range(1, seeds)],
                            Train = Indices(items, item => (item.Dataset, item.Subject) != held),
                            Test = Indices(items, item => (item.Dataset, item.Subject) == held),
                            Epoch = 40,
                        }
                ),
            ],
        };
    }

    public static RunRecord Record(int seeds) =>
        new()
        {
            Version = "0.1.0",
            Command = "mien evaluate --data maps --model cabm --protocol loso --out run",
            Model = "cabm",
            Parameters = 8747,
            Protocol = "loso",
            Leaky = false,
            Folds = 8,
            Seeds = [.. Enumerable.Range(1, seeds)],
            Recipe = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["epochs"] = "40",
                ["batch"] = "64",
            },
            Data =
            [
                new RunData
                {
                    Path = "maps",
                    Hash = ContentHash.Of("maps"),
                    Samples = 48,
                    Subjects = 8,
                },
            ],
            Machine = RunMachine.Describe(2),
        };

    private static IEnumerable<SampleKey> Keys() =>
        from dataset in new[] { "CASME2", "SMIC" }
        from subject in Enumerable.Range(1, 4)
        from clip in Enumerable.Range(1, 6)
        select new SampleKey(dataset, $"{subject:00}", $"EP{clip:00}");

    private static SplitItem Item(SampleKey key) =>
        new()
        {
            Dataset = key.Dataset,
            Subject = key.Subject,
            Clip = key.Clip,
            Hash = ContentHash.Of(key.ToString()),
        };

    private static Prediction Predict(SampleKey key, int index, int seed)
    {
        var random = new RandomStream((ulong)seed).Derive(key.ToString());
        var truth = index % 3;
        var scores = Enumerable.Range(0, 3).Select(label => random.Uniform() + (label == truth ? .5 : 0)).ToArray();
        var sum = scores.Sum();
        return new Prediction(
            key.Dataset,
            key.Subject,
            key.Clip,
            index / 6,
            seed,
            truth,
            Array.IndexOf(scores, scores.Max()),
            [.. scores.Select(score => (float)(score / sum))]
        );
    }

    private static int[] Indices(SplitItem[] items, Func<SplitItem, bool> chosen) =>
        [.. Enumerable.Range(0, items.Length).Where(index => chosen(items[index]))];
}
