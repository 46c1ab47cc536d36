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
    private const string Version = "preparation 3";

    /// <summary>Values of one clip's map, at most.</summary>
    private const long MostValues = 1L << 28;

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

        if (options.Sequence > 1 && options.Content is not (MapContent.Motion or MapContent.Gray))
        {
            throw new InputFaultException(
                "Sequences are of motion or of grey crops: choose --map motion or gray, or leave out --sequence."
            );
        }

        if (options.Sequence == 1 && options.Content == MapContent.Gray)
        {
            throw new InputFaultException(
                "Grey crops are a sequence in time: give --sequence a number of frames, such as 10."
            );
        }

        if (3L * options.Size * options.Size * options.Sequence > MostValues)
        {
            throw new InputFaultException(
                $"A sequence of {options.Sequence} maps of {options.Size} is too large for memory: choose a smaller --size or fewer frames."
            );
        }

        if (options.MaskEyes && models is null)
        {
            throw new InputFaultException(
                "Eyes can only be masked where a face is looked for: leave out --mask-eyes, or choose another crop than whole."
            );
        }

        (_options, _models, _folder) = (options, models, folder);
        _cache = new MotionCache(Path.Combine(folder, "cache"));
    }

    /// <summary>Threads; the maps do not depend on them.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether a sheet is drawn for each clip under preview/: frame, crops, flow, strain.</summary>
    public bool Preview { get; init; }

    /// <summary>
    /// Frames by which every annotated apex is put wrong (<see cref="ApexError"/>). No part of the options, since the key
    /// of a map holds the apex itself.
    /// </summary>
    public int ApexError { get; init; }

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
        var reader = new ClipReader(clip, _options.Frames == FrameChoice.Found);
        try
        {
            var (onset, apex) = _options.Frames == FrameChoice.Found ? (null, null) : (clip.Onset, clip.Apex);
            var misplaced = ApexError > 0 ? Preparation.ApexError.Misplace(clip, ApexError) : null;
            apex = misplaced ?? apex;
            var key = KeyOf(reader, onset, apex);
            var channels = _options.Content == MapContent.Motion ? 3 : 1;
            // A sheet needs the crops, which are not kept.
            var found = Preview
                ? null
                : _cache.Find(key, new MapShape(_options.Size, _options.Size, channels, _options.Sequence));
            var motion = found ?? preparer.Prepare(reader, onset, apex, Preview);
            if (found is null)
            {
                _cache.Keep(key, motion);
            }

            if (misplaced is not null)
            {
                motion = motion with
                {
                    Frames = motion.Frames with { ApexBy = Preparation.ApexError.Name },
                    Provenance =
                        $"{motion.Provenance} | apex {Preparation.ApexError.Name} by {apex - clip.Apex} frames",
                };
            }

            return new Result(ToPrepared(clip, label, motion), motion, found is not null, reader.Name, null);
        }
        catch (InputFaultException fault)
        {
            return new Result(null, null, false, reader.Name, fault.Message);
        }
    }

    private string KeyOf(ClipReader reader, int? onset, int? apex)
    {
        string HashOf(int first, int last) => reader.HashOf(first, last, path => _hashes.GetOrAdd(path, HashOfFile));
        var needsTwo =
            _options.Magnification is null
            && _options.TimFrames is null
            && _options.Content != MapContent.Dynamic
            && _options.Sequence == 1;
        var frames =
            onset is { } from && apex is { } to && needsTwo
                ? $"{HashOf(from, LastLooked(from, to))} {HashOf(to, to)}"
                : HashOf(reader.First, reader.Last);
        return ContentHash.Of(
            $"{Version}\n{_options}\n{_models?.Hash}\n{reader.First} {reader.Last} {onset} {apex} {frames}"
        );
    }

    // Where the onset frame shows no face the crop is laid on one of those after it.
    private int LastLooked(int onset, int apex) =>
        _models is null ? onset : Math.Max(onset, Math.Min(onset + ClipPreparer.FurtherLooks, apex));

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
            [.. failed.Select(result => (result.Name, result.Sentence!))],
            [.. good.Select(result => (result.Name, result.Motion!.Frames))]
        );
    }

    private void WriteBeside(Result[] results)
    {
        var text = new StringBuilder();
        CsvTable.AppendRow(text, ["dataset", "subject", "clip", .. MotionCache.Columns]);
        var names = new MapNames();
        foreach (var result in results)
        {
            var clip = result.Clip!;
            var motion = result.Motion!;
            string[] person = [clip.Dataset, clip.Subject, clip.Clip];
            CsvTable.AppendRow(text, [.. person, .. MotionCache.CellsOf(motion.Frames), motion.Provenance]);
            var name = Path.GetFileName(names.Next(clip)) + ".png";
            Png.Write(Path.Combine(_folder, "pictures", name), MapPictures.Draw(clip.Map));
            if (motion.Sheet is { } sheet)
            {
                Png.Write(Path.Combine(_folder, "preview", name), sheet);
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
