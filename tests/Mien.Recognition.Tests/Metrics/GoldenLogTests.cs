using Mien.Recognition.Metrics;

namespace Mien.Recognition.Tests.Metrics;

/// <summary>STSTNet's published log: a header "dataset subject", then lines "clip truth prediction".</summary>
public sealed class GoldenLogTests
{
    [Fact]
    public void The_published_log_gives_its_published_figures_whole_and_by_dataset()
    {
        var folds = Read(RealData.Require("metrics-golden/ststnet-matlab-log.txt"));
        var parts = folds
            .GroupBy(fold => fold.Dataset)
            .ToDictionary(part => part.Key, part => Pool(part.Select(f => f.Matrix)));

        AssertFigures(Pool(parts.Values), 442, .7353, .7186, .7692, .7605);
        AssertFigures(parts["smic"], 164, .6801, .6703, .6829, .7013);
        AssertFigures(parts["casme2"], 145, .8382, .8190, .8621, .8686);
        AssertFigures(parts["samm"], 133, .6588, .6415, .7744, .6810);
        Assert.Equal(68, folds.Count);
        Assert.NotEqual(.7353, FoldAverages.Of(folds.Select(fold => fold.Matrix)).MeanOfFoldUf1PresentClasses, 2);
    }

    private static void AssertFigures(
        ConfusionMatrix matrix,
        int samples,
        double uf1,
        double uar,
        double accuracy,
        double precision
    )
    {
        Assert.Equal(samples, matrix.Total);
        Assert.Equal(uf1, Figure.Uf1.Of(matrix), 4);
        Assert.Equal(uar, Figure.Uar.Of(matrix), 4);
        Assert.Equal(accuracy, Figure.Accuracy.Of(matrix), 4);
        Assert.Equal(precision, Figure.MacroPrecision.Of(matrix), 4);
    }

    private static ConfusionMatrix Pool(IEnumerable<ConfusionMatrix> matrices)
    {
        var pooled = new ConfusionMatrix(3);
        foreach (var matrix in matrices)
        {
            pooled.Add(matrix);
        }

        return pooled;
    }

    private static List<(string Dataset, ConfusionMatrix Matrix)> Read(string path)
    {
        var folds = new List<(string Dataset, ConfusionMatrix Matrix)>();
        foreach (var line in File.ReadLines(path))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2)
            {
                folds.Add((words[0], new ConfusionMatrix(3)));
            }
            else if (words.Length == 3)
            {
                folds[^1].Matrix.Add(int.Parse(words[1]), int.Parse(words[2]));
            }
        }

        return folds;
    }
}
