using Mien.Recognition.Statistics;

namespace Mien.Recognition.Evaluation.FewSubjects;

/// <summary>
/// All draws of one number of subjects. Intervals are over draws; those share most of the people whom they score, so they
/// say how much depends on who was drawn and not how other people would score.
/// </summary>
public sealed record FewSubjectSize
{
    private FewSubjectSize(int subjects, IReadOnlyList<FewSubjectDraw> draws) => (Subjects, Draws) = (subjects, draws);

    /// <summary>Subjects that were learnt from.</summary>
    public int Subjects { get; }

    /// <summary>The draws.</summary>
    public IReadOnlyList<FewSubjectDraw> Draws { get; }

    /// <summary>Mean number of training clips.</summary>
    public double TrainClips => Draws.Average(draw => draw.TrainClips);

    /// <summary>Mean UF1.</summary>
    public double Uf1 => Draws.Average(draw => draw.Uf1);

    /// <summary>95 % interval of <see cref="Uf1"/>.</summary>
    public Interval Uf1Interval => MeanInterval.Of([.. Draws.Select(draw => draw.Uf1)]);

    /// <summary>Mean UF1 of the network trained from scratch; null when the method is that network.</summary>
    public double? ScratchUf1 => Draws.Average(draw => draw.ScratchUf1);

    /// <summary>Mean of the differences to it on the same draws.</summary>
    public double? Gain => Uf1 - ScratchUf1;

    /// <summary>95 % interval of <see cref="Gain"/>.</summary>
    public Interval? GainInterval =>
        ScratchUf1 is null ? null : MeanInterval.Of([.. Draws.Select(draw => draw.Uf1 - draw.ScratchUf1!.Value)]);

    /// <summary>Draws in which the method scored higher than the network trained from scratch.</summary>
    public int Wins => Draws.Count(draw => draw.Uf1 > draw.ScratchUf1);

    /// <summary>Groups draws by their number of subjects, ascending.</summary>
    public static IReadOnlyList<FewSubjectSize> Of(IEnumerable<FewSubjectDraw> draws) =>
        [
            .. draws
                .GroupBy(draw => draw.Subjects)
                .OrderBy(group => group.Key)
                .Select(group => new FewSubjectSize(group.Key, [.. group.OrderBy(draw => draw.Draw)])),
        ];
}
