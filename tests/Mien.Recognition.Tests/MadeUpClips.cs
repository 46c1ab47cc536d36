using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Tests;

/// <summary>Small sets of 28x28 maps in which each class moves another place of the picture, under noise.</summary>
internal static class MadeUpClips
{
    private static readonly string[] Classes = ["negative", "positive", "surprise"];

    public static PreparedSet Set(int subjects, int clipsEach, int size = 28)
    {
        var random = new RandomStream(21);
        var clips =
            from subject in Enumerable.Range(1, subjects)
            from clip in Enumerable.Range(0, clipsEach)
            select new PreparedClip
            {
                Dataset = "made-up",
                Subject = $"s{subject:D2}",
                Clip = $"c{clip:D2}",
                Label = Classes[clip % 3],
                Map = Map(clip % 3, size, random.Derive((ulong)((subject * 1000) + clip))),
            };
        return new PreparedSet([.. clips], Classes);
    }

    /// <summary>The same maps with the labels of one subject moved on by one class.</summary>
    public static PreparedSet Relabel(PreparedSet set, SubjectKey person) =>
        new(
            [
                .. set.Clips.Select(clip =>
                    clip.Person == person
                        ? clip with
                        {
                            Label = Classes[(Array.IndexOf(Classes, clip.Label) + 1) % 3],
                        }
                        : clip
                ),
            ],
            Classes
        );

    private static MotionMap Map(int label, int size, RandomStream random)
    {
        var shape = new MapShape(size, size, 3);
        var values = new float[shape.Length];
        var (cy, cx) = ((label + 0.5) * size / 3, size * random.Uniform(0.4, 0.6));
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var bump = Math.Exp(-(((y - cy) * (y - cy)) + ((x - cx) * (x - cx))) / (size * 0.8));
                var at = ((y * size) + x) * 3;
                values[at] = (float)(128 + random.Normal(10));
                values[at + 1] = (float)(128 - (60 * bump) + random.Normal(10));
                values[at + 2] = (float)(40 + (100 * bump) + random.Normal(10));
            }
        }

        return new MotionMap(shape, values);
    }
}
