using Mien.Data.Prepared;

namespace Mien.Recognition.Protocols;

/// <summary>The frames of sequences, one by one: what papers with scores of 98 to 99 % split and count.</summary>
public static class SequenceFrames
{
    /// <summary>A set of single maps: every frame of every sequence, named after its clip with <c>#1</c> and so on.</summary>
    /// <param name="set">Sequences.</param>
    public static PreparedSet Of(PreparedSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var frames = set.Clips.SelectMany(clip =>
            Enumerable
                .Range(0, set.Shape.Frames)
                .Select(frame => clip with { Clip = $"{clip.Clip}#{frame + 1}", Map = Frame(clip.Map, frame) })
        );
        return new PreparedSet([.. frames], set.Classes);
    }

    private static MotionMap Frame(MotionMap sequence, int frame)
    {
        var length = sequence.Shape.FrameLength;
        return new MotionMap(sequence.Shape.Frame, sequence.Values[(frame * length)..((frame + 1) * length)]);
    }
}
