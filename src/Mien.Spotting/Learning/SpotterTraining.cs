using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;
using Mien.Recognition.Training;
using Mien.Spotting.Analysis;
using Mien.Spotting.Motion;
using Mien.Spotting.Scoring;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Learning;

/// <summary>Trains a spotter on analysed long videos and a table that says what truly happens in them.</summary>
public static class SpotterTraining
{
    // What overlaps a true expression by less than a hit and by more than this is neither a good example of one nor of none.
    private const double Unclear = 0.2;
    private const double Hit = 0.5;

    /// <summary>
    /// How the network learns when no recipe is given. Probabilities must be those of the candidates, so neither labels are
    /// smoothed nor classes weighted; mirrored copies are among the examples.
    /// </summary>
    public static Recipe Recipe { get; } =
        new()
        {
            Input = "scale by=1",
            Augmentation = "none",
            LabelSmoothing = 0,
            ClassWeightPower = 0,
            MirrorInTest = false,
        };

    /// <summary>Collects examples and trains.</summary>
    /// <param name="folder">A folder of analyses, one a video.</param>
    /// <param name="truth">The true expressions.</param>
    /// <param name="network">The network.</param>
    /// <param name="recipe">How it learns.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <param name="threads">Threads; the weights do not depend on them.</param>
    /// <param name="progress">Told of every epoch.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="InputFaultException">There are no analyses, or none of their videos is in the table.</exception>
    public static Model Train(
        string folder,
        IntervalTable truth,
        NetworkEntry network,
        Recipe recipe,
        int seed,
        int threads,
        IProgress<ProgressStep> progress
    )
    {
        ArgumentNullException.ThrowIfNull(truth);
        var set = SetOf(folder, truth, new SpotterOptions());
        // The new model owns the network.
        var trained = ModelTraining.Train(set, network, recipe, seed, threads, progress);
        return new Model(
            trained.Description with
            {
                Crop = LearntSpotter.Layout,
                TrainingData = Statement(set, truth),
            },
            trained.Network
        );
    }

    /// <summary>The examples: every candidate of every video, and its mirror image.</summary>
    internal static PreparedSet SetOf(string folder, IntervalTable truth, SpotterOptions options)
    {
        var names = truth.Intervals.Select(interval => interval.Video).ToHashSet();
        var analyses = FoldersOf(folder).Where(analysis => names.Contains(analysis.Video)).ToList();
        var clips = analyses.SelectMany(analysis => ClipsOf(analysis.Folder, analysis.Video, truth, options)).ToList();
        foreach (var label in LearntSpotter.Classes)
        {
            if (!clips.Exists(clip => clip.Label == label))
            {
                throw new InputFaultException(
                    $"{folder} and {truth.Path} give no example of '{label}' ({analyses.Count} videos are in both): give more videos, and check that the table names them as the analyses do."
                );
            }
        }

        return new PreparedSet(clips, LearntSpotter.Classes);
    }

    private static string Statement(PreparedSet set, IntervalTable truth)
    {
        var videos = set.Clips.Select(clip => clip.Subject).Distinct().Count();
        int Count(string label) => set.Clips.Count(clip => clip.Label == label) / 2;
        return $"Movements of {videos} long videos after {Path.GetFileName(truth.Path)}: {Count("micro")} that are micro- and {Count("macro")} that are macro-expressions, {Count("none")} others; mirrored copies besides.";
    }

    private static IEnumerable<(AnalysisFolder Folder, string Video)> FoldersOf(string folder)
    {
        var motions = Directory
            .EnumerateFiles(folder, Path.GetFileName(new AnalysisFolder("").Motion), SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new AnalysisFolder(Path.GetDirectoryName(path)!))
            .ToList();
        return motions.Count > 0
            ? motions.Select(found => (found, VideoNames.Canonical(MotionState.SourceOf(found.MotionRecord))))
            : throw new InputFaultException(
                $"{folder} holds no analysis: run mien analyze on the videos first, and give the folder of its --out."
            );
    }

    private static List<PreparedClip> ClipsOf(
        AnalysisFolder folder,
        string video,
        IntervalTable truth,
        SpotterOptions options
    )
    {
        using var reader = new MotionReader(folder.Motion);
        var collector = new CandidateCollector(options);
        var last = new MotionSample();
        if (reader.Count > 0)
        {
            reader.Read(reader.Count - 1, last);
            _ = new BlockSpotter(reader, options, collector).Advance(last.Seconds, isEnd: true).Count();
        }

        var own = truth.Intervals.Where(interval => interval.Video == video).ToList();
        var clips = new List<PreparedClip>();
        foreach (var example in collector.Examples)
        {
            if (LabelOf(example, own) is { } label)
            {
                clips.Add(LearntSpotter.ClipOf(example.Map, example.Name, label, video));
                clips.Add(
                    LearntSpotter.ClipOf(SeriesMap.Mirror(example.Map), $"{example.Name} mirrored", label, video)
                );
            }
        }

        return clips;
    }

    /// <summary>Its kind for a hit, "none" for what is none, null for what lies between.</summary>
    private static string? LabelOf(CandidateCollector.Example example, List<ScoredInterval> truth)
    {
        // Tables count frames from 1.
        var interval = new ScoredInterval
        {
            Video = "",
            Onset = example.Onset + 1,
            Offset = example.Offset + 1,
        };
        var overlap = truth
            .Where(real => real.Kind is null || real.Kind == example.Kind)
            .Select(interval.Overlap)
            .DefaultIfEmpty(0)
            .Max();
        return overlap >= Hit ? LearntSpotter.NameOf(example.Kind)
            : overlap > Unclear ? null
            : LearntSpotter.Classes[^1];
    }
}
