using Mien.Data.Datasets;
using Mien.Foundation;

namespace Mien.Data.Preparation;

/// <summary>Annotated apexes put wrong on purpose, to see what a method makes of a coder's or a spotter's errors.</summary>
public static class ApexError
{
    /// <summary>How the apex of such a map was come by.</summary>
    public const string Name = "misplaced";

    /// <summary>
    /// The apex of a clip, so many frames too early or too late. Which of the two is drawn from the clip's name, so that
    /// it is the same for every size of the error; the apex stays after the onset and never passes the offset.
    /// </summary>
    /// <param name="clip">The clip.</param>
    /// <param name="frames">The error in frames, 0 or more.</param>
    /// <returns>The misplaced apex; null for a clip whose onset or apex is not annotated.</returns>
    public static int? Misplace(Clip clip, int frames)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        if (clip.Onset is not { } onset || clip.Apex is not { } apex)
        {
            return null;
        }

        var draw = new RandomStream(1).Derive($"{clip.Dataset}/{clip.Subject}/{clip.Name}").Uniform(-1, 1);
        var wrong = draw < 0 ? apex - frames : apex + frames;
        return Math.Max(onset + 1, Math.Min(wrong, clip.Offset ?? wrong));
    }
}
