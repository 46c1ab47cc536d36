using Mien.Foundation;
using Mien.Recognition.Statistics;

namespace Mien.Spotting.Scoring;

/// <summary>
/// Percentile interval of the F1 of spotting by resampling whole videos, since what happens in one video of one person is
/// alike (cluster bootstrap of Davison and Hinkley 1997, section 3.8).
/// </summary>
public static class VideoBootstrap
{
    /// <summary>The interval; null with fewer than two videos.</summary>
    public static Interval? F1(KindScore kind, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(kind);
        options ??= new BootstrapOptions();
        var videos = CountsOf(kind);
        if (videos.Length < 2)
        {
            return null;
        }

        var random = new RandomStream(options.Seed);
        var draws = new double[options.Draws];
        for (var draw = 0; draw < draws.Length; draw++)
        {
            var pooled = default(SpottingCounts);
            for (var i = 0; i < videos.Length; i++)
            {
                pooled += videos[random.Below(videos.Length)];
            }

            draws[draw] = pooled.F1;
        }

        return SubjectBootstrap.Percentile(draws, options.Level);
    }

    /// <summary>Counts of every video in which something happened or was predicted, in the order of their names.</summary>
    private static SpottingCounts[] CountsOf(KindScore kind) =>
        [
            .. kind
                .Hits.Select(pair => (pair.Truth.Video, Counts: new SpottingCounts(1, 0, 0)))
                .Concat(kind.FalseAlarms.Select(alarm => (alarm.Video, Counts: new SpottingCounts(0, 1, 0))))
                .Concat(kind.Missed.Select(truth => (truth.Video, Counts: new SpottingCounts(0, 0, 1))))
                .GroupBy(one => one.Video)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.Aggregate(default(SpottingCounts), (sum, one) => sum + one.Counts)),
        ];
}
