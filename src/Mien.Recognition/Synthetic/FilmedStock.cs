using System.Collections.Concurrent;
using Mien.Data.Filmed;
using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Recognition.Synthetic;

/// <summary>
/// Filmed maps, made once by all threads and drawn again and again. A map and its mirror image stand for two clips: the
/// faces differ from side to side only by chance.
/// </summary>
internal sealed class FilmedStock
{
    private readonly int _side;
    private readonly byte[] _maps;
    private readonly byte[] _units;
    private readonly int[] _labels;

    /// <summary>Films the stock.</summary>
    /// <param name="recipe">Which kind of maps.</param>
    /// <param name="count">How many.</param>
    /// <param name="root">What they derive from.</param>
    /// <param name="workers">Who films; the stock does not depend on their number.</param>
    /// <param name="progress">Told of every few faces.</param>
    /// <param name="cancellation">Stops the filming.</param>
    public FilmedStock(
        SyntheticRecipe recipe,
        int count,
        RandomStream root,
        Workers workers,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        // Whole grey levels whatever was asked for: the network's input is scaled in any case, and a byte is a quarter.
        var maps = recipe.Generator with
        {
            Bytes = true,
        };
        _side = maps.Size;
        _labels = new int[count];
        _units = new byte[count * ActionUnitSides.Count];
        _maps = new byte[count * Length];
        var film = recipe.Film with { CropSize = Math.Max(recipe.Film.CropSize, maps.Size) };
        var faces = (count + film.ClipsOfFace - 1) / film.ClipsOfFace;
        workers.For(faces, new Work(this, maps, film, root, new Cameras(faces, progress), cancellation));
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Maps in the stock.</summary>
    public int Count => _labels.Length;

    private int Length => 3 * _side * _side;

    /// <summary>Takes one of the maps, or its mirror image.</summary>
    /// <param name="random">Which.</param>
    /// <param name="map">Receives the HWC values.</param>
    /// <param name="units">Receives the unit targets.</param>
    /// <returns>The class.</returns>
    public int Take(RandomStream random, Span<float> map, Span<float> units)
    {
        var number = random.Below(Count);
        if (random.Chance(0.5))
        {
            CopyMirrored(number, map, units);
        }
        else
        {
            Copy(number, map, units);
        }

        return _labels[number];
    }

    /// <summary>A map as it was filmed.</summary>
    public int Copy(int number, Span<float> map, Span<float> units)
    {
        var pixels = _maps.AsSpan(number * Length, Length);
        for (var i = 0; i < pixels.Length; i++)
        {
            map[i] = pixels[i];
        }

        var shown = UnitsOf(number);
        for (var i = 0; i < shown.Length; i++)
        {
            units[i] = shown[i];
        }

        return _labels[number];
    }

    /// <summary>Flipped; u, in grey levels about 127.5, changes its sign; the two sides of a unit change places.</summary>
    private void CopyMirrored(int number, Span<float> map, Span<float> units)
    {
        var pixels = _maps.AsSpan(number * Length, Length);
        for (var row = 0; row < _side; row++)
        {
            for (var column = 0; column < _side; column++)
            {
                var (from, to) = (3 * ((row * _side) + _side - 1 - column), 3 * ((row * _side) + column));
                (map[to], map[to + 1], map[to + 2]) = (255 - pixels[from], pixels[from + 1], pixels[from + 2]);
            }
        }

        var shown = UnitsOf(number);
        for (var i = 0; i < shown.Length; i++)
        {
            units[i] = shown[i ^ 1];
        }
    }

    private Span<byte> UnitsOf(int number) => _units.AsSpan(number * ActionUnitSides.Count, ActionUnitSides.Count);

    private void Store(int number, int label, ReadOnlySpan<float> map, ReadOnlySpan<float> units)
    {
        _labels[number] = label;
        var pixels = _maps.AsSpan(number * Length, Length);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)map[i];
        }

        var shown = UnitsOf(number);
        for (var i = 0; i < shown.Length; i++)
        {
            shown[i] = (byte)units[i];
        }
    }

    /// <summary>The generators that are not filming just now, and how many faces are done.</summary>
    private sealed class Cameras(int faces, IProgress<ProgressStep> progress)
    {
        private int _done;

        public ConcurrentBag<FilmedMotionGenerator> Free { get; } = [];

        public void FaceDone()
        {
            var done = Interlocked.Increment(ref _done);
            if (done % 16 == 0 || done == faces)
            {
                progress.Report(new ProgressStep("filming made-up faces", done, faces));
            }
        }
    }

    private readonly struct Work(
        FilmedStock stock,
        GeneratorOptions maps,
        FilmOptions film,
        RandomStream root,
        Cameras cameras,
        CancellationToken cancellation
    ) : IBlockWork
    {
        public void Run(int face)
        {
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            var generator = cameras.Free.TryTake(out var free) ? free : new FilmedMotionGenerator(maps, film);
            var map = new float[stock.Length];
            var units = new float[ActionUnitSides.Count];
            var first = face * film.ClipsOfFace;
            for (var number = first; number < Math.Min(stock.Count, first + film.ClipsOfFace); number++)
            {
                stock.Store(number, generator.Make(root, (ulong)number, map, units), map, units);
            }

            cameras.Free.Add(generator);
            cameras.FaceDone();
        }
    }
}
