using Mien.Imaging.Pictures;

namespace Mien.Faces.Detection;

/// <summary>
/// Sweeps a cascade over a picture at every size. Given the same options it passes the same windows, and returns the
/// same boxes, as OpenCV's CascadeClassifier.detectMultiScale. One detector serves one thread; buffers are kept.
/// </summary>
public sealed unsafe class CascadeDetector
{
    private const int RowsPerBlock = 16;

    private readonly Cascade _cascade;
    private readonly IntegralImages _integrals = new();
    private readonly WindowEvaluator _evaluator;

    /// <summary>A detector for one cascade.</summary>
    public CascadeDetector(Cascade cascade)
    {
        ArgumentNullException.ThrowIfNull(cascade);
        _cascade = cascade;
        _evaluator = new WindowEvaluator(cascade);
    }

    /// <summary>Finds faces in a gray picture.</summary>
    /// <param name="gray">A picture of one channel.</param>
    /// <param name="options">How to sweep; the defaults when null.</param>
    /// <exception cref="ArgumentException">The picture has colours, or a size or factor is too small.</exception>
    public IReadOnlyList<FaceDetection> Detect(ByteImage gray, DetectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(gray);
        return Detect(gray, new FaceBox(0, 0, gray.Width, gray.Height), options);
    }

    /// <summary>Finds faces in a part of a gray picture, as if the rest of it were not there.</summary>
    /// <param name="gray">A picture of one channel.</param>
    /// <param name="part">Whole pixels inside the picture.</param>
    /// <param name="options">How to sweep; the defaults when null.</param>
    /// <returns>The faces, in pixels of the picture.</returns>
    /// <exception cref="ArgumentException">The picture has colours, the part leaves it, or a size or factor is too small.</exception>
    public IReadOnlyList<FaceDetection> Detect(ByteImage gray, FaceBox part, DetectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(gray);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gray.Channels, 1, nameof(gray));
        options ??= new DetectorOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.ScaleFactor, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FirstWindow, 1, nameof(options));
        var (left, top, width, height) = ((int)part.X, (int)part.Y, (int)part.Width, (int)part.Height);
        if (left < 0 || top < 0 || width < 1 || height < 1 || left + width > gray.Width || top + height > gray.Height)
        {
            throw new ArgumentException(
                $"the part {part} leaves a picture of {gray.Width} x {gray.Height}",
                nameof(part)
            );
        }

        var scales = Scales(width, height, options);
        var hits = new List<WindowHit>();
        fixed (byte* picture = &gray.Samples[(top * gray.Width) + left])
        {
            foreach (var scale in scales)
            {
                Prepare(picture, width, height, gray.Width, scale, scales[0]);
                Sweep(Round(width / scale), Round(height / scale), scale, options.Threads, hits);
            }
        }

        var faces = RectangleGrouping.Group(hits, options.MinNeighbors);
        return [.. faces.Select(face => face with { Box = Placed(Clip(face.Box, width, height), left, top) })];
    }

    private static FaceBox Placed(FaceBox box, int left, int top) => box with { X = box.X + left, Y = box.Y + top };

    /// <summary>Rounding may push a window over the edge by a pixel.</summary>
    private static FaceBox Clip(FaceBox box, int width, int height) =>
        box with
        {
            Width = Math.Min(box.Width, width - box.X),
            Height = Math.Min(box.Height, height - box.Y),
        };

    private List<float> Scales(int width, int height, DetectorOptions options)
    {
        var scales = new List<float>();
        var largest = options.MaxSize > 0 ? options.MaxSize : int.MaxValue;
        for (var factor = options.FirstWindow; ; factor *= options.ScaleFactor)
        {
            var (w, h) = (Round(_cascade.WindowWidth * factor), Round(_cascade.WindowHeight * factor));
            if (w > width || h > height || w > largest || h > largest)
            {
                return scales;
            }

            if (w >= options.MinSize && h >= options.MinSize)
            {
                scales.Add((float)factor);
            }
        }
    }

    private void Prepare(byte* picture, int width, int height, int stride, float scale, float first)
    {
        if (scale == first)
        {
            _integrals.Reserve(Round(width / first), Round(height / first));
            _evaluator.Lay(_integrals);
        }

        var (levelWidth, levelHeight) = (Round(width / scale), Round(height / scale));
        _integrals.Fill(picture, width, height, stride, levelWidth, levelHeight, _cascade.HasTilted);
    }

    private void Sweep(int width, int height, float scale, int threads, List<WindowHit> hits)
    {
        // As in OpenCV: small faces are looked for at every second pixel, large ones at every pixel of their level.
        var step = scale >= 2 ? 1 : 2;
        var (columns, rows) = (width + 1 - _cascade.WindowWidth, height + 1 - _cascade.WindowHeight);
        if (columns <= 0 || rows <= 0)
        {
            return;
        }

        var block = RowsPerBlock * step;
        var blocks = new List<WindowHit>?[(rows + block - 1) / block];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) };
        Parallel.For(
            0,
            blocks.Length,
            parallel,
            i => blocks[i] = SweepRows(i * block, Math.Min((i + 1) * block, rows), columns, step, scale)
        );
        foreach (var found in blocks)
        {
            if (found != null)
            {
                hits.AddRange(found);
            }
        }
    }

    private List<WindowHit>? SweepRows(int first, int end, int columns, int step, float scale)
    {
        List<WindowHit>? hits = null;
        var (width, height) = (Round(_cascade.WindowWidth * scale), Round(_cascade.WindowHeight * scale));
        for (var y = first; y < end; y += step)
        {
            var row = _integrals.Sums + ((long)y * _integrals.Stride);
            for (var x = 0; x < columns; x += step)
            {
                var result = _evaluator.Run(row + x);
                if (result > 0)
                {
                    (hits ??= []).Add(new WindowHit(Round(x * scale), Round(y * scale), width, height));
                }

                // A window that fails at once is seldom beside a face: its neighbour is passed over.
                x += result == 0 ? step : 0;
            }
        }

        return hits;
    }

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.ToEven);
}
