using System.Numerics;
using Mien.Data.Planting;
using Mien.Faces.Alignment;
using Mien.Faces.Landmarks;
using Mien.Faces.Tracking;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Spotting.Events;

namespace Mien.Spotting.Sensitivity;

/// <summary>
/// Finds what would have been found: made-up expressions of known size and length are planted into a stretch of a
/// recording, in moments in which nothing else was spotted, and the stretch is analysed again as it would have been
/// recorded. A stretch is gone through some times with other plants; every size and length is planted equally often.
/// </summary>
/// <remarks>
/// What the camera does to light is in the frames already and the plants move it; what its compression would have done to
/// the motion itself is not, so of a strongly compressed recording the limit told is a little too good.
/// </remarks>
public sealed class SensitivityStudy
{
    private const int CropSize = 128;

    /// <summary>An event this near to a plant was set off by it.</summary>
    private const double Near = 0.1;

    private readonly Func<double, IFrameSource> _open;
    private readonly Func<FaceTracker> _tracker;
    private readonly LandmarkModel _model;
    private readonly Func<IFrameSource, CancellationToken, IReadOnlyList<FaceEvent>> _spot;
    private readonly SensitivityOptions _options;

    /// <summary>Prepares a study.</summary>
    /// <param name="open">Opens the recording, gray, at a second.</param>
    /// <param name="tracker">Makes a tracker.</param>
    /// <param name="model">The landmark model.</param>
    /// <param name="spot">The pipeline: events of a source, frames counted from its first.</param>
    /// <param name="options">What to plant; the defaults when null.</param>
    public SensitivityStudy(
        Func<double, IFrameSource> open,
        Func<FaceTracker> tracker,
        LandmarkModel model,
        Func<IFrameSource, CancellationToken, IReadOnlyList<FaceEvent>> spot,
        SensitivityOptions? options = null
    )
    {
        (_open, _tracker, _model, _spot) = (open, tracker, model, spot);
        _options = options ?? new SensitivityOptions();
    }

    /// <summary>Does the study.</summary>
    /// <param name="totalSeconds">Length of the recording.</param>
    /// <param name="progress">Told of every pass.</param>
    /// <param name="cancellation">Stops between frames.</param>
    public SensitivityResult Run(
        double totalSeconds,
        IProgress<ProgressStep>? progress = null,
        CancellationToken cancellation = default
    )
    {
        // The middle of a recording is more like the rest of it than its beginning.
        var seconds = Math.Min(totalSeconds, _options.MostSeconds);
        var from = Math.Max(0, (totalSeconds - seconds) / 2);
        var passes = (int)Math.Clamp(Math.Ceiling(_options.WorkSeconds / Math.Max(1, seconds)), 1, _options.MostPasses);
        progress?.Report(new ProgressStep("planting", 0, passes + 1));
        using var source = _open(from);
        var rate = source.Info.FrameRate;
        var track = FollowedFace.Of(
            source,
            _tracker(),
            _model,
            (int)Math.Round(seconds * rate),
            CropSize,
            cancellation
        );
        var quiet = Quiet(track, from, rate, cancellation);
        var cells = Cells(rate);
        var outcomes = new List<PlantOutcome>();
        for (var pass = 0; pass < passes; pass++)
        {
            progress?.Report(new ProgressStep("planting", pass + 1, passes + 1));
            var plants = Plan(track, quiet, rate, cells, pass / (double)passes, pass);
            outcomes.AddRange(plants.Count == 0 ? [] : Outcomes(track, plants, from, rate, cancellation));
        }

        progress?.Report(new ProgressStep("planting", passes + 1, passes + 1));
        return Result(outcomes, from, track.Count / rate, rate, cells);
    }

    private SensitivityResult Result(
        List<PlantOutcome> outcomes,
        double from,
        double seconds,
        double rate,
        List<(double Size, int Frames)> cells
    ) =>
        new()
        {
            FromSeconds = from,
            Seconds = seconds,
            FrameRate = rate,
            Outcomes = outcomes,
            Sizes = [.. _options.Sizes.Order()],
            Durations = [.. cells.Select(cell => cell.Frames / rate).Distinct().Order()],
            Limit = outcomes.Count == 0 ? null : DetectionLimit.Of(outcomes),
            Obstacle =
                outcomes.Count > 0
                    ? null
                    : "no moment of the recording has a face that is still and seen long enough to plant an expression in it",
        };

