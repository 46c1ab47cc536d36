using System.Collections.Concurrent;
using System.Globalization;
using Mien.Data.ActionUnits;
using Mien.Data.Datasets;
using Mien.Data.Twins.Layouts;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Data.Twins;

/// <summary>
/// Writes made-up twins: small datasets of drawn faces with exactly the folders, names, columns and quirks of a licensed
/// one, and a manifest that says what truly happens in them. The same seed gives the same files.
/// </summary>
public static class TwinGenerator
{
    private const int Quality = 92;

    /// <summary>More than there are cores, because a writer mostly waits for the disk to confirm a file.</summary>
    private const int Writers = 8;

    private const float CameraNoise = 1.2f;

    private static readonly TwinLayout[] Layouts =
    [
        new Casme2Layout(),
        new SammLayout(),
        new SmicLayout(),
        new CasmeLayout(),
        new CasmeSquaredLayout(),
        new Casme3Layout(),
        new MmewLayout(),
        new FourDmeLayout(),
        new DfmeLayout(),
        new SammLongVideosLayout(),
    ];

    /// <summary>The datasets that have a twin.</summary>
    public static IReadOnlyList<string> Datasets { get; } =
    [.. Layouts.Select(layout => layout.Dataset), CompositeTwin.Name];

    /// <summary>Writes a twin into a folder, which is made when missing and must be empty.</summary>
    /// <param name="dataset">The short name of the dataset it is like.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="options">How large.</param>
    /// <param name="progress">Receives how far the work has come.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="InputFaultException">No such twin, or the folder holds something.</exception>
    public static TwinManifest Write(
        string dataset,
        string folder,
        TwinOptions? options = null,
        IProgress<ProgressStep>? progress = null
    )
    {
        options ??= new TwinOptions();
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InputFaultException($"{folder} is not empty: name a new folder for the twin.");
        }

        if (
            options.Videos < 1
            || options.Subjects < 1
            || options.ClipFrames < 6
            || options.FrameHeight < 48
            || options.Rest is < 0 or > 10_000
        )
        {
            throw new InputFaultException(
                "A twin needs at least one video and one subject, 6 frames a clip, 48 rows a frame, and 0 to 10000 frames of rest: give others."
            );
        }

        if (dataset == CompositeTwin.Name)
        {
            return CompositeTwin.Write(folder, options, progress);
        }

        var layout =
            Array.Find(Layouts, l => l.Dataset.Equals(dataset, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputFaultException(
                $"There is no twin of '{dataset}': use one of {string.Join(", ", Datasets)}."
            );
        return Write(layout, folder, options, progress);
    }

    private static TwinManifest Write(
        TwinLayout layout,
        string folder,
        TwinOptions options,
        IProgress<ProgressStep>? progress
    )
    {
        var plan = layout.Plan(new TwinPlanner(options, layout.Dataset));
        var counts = new ConcurrentDictionary<string, int>();
        var stage = new Stage(options, layout.Dataset);
        var frames = plan.SelectMany(sequence =>
                Enumerable.Range(sequence.First, sequence.Last - sequence.First + 1).Select(n => (sequence, n))
            )
            .ToArray();
        var done = 0L;
        Parallel.For(
            0,
            frames.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Writers },
            i =>
            {
                var (sequence, number) = frames[i];
                var frame = stage.Film(sequence, number);
                foreach (var picture in layout.Pictures(sequence, number))
                {
                    WritePicture(Path.Combine(folder, picture.Path), stage.Cut(frame, picture));
                    counts.AddOrUpdate(picture.Edition, 1, (_, n) => n + 1);
                }

                progress?.Report(new ProgressStep("drawing faces", Interlocked.Increment(ref done), frames.Length));
            }
        );
        foreach (var (path, sequence) in layout.Videos(plan))
        {
            var pictures = Enumerable
                .Range(sequence.First, sequence.Last - sequence.First + 1)
                .Select(n => Jpeg.Encode(stage.Film(sequence, n), Quality));
            MotionJpegAvi.Write(
                Path.Combine(folder, path),
                pictures,
                options.FrameHeight * 4 / 3,
                options.FrameHeight,
                30
            );
        }

        layout.WriteTables(folder, plan);
        var manifest = Manifest(layout, plan, options, counts);
        manifest.Write(folder);
        return manifest;
    }

    private static TwinManifest Manifest(
        TwinLayout layout,
        IReadOnlyList<TwinSequence> plan,
        TwinOptions options,
        IDictionary<string, int> counts
    )
    {
        var listed = layout.Listed(plan).ToList();
        return new TwinManifest
        {
            Dataset = layout.Dataset,
            Seed = options.Seed,
            Clips = listed.Count,
            Subjects = listed.Select(e => e.Subject).Distinct().Count(),
            Classes = listed.CountBy(e => layout.ClassOf(e)).OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(),
            Frames = counts.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(),
            Events = [.. plan.SelectMany(sequence => sequence.Events)],
        };
    }

