using System.Numerics;

namespace Mien.Foundation;

/// <summary>
/// A seeded stream of random numbers (xoshiro256** of Blackman and Vigna 2018, state filled by SplitMix64). The same
/// seed gives the same numbers on every system; <see cref="Derive(ulong)"/> makes independent streams from a key, so
/// work that is spread over threads draws the same numbers whichever thread does it.
/// </summary>
public sealed class RandomStream
{
    private ulong _seed;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareNormal = double.NaN;

    /// <summary>Starts the stream of a seed.</summary>
    public RandomStream(ulong seed) => Start(seed);

    /// <summary>An independent stream for a key; depends on this stream's seed, not on what has been drawn from it.</summary>
    public RandomStream Derive(ulong key) => new(SeedOf(key));

    /// <summary>As <see cref="Derive(ulong)"/>, into a stream that exists: nothing is allocated.</summary>
    public void Derive(ulong key, RandomStream target)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Start(SeedOf(key));
    }

    /// <summary>An independent stream for a name (FNV-1a of its UTF-8 bytes).</summary>
    public RandomStream Derive(string key)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var b in System.Text.Encoding.UTF8.GetBytes(key))
        {
            hash = (hash ^ b) * 0x100000001B3UL;
        }

        return Derive(hash);
    }

    /// <summary>Where the stream stands, as a line of text for <see cref="Restore"/>.</summary>
    public string Save() =>
        string.Join(
            ' ',
            new[] { _seed, _s0, _s1, _s2, _s3, BitConverter.DoubleToUInt64Bits(_spareNormal) }.Select(part =>
                part.ToString("x16")
            )
        );

    /// <summary>The stream that <see cref="Save"/> wrote down: it goes on with the same numbers.</summary>
    /// <exception cref="FormatException">The text is no stream.</exception>
    public static RandomStream Restore(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(' ').Select(part => Convert.ToUInt64(part, 16)).ToArray();
        return parts.Length == 6
            ? new RandomStream(parts[0])
            {
                _s0 = parts[1],
                _s1 = parts[2],
                _s2 = parts[3],
                _s3 = parts[4],
                _spareNormal = BitConverter.UInt64BitsToDouble(parts[5]),
            }
            : throw new FormatException($"a stream has six numbers, not {parts.Length}");
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 53 random bits.</summary>
    public double Uniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Uniform integer in [0, <paramref name="count"/>), without bias (Lemire 2019).</summary>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var range = (ulong)count;
        var high = Math.BigMul(NextBits(), range, out var low);
        if (low < range)
        {
            var threshold = (0UL - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(NextBits(), range, out low);
            }
        }

        return (int)high;
    }

    /// <summary>Normal with mean 0 and the given standard deviation (polar method of Marsaglia and Bray).</summary>
    public double Normal(double deviation = 1)
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare * deviation;
        }

        double x;
        double y;
        double s;
        do
        {
            x = (2 * Uniform()) - 1;
            y = (2 * Uniform()) - 1;
            s = (x * x) + (y * y);
        } while (s is >= 1 or 0);

        var factor = Math.Sqrt(-2 * Math.Log(s) / s);
        _spareNormal = y * factor;
        return x * factor * deviation;
    }

    /// <summary>Puts the items in random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private void Start(ulong seed)
    {
        _seed = seed;
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
        _spareNormal = double.NaN;
    }

    private ulong SeedOf(ulong key)
    {
        var mixed = _seed ^ BitOperations.RotateLeft(key * 0x9E3779B97F4A7C15UL, 31);
        return SplitMix(ref mixed);
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