    /// <summary>Whole numbers of frames, each length once; two frames are the least that rise and fall.</summary>
    private List<(double Size, int Frames)> Cells(double rate) =>
        [
            .. _options
                .Durations.Select(seconds => (int)Math.Round(seconds * rate))
                .Where(frames => frames >= 2)
                .Distinct()
                .SelectMany(frames => _options.Sizes.Select(size => (size, frames))),
        ];

    /// <summary>Frames in which an expression may begin: the face is seen, and nothing is spotted anyway.</summary>
    private bool[] Quiet(FollowedFace track, double from, double rate, CancellationToken cancellation)
    {
        using var source = _open(from);
        using var plain = new PlantedFrames(source, track.Count, [], track.Alignments);
        var events = _spot(plain, cancellation);
        var quiet = track.Alignments.Select(alignment => alignment is not null).ToArray();
        var margin = (int)Math.Ceiling(0.3 * rate);
        foreach (var happened in events)
        {
            var (first, last) = (
                Math.Max(0, happened.Onset - margin),
                Math.Min(quiet.Length - 1, happened.Offset + margin)
            );
            for (var i = first; i <= last; i++)
            {
                quiet[i] = false;
            }
        }

        return quiet;
    }

    /// <summary>Plants of one pass, one after the other with room between; sizes and lengths take turns over the passes.</summary>
    private List<PlantedExpression> Plan(
        FollowedFace track,
        bool[] quiet,
        double rate,
        List<(double Size, int Frames)> cells,
        double turn,
        int pass
    )
    {
        var random = new RandomStream(_options.Seed).Derive("sensitivity").Derive((ulong)pass);
        var deal = Deal(cells, turn);
        var plants = new List<PlantedExpression>();
        var apart = (int)(_options.Apart * rate);
        var at = (int)(rate * random.Uniform(0.5, 1.5));
        while (at < track.Count)
        {
            var (size, frames) = cells[deal[plants.Count % deal.Length]];
            if (IsFree(quiet, at - (int)(0.2 * rate), at + frames + (int)(0.2 * rate)))
            {
                plants.Add(
                    PlantedExpression.Draw(random, track.Landmarks[at]!, track.Alignments[at]!.Value, size, at, frames)
                );
                at += apart + random.Below(Math.Max(1, apart / 4));
            }
            else
            {
                at += Math.Max(1, (int)(0.05 * rate));
            }
        }

        return plants;
    }

    /// <summary>The order of the cells: shuffled, and begun elsewhere in every pass, so that each has its turn.</summary>
    private int[] Deal(List<(double Size, int Frames)> cells, double turn)
    {
        int[] order = [.. Enumerable.Range(0, cells.Count)];
        new RandomStream(_options.Seed).Derive("cells").Shuffle<int>(order);
        var start = (int)(turn * cells.Count);
        return [.. order[start..], .. order[..start]];
    }

    private static bool IsFree(bool[] quiet, int first, int last) =>
        first >= 0 && last < quiet.Length && quiet.AsSpan(first, last - first + 1).IndexOf(false) < 0;

    private IEnumerable<PlantOutcome> Outcomes(
        FollowedFace track,
        List<PlantedExpression> plants,
        double from,
        double rate,
        CancellationToken cancellation
    )
    {
        using var source = _open(from);
        using var planted = new PlantedFrames(source, track.Count, plants, track.Alignments);
        var events = _spot(planted, cancellation);
        var near = (int)Math.Ceiling(Near * rate);
        return plants.ConvertAll(plant => new PlantOutcome(
            plant.Size,
            (plant.Offset - plant.Onset) / rate,
            plant.ActionUnits,
            from + (plant.Apex / rate),
            events.Any(e => e.Apex >= plant.Onset - near && e.Apex <= plant.Offset + near)
        ));
    }
}