    private static void WritePicture(string path, ByteImage image)
    {
        var bytes = Path.GetExtension(path) switch
        {
            ".bmp" => Bmp.Encode(image),
            ".png" => Png.Encode(image),
            _ => Jpeg.Encode(image, Quality),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The people of a twin and their camera.</summary>
    private sealed class Stage
    {
        private readonly RandomStream _random;
        private readonly FaceView _view;
        private readonly Lazy<(FaceLook Look, FaceCamera Camera)>[] _people;
        private readonly ConcurrentDictionary<TwinEvent, SkinMotion> _motions = new();

        public Stage(TwinOptions options, string dataset)
        {
            _random = new RandomStream(options.Seed).Derive($"stage {dataset}");
            _view = FaceView.Portrait(options.FrameHeight * 4 / 3, options.FrameHeight);
            _people =
            [
                .. Enumerable.Range(0, options.Subjects).Select(p => new Lazy<(FaceLook, FaceCamera)>(() => Cast(p))),
            ];
        }

        public ByteImage Film(TwinSequence sequence, int number)
        {
            var (look, camera) = _people[sequence.Person % _people.Length].Value;
            var scene = _random.Derive($"{sequence.Subject}/{sequence.Name}");
            var motions = new List<(SkinMotion, float)>();
            var blink = 0f;
            foreach (var e in sequence.Events)
            {
                var strength = Strength(e, number);
                if (e.Kind == "blink")
                {
                    blink = Math.Max(blink, strength);
                }
                else if (strength > 0)
                {
                    motions.Add((_motions.GetOrAdd(e, MotionOf, look), strength));
                }
            }

            var random = scene.Derive((ulong)number);
            return camera.Film(
                motions,
                blink,
                PoseOf(scene.Derive("pose"), number),
                1 + (0.004f * (float)random.Normal()),
                random,
                isColour: true
            );
        }

        public ByteImage Cut(ByteImage frame, TwinPicture picture)
        {
            var (left, top, width, height) = picture.IsCropped ? _view.Crop() : (0, 0, frame.Width, frame.Height);
            var (right, bottom) = (Math.Min(frame.Width, left + width), Math.Min(frame.Height, top + height));
            (left, top) = (Math.Max(0, left), Math.Max(0, top));
            var cut = new ByteImage(right - left, bottom - top, 3);
            for (var y = 0; y < cut.Height; y++)
            {
                frame.Row(top + y).Slice(3 * left, 3 * cut.Width).CopyTo(cut.Row(y));
            }

            return picture.IsColour ? cut : ByteImage.FromPlane(cut.ToPlane());
        }

        private (FaceLook, FaceCamera) Cast(int person)
        {
            var look = new FaceLook(_random.Derive($"person {person}"));
            return (look, new FaceCamera(FacePainter.Paint(look, _view), CameraNoise));
        }

        private SkinMotion MotionOf(TwinEvent e, FaceLook look)
        {
            var units = ActionUnitCode.Parse(e.ActionUnits).Readings[0].Select(Sided).ToList();
            return SkinMotion.Of(look, _view, units, (float)e.Size);
        }

        // The subject's left is the picture's right.
        private static (int Unit, float Left, float Right) Sided(ActionUnit unit) =>
            unit.Side switch
            {
                ActionUnitSide.Left => (unit.Number, 0, 1),
                ActionUnitSide.Right => (unit.Number, 1, 0),
                ActionUnitSide.Asymmetric => (unit.Number, 0.6f, 1),
                _ => (unit.Number, 1, 1),
            };

        /// <summary>0 at onset, 1 at the apex, 0 again at the offset, smooth between.</summary>
        private static float Strength(TwinEvent e, int number)
        {
            var part =
                number <= e.Apex
                    ? (float)(number - e.Onset) / (e.Apex - e.Onset)
                    : (float)(e.Offset - number) / Math.Max(1, e.Offset - e.Apex);
            return number < e.Onset || number > e.Offset ? 0 : part * part * (3 - (2 * part));
        }

        /// <summary>Nobody holds quite still: slow swings of a fraction of a millimetre, each its own pace.</summary>
        private FacePose PoseOf(RandomStream random, int number)
        {
            var swing = new float[3];
            for (var i = 0; i < swing.Length; i++)
            {
                var (pace, phase) = (random.Uniform(0.015, 0.05), random.Uniform(0, 2 * Math.PI));
                swing[i] = (float)(Math.Sin((pace * number) + phase) * random.Uniform(0.3, 1));
            }

            return new FacePose(0.9f * _view.Scale * swing[0], 0.7f * _view.Scale * swing[1], 0.004f * swing[2]);
        }
    }
}
