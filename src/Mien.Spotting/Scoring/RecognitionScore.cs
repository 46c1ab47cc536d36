using Mien.Recognition.Metrics;

namespace Mien.Spotting.Scoring;

/// <summary>
/// Recognition on spotted expressions alone, the second half of spot-then-recognise (Liong, See and Chan 2023): of every
/// hit whose true class is scored, the predicted class against the true one. A prediction of no scored class, an
/// abstention among them, is a miss of the true class and a false alarm of none.
/// </summary>
public sealed record RecognitionScore
{
    private RecognitionScore(IReadOnlyList<string> classes, ConfusionMatrix matrix, double spottingF1)
    {
        var figures = classes.Select((_, label) => matrix.Of(label)).ToList();
        Classes = classes;
        Matrix = matrix;
        Samples = (int)matrix.Total;
        MacroPrecision = figures.Average(figure => figure.Precision);
        Uar = figures.Average(figure => figure.Recall);
        Uf1 = figures.Average(figure => figure.F1);
        F1 = MacroPrecision + Uar > 0 ? 2 * MacroPrecision * Uar / (MacroPrecision + Uar) : 0;
        Accuracy = Samples == 0 ? 0 : classes.Select((_, label) => matrix.Hits(label)).Sum() / Samples;
        Strs = spottingF1 * F1;
        StrsOfUf1 = spottingF1 * Uf1;
    }

    /// <summary>The classes scored.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Rows truth, columns prediction; the last row and column are all other classes.</summary>
    public ConfusionMatrix Matrix { get; }

    /// <summary>Hits that were scored.</summary>
    public int Samples { get; }

    /// <summary>Mean over classes of precision. The authors' program and the table of MEGC2025 call this "UAR".</summary>
    public double MacroPrecision { get; }

    /// <summary>Mean over classes of recall.</summary>
    public double Uar { get; }

    /// <summary>Harmonic mean of macro precision and macro recall: "F1-score analysis" of the authors' program.</summary>
    public double F1 { get; }

    /// <summary>Mean over classes of F1.</summary>
    public double Uf1 { get; }

    /// <summary>Share of right classes.</summary>
    public double Accuracy { get; }

    /// <summary>Spot-then-recognise score: F1 of spotting times <see cref="F1"/>.</summary>
    public double Strs { get; }

    /// <summary>F1 of spotting times <see cref="Uf1"/>; lower, since UF1 never exceeds the harmonic mean.</summary>
    public double StrsOfUf1 { get; }

    /// <summary>The score of hits; null when no class is told.</summary>
    /// <param name="hits">Pairs of spotting.</param>
    /// <param name="classes">The classes scored; empty when none is told.</param>
    /// <param name="spottingF1">F1 of the spotting that found the hits.</param>
    public static RecognitionScore? Of(
        IReadOnlyCollection<MatchedPair> hits,
        IReadOnlyList<string> classes,
        double spottingF1
    )
    {
        ArgumentNullException.ThrowIfNull(hits);
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count == 0)
        {
            return null;
        }

        var matrix = new ConfusionMatrix(classes.Count + 1);
        foreach (var (truth, prediction) in hits)
        {
            var label = IndexOf(classes, truth.Class);
            if (label < classes.Count)
            {
                matrix.Add(label, IndexOf(classes, prediction.Class));
            }
        }

        return new RecognitionScore(classes, matrix, spottingF1);
    }

    private static int IndexOf(IReadOnlyList<string> classes, string name)
    {
        for (var i = 0; i < classes.Count; i++)
        {
            if (classes[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return classes.Count;
    }
}
