using System.Collections.Concurrent;
using System.Text;
using Mien.Data.Datasets;
using Mien.Data.Labels;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Preparation;

/// <summary>
/// Clips to a prepared set: in parallel, from the cache where nothing changed, with provenance.csv (one line a map) and
/// pictures beside it. The maps do not depend on the number of threads.
/// </summary>
public sealed class ClipPreparation
{
    /// <summary>Part of every key; it changes when the same settings would give other maps.</summary>
    private const string Version = "preparation 1";

    private readonly PreparationOptions _options;
    private readonly FaceModelFiles? _models;
    private readonly string _folder;
    private readonly MotionCache _cache;
    private readonly ConcurrentDictionary<string, string> _hashes = new();

    /// <summary>A preparation into a folder.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="models">The face models; null only for <see cref="CropKind.Whole"/>.</param>
    /// <param name="folder">The prepared set's folder; the cache lies in it.</param>
    public ClipPreparation(PreparationOptions options, FaceModelFiles? models, string folder)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (models is null != (options.Crop == CropKind.Whole))
        {
            throw new ArgumentException("face models are needed for every crop but the whole one", nameof(models));
        }

        (_options, _models, _folder) = (options, models, folder);
        _cache = new MotionCache(Path.Combine(folder, "cache"));
    }

    /// <summary>Threads; the maps do not depend on them.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether a sheet is drawn for each clip under preview/: onset, apex, flow, strain.</summary>
    public bool Preview { get; init; }

    /// <summary>Prepares clips and writes the set.</summary>
    /// <param name="clips">Clips with frames or a video.</param>
    /// <param name="labels">Makes the label of an emotion; null takes the emotion itself.</param>
    /// <param name="progress">Receives how far the work has come.</param>
    /// <param name="cancel">Stops between clips; what is finished stays in the cache.</param>
    public PreparationReport Run(
        IReadOnlyList<Clip> clips,
        LabelSet? labels = null,
        IProgress<ProgressStep>? progress = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(clips);
        var (named, leftOut) = Label(clips, labels);
        var results = new Result[named.Count];
        var done = 0;
        using var preparers = new ThreadLocal<ClipPreparer>(() => new ClipPreparer(_options, _models));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancel };
        Parallel.For(
            0,
            named.Count,
            parallel,
            i =>
            {
                results[i] = Prepare(named[i].Clip, named[i].Label, preparers.Value!);
                progress?.Report(new ProgressStep("clips", Interlocked.Increment(ref done), named.Count));
            }
        );
        return Finish(results, leftOut);
    }

    private static (List<(Clip Clip, string Label)> Named, List<(string, string)> LeftOut) Label(
        IReadOnlyList<Clip> clips,
        LabelSet? labels
    )
    {
        var named = new List<(Clip, string)>();
        var leftOut = new List<(string, string)>();
        foreach (var clip in clips)
        {
            var reason = "no emotion given";
            var label = labels is null ? clip.Emotion : labels.ClassOf(clip, out reason);
            if (label is null)
            {
                leftOut.Add((new ClipReader(clip).Name, reason));
            }
            else
            {
                named.Add((clip, label));
            }
        }

        return (named, leftOut);
    }

    private Result Prepare(Clip clip, string label, ClipPreparer preparer)
    {
        var reader = new ClipReader(clip);
        try
        {
            var key = KeyOf(clip, reader);
            var shape = new MapShape(_options.Size, _options.Size, 3);
            // A sheet needs the crops, which are not kept.
            var found = Preview ? null : _cache.Find(key, shape);
            var motion = found ?? preparer.Prepare(reader, clip.Apex);
            if (found is null)
            {
                _cache.Keep(key, motion);
            }

            // Without a sheet to draw, the crops of thousands of clips need not be kept.
            var kept = Preview ? motion : new ClipMotion(motion.Map, motion.Provenance, null, null, null, null);
            return new Result(ToPrepared(clip, label, motion), kept, found is not null, reader.Name, null);
        }
        catch (InputFaultException fault)
        {
            return new Result(null, null, false, reader.Name, fault.Message);
        }
    }

    private string KeyOf(Clip clip, ClipReader reader)
    {
        string HashOf(int first, int last) => reader.HashOf(first, last, path => _hashes.GetOrAdd(path, HashOfFile));
        var frames = clip.Apex is { } apex
            ? $"{HashOf(reader.Onset, reader.Onset)} {HashOf(apex, apex)} {apex}"
            : HashOf(reader.Onset, reader.Offset);
        return ContentHash.Of($"{Version}\n{_options}\n{_models?.Hash}\n{reader.Onset} {reader.Offset} {frames}");
    }

    private static string HashOfFile(string path)
    {
        try
        {
            return ContentHash.OfFile(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new InputFaultException($"{path} cannot be read: restore it, or check its permissions.", cause);
        }
    }

    private static PreparedClip ToPrepared(Clip clip, string label, ClipMotion motion) =>
        new()
        {
            Dataset = clip.Dataset,
            Subject = clip.Subject,
            Clip = clip.Name,
            Label = label,
            Emotion = clip.Emotion ?? "",
            Onset = clip.Onset,
            Apex = clip.Apex,
            Offset = clip.Offset,
            ActionUnits = clip.ActionUnits?.Text ?? "",
            Map = motion.Map,
        };

    private PreparationReport Finish(Result[] results, IReadOnlyList<(string, string)> leftOut)
    {
        var good = results.Where(result => result.Clip is not null).ToArray();
        var failed = results.Where(result => result.Sentence is not null);
        var set = good.Length == 0 ? null : new PreparedSet([.. good.Select(result => result.Clip!)]);
        set?.Write(_folder);
        WriteBeside(good);
        return new PreparationReport(
            set,
            good.Count(result => result.FromCache),
            leftOut,
            [.. failed.Select(result => (result.Name, result.Sentence!))]
        );
    }

    private void WriteBeside(Result[] results)
    {
        var text = new StringBuilder();
        CsvTable.AppendRow(text, ["dataset", "subject", "clip", "provenance"]);
        var names = new MapNames();
        foreach (var result in results)
        {
            var clip = result.Clip!;
            CsvTable.AppendRow(text, [clip.Dataset, clip.Subject, clip.Clip, result.Motion!.Provenance]);
            var name = Path.GetFileName(names.Next(clip)) + ".png";
            Png.Write(Path.Combine(_folder, "pictures", name), MapPictures.Draw(clip.Map));
            if (Preview)
            {
                Png.Write(Path.Combine(_folder, "preview", name), MapPictures.Sheet(result.Motion));
            }
        }

        AtomicFile.WriteText(Path.Combine(_folder, "provenance.csv"), text.ToString());
    }

    private readonly record struct Result(
        PreparedClip? Clip,
        ClipMotion? Motion,
        bool FromCache,
        string Name,
        string? Sentence
    );
}
