using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Data.LongVideos;

/// <summary>
/// Decides which expressions a video shows, and when. Micro-expressions last 1/15 to 1/2 s and move the skin by 0.5 to 3
/// pixels of a 128 x 128 crop; macro-expressions last longer and move it by 2 to 7. Expressions keep apart from each other
/// and from fast movements of the head, those of the lower face also from talking, since nobody could code them there;
/// blinks, glances and slow movements of the head fall where they may.
/// </summary>
internal sealed class ExpressionWriter(RandomStream random, int frameRate, int frames)
{
    private const int Tries = 60;
    private const double MicroApart = 0.6;
    private const double MacroApart = 1;

    private readonly List<ShownExpression> _shown = [];
    private readonly ActionUnitStrengths _strengths = new();

    private double Seconds => frames / (double)frameRate;

    /// <summary>Writes them, micro-expressions first.</summary>
    public IReadOnlyList<ShownExpression> Write(
        HeadPath head,
        TalkTrack talk,
        double microPerMinute,
        double macroPerMinute
    )
    {
        Place(CountOf(microPerMinute), "micro", MicroApart, head, talk);
        Place(CountOf(macroPerMinute), "macro", MacroApart, head, talk);
        return [.. _shown.OrderBy(expression => expression.Truth.Onset)];
    }

    /// <summary>A whole number whose mean is the rate's.</summary>
    private int CountOf(double perMinute) => (int)((perMinute * Seconds / 60) + random.Uniform());

    private void Place(int count, string kind, double apart, HeadPath head, TalkTrack talk)
    {
        for (var i = 0; i < count; i++)
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                var drawn = Draw(kind);
                if (drawn is not null && IsFree(drawn, apart, head, talk))
                {
                    _shown.Add(drawn);
                    break;
                }
            }
        }
    }

    private bool IsFree(ShownExpression drawn, double apart, HeadPath head, TalkTrack talk)
    {
        var when = WhenOf(drawn).Widened(apart);
        return !_shown.Any(other => when.Overlaps(WhenOf(other)))
            && !head.Moves.Any(move => move.IsFast && move.When.Widened(0.2).Overlaps(WhenOf(drawn)))
            && (
                drawn.Units.All(unit => ShownExpression.IsUpperFace(unit.Unit))
                || !talk.Stretches.Any(stretch => stretch.Widened(0.2).Overlaps(WhenOf(drawn)))
            );
    }

    private Stretch WhenOf(ShownExpression expression) =>
        new(expression.Truth.Onset / (double)frameRate, expression.Truth.Offset / (double)frameRate);

    /// <summary>An expression somewhere in the video; null when the video is too short for it.</summary>
    private ShownExpression? Draw(string kind)
    {
        var isMicro = kind == "micro";
        var (rise, hold, fall) = isMicro ? MicroTimes() : MacroTimes();
        var room = frames - (rise + hold + fall) - frameRate;
        if (room < 1)
        {
            return null;
        }

        var onset = (frameRate / 2) + random.Below(room);
        var label = random.Below(ExpressionTable.Classes.Count);
        var expression = ExpressionTable.Draw(label, random);
        _strengths.Draw(expression.Units, random);
        var truth = new LongVideoEvent(
            kind,
            onset,
            onset + rise,
            onset + rise + hold + fall,
            Notation(),
            ExpressionTable.Classes[label],
            expression.Emotion,
            Math.Round(isMicro ? random.Uniform(0.5, 3) : random.Uniform(2, 7), 3)
        );
        return new ShownExpression(truth, onset + rise + hold, Units());
    }

    /// <summary>In frames. Onset and offset are both counted in the half second.</summary>
    private (int Rise, int Hold, int Fall) MicroTimes()
    {
        var most = Math.Max(2, (frameRate / 2) - 1);
        var length = Math.Clamp((int)Math.Round(random.Uniform(1 / 15.0, 0.5) * frameRate), 2, most);
        var rise = Math.Clamp((int)Math.Round(length * random.Uniform(0.3, 0.6)), 1, length - 1);
        return (rise, 0, length - rise);
    }

    private (int Rise, int Hold, int Fall) MacroTimes() =>
        (FramesOf(random.Uniform(0.25, 0.8)), FramesOf(random.Uniform(0.2, 2.2)), FramesOf(random.Uniform(0.3, 1.2)));

    private int FramesOf(double seconds) => Math.Max(1, (int)Math.Round(seconds * frameRate));

    private string Notation()
    {
        var targets = _strengths.Targets.ToArray();
        return ActionUnitSides.Notation(target => targets[target] > 0);
    }

    private List<(int Unit, float Left, float Right)> Units() =>
        [
            .. ActionUnitSides
                .Units.Select(unit => (unit, _strengths.Of(unit, 0), _strengths.Of(unit, 1)))
                .Where(unit => unit.Item2 > 0 || unit.Item3 > 0),
        ];
}
