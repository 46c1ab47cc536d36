using Mien.Foundation;

namespace Mien.Data.LongVideos;

/// <summary>
/// How a head moves through a video: it sways, breathes and trembles all the time; some times a minute it takes another
/// posture, fast or slowly, nods, or shakes. Angles stay within what a flat drawing can show.
/// </summary>
internal sealed class HeadPath
{
    private const double Degree = Math.PI / 180;

    private readonly Sway[] _sways;
    private readonly List<HeadMove> _moves = [];

    public HeadPath(RandomStream random, double seconds)
    {
        // Restlessness differs between people by a factor of about four.
        var calm = random.Uniform(0.4, 1.5);
        _sways =
        [
            new Sway(random, 1.4 * calm, 0.04, 0.3),
            new Sway(random, 1.0 * calm, 0.04, 0.3),
            new Sway(random, 0.004 * calm, 0.04, 0.2),
            new Sway(random, 0.5 * calm * Degree, 0.04, 0.3),
            new Sway(random, 0.8 * calm * Degree, 0.04, 0.3),
            new Sway(random, 0.7 * calm * Degree, 0.04, 0.3),
            // Breathing, and the tremor of the neck.
            new Sway(random, 0.2, 0.2, 0.35),
            new Sway(random, 0.025, 4, 8),
        ];
        DrawMoves(random, seconds);
    }

    /// <summary>The movements that have a beginning and an end, in order.</summary>
    public IReadOnlyList<HeadMove> Moves => _moves;

    public HeadPose At(double seconds)
    {
        var pose = new HeadPose(
            _sways[0].At(seconds),
            _sways[1].At(seconds) + _sways[6].At(seconds) + _sways[7].At(seconds),
            _sways[2].At(seconds),
            _sways[3].At(seconds),
            _sways[4].At(seconds),
            _sways[5].At(seconds)
        );
        foreach (var move in _moves)
        {
            pose += move.At(seconds);
        }

        return pose;
    }

    private void DrawMoves(RandomStream random, double seconds)
    {
        var perMinute = random.Uniform(2, 8);
        var posture = default(HeadPose);
        for (var at = Pause(random, perMinute); at < seconds - 3; at += Pause(random, perMinute))
        {
            var move = random.Chance(0.3) ? ToAndFro(random, at) : ToPosture(random, at, ref posture);
            _moves.Add(move);
            at = move.When.End;
        }
    }

    private static double Pause(RandomStream random, double perMinute) =>
        0.8 - (60 / perMinute * Math.Log(1 - random.Uniform()));

    private static HeadMove ToAndFro(RandomStream random, double at)
    {
        var isNod = random.Chance(0.65);
        var angle = random.Uniform(2, 5) * Degree * (random.Chance(0.5) ? 1 : -1);
        var swings = 1 + random.Below(3);
        var change = isNod ? new HeadPose(0, 60 * angle, 0, 0, 0, angle) : new HeadPose(50 * angle, 0, 0, 0, angle, 0);
        var when = new Stretch(at, at + (swings / random.Uniform(1.6, 3)));
        return new HeadMove(isNod ? "nod" : "shake", when, change, swings);
    }

    /// <summary>A new posture is drawn around rest, so that the head does not wander off.</summary>
    private static HeadMove ToPosture(RandomStream random, double at, ref HeadPose posture)
    {
        var isTurn = random.Chance(0.6);
        var next = isTurn ? Turned(random) : Shifted(random);
        var seconds = random.Chance(0.45) ? random.Uniform(0.3, 0.65) : random.Uniform(0.8, 2.5);
        var move = new HeadMove(isTurn ? "turn" : "shift", new Stretch(at, at + seconds), next - posture, 0);
        posture = next;
        return move;
    }

    /// <summary>A head that turns about the neck also moves sideways and down.</summary>
    private static HeadPose Turned(RandomStream random)
    {
        var (yaw, pitch) = (Bounded(random, 4.5, 9) * Degree, Bounded(random, 3, 6) * Degree);
        return new HeadPose(45 * yaw, 55 * pitch, 0, Bounded(random, 2, 4) * Degree, yaw, pitch);
    }

    private static HeadPose Shifted(RandomStream random) =>
        new(
            Bounded(random, 8, 18),
            Bounded(random, 4, 9),
            Bounded(random, 0.02, 0.05),
            Bounded(random, 2.5, 6) * Degree,
            0,
            0
        );

    private static double Bounded(RandomStream random, double deviation, double most) =>
        Math.Clamp(random.Normal(deviation), -most, most);
}
