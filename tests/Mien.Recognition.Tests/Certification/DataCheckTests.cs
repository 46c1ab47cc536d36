using Mien.Data.Prepared;
using Mien.Recognition.Certification;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Tests.Certification;

public sealed class DataCheckTests
{
    private static readonly PreparedSet Set = MadeUpClips.Set(subjects: 3, clipsEach: 3);

    [Fact]
    public void A_run_over_the_data_as_they_are_holds()
    {
        Assert.Equal(CheckStatus.Holds, DataCheck.Run(Set, Splits(), Table(row => row)).Status);
    }

    [Fact]
    public void Changed_content_is_named()
    {
        var splits = Splits();
        splits.Items[2] = splits.Items[2] with { Hash = "other" };

        Assert.StartsWith(
            "made-up/s01/c02 has another content",
            DataCheck.Run(Set, splits, Table(row => row)).Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_edited_truth_is_named()
    {
        var table = Table(row => row.Key == new SampleKey("made-up", "s02", "c01") ? row with { Truth = 0 } : row);

        Assert.StartsWith(
            "The truth of made-up/s02/c01 is negative in predictions.csv and positive in the data",
            DataCheck.Run(Set, Splits(), table).Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Clips_that_were_left_out_are_counted()
    {
        var all = Table(row => row);
        var fewer = new PredictionTable(all.Classes, all.Rows.Where(row => row.Subject != "s03"));

        Assert.StartsWith(
            "3 samples of the data were never predicted, first made-up/s03/c00",
            DataCheck.Run(Set, Splits(), fewer).Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Missing_hashes_are_filled_from_the_data()
    {
        var bare = Splits() with
        {
            Items = [.. Splits().Items.Select(item => item with { Hash = null, LookAlike = null })],
        };

        var filled = DataCheck.FillHashes(Set, bare);

        Assert.Equal(Splits().Items.Select(item => item.Hash), filled.Items.Select(item => item.Hash));
        Assert.All(filled.Items, item => Assert.NotNull(LookAlikeWords.Parse(item.LookAlike)));
    }

    private static RunSplits Splits() =>
        new()
        {
            Protocol = "zero-shot",
            Leaky = false,
            Items =
            [
                .. Set.Clips.Select(clip => new SplitItem
                {
                    Dataset = clip.Dataset,
                    Subject = clip.Subject,
                    Clip = clip.Clip,
                    Hash = DataCheck.HashOf(clip.Map),
                }),
            ],
            Folds = [],
        };

    private static PredictionTable Table(Func<Prediction, Prediction> change) =>
        new(
            Set.Classes,
            Set.Clips.Select(
                (clip, i) => change(new Prediction(clip.Dataset, clip.Subject, clip.Clip, 0, 1, Set.Labels[i], 0, []))
            )
        );
}
