using Mien.Foundation;

namespace Mien.Data.LongVideos;

/// <summary>
/// Talking in stretches of two to eight seconds: the mouth opens with every syllable, four to five and a half a second as
/// in conversation, and its corners go out and in.
/// </summary>
internal sealed class TalkTrack
{
    private const double EdgeSeconds = 0.25;

    private readonly List<Stretch> _stretches = [];
    private readonly List<(double Middle, double HalfWidth, double Size)> _syllables = [];
    private readonly Sway _spread;

    public TalkTrack(RandomStream random, double seconds)
    {
        _spread = new Sway(random, 1.1, 0.8, 3);
        var perMinute = random.Uniform(0, 4);
        for (var at = Pause(random, perMinute); at < seconds - 2.5; at += 1 + Pause(random, perMinute))
        {
            var stretch = new Stretch(at, Math.Min(seconds - 0.3, at + random.Uniform(2, 8)));
            _stretches.Add(stretch);
            DrawSyllables(random, stretch);
            at = stretch.End;
        }
    }

    public IReadOnlyList<Stretch> Stretches => _stretches;

    /// <summary>How far the lips are apart, millimetres.</summary>
    public double OpeningAt(double seconds)
    {
        var opening = 0.0;
        foreach (var (middle, halfWidth, size) in _syllables)
        {
            var away = Math.Abs(seconds - middle) / halfWidth;
            opening += away < 1 ? size * Square(Math.Cos(Math.PI / 2 * away)) : 0;
        }

        return opening;
    }

    /// <summary>How far the corners of the mouth are drawn outward, millimetres; negative when pursed.</summary>
    public double SpreadAt(double seconds)
    {
        foreach (var stretch in _stretches)
        {
            if (seconds > stretch.Start && seconds < stretch.End)
            {
                var edge = Math.Min(1, Math.Min(seconds - stretch.Start, stretch.End - seconds) / EdgeSeconds);
                return Square(Math.Sin(Math.PI / 2 * edge)) * _spread.At(seconds);
            }
        }

        return 0;
    }

    /// <summary>The widest opening of a stretch, as seconds and millimetres.</summary>
    public (double Seconds, double Size) Widest(Stretch stretch)
    {
        var (middle, _, size) = _syllables
            .Where(syllable => syllable.Middle > stretch.Start && syllable.Middle < stretch.End)
            .MaxBy(syllable => syllable.Size);
        return (middle, size);
    }

    private void DrawSyllables(RandomStream random, Stretch stretch)
    {
        var pause = 1 / random.Uniform(4, 5.5);
        var loud = random.Uniform(3.5, 8);
        for (var at = stretch.Start + 0.15; at < stretch.End - 0.15; at += pause * Math.Exp(random.Normal(0.2)))
        {
            // Now and then a breath.
            if (!random.Chance(0.1))
            {
                _syllables.Add((at, random.Uniform(0.09, 0.14), loud * random.Uniform(0.2, 1)));
            }
        }
    }

    private static double Pause(RandomStream random, double perMinute) =>
        perMinute < 0.5 ? double.PositiveInfinity : -60 / perMinute * Math.Log(1 - random.Uniform());

    private static double Square(double value) => value * value;
}
