using System.Globalization;
using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>
/// A prepared set of made-up subjects, for demonstrations and tests that need no licence: every subject has one face,
/// one way to move it and one level of noise, so that, as with people, clips of one subject resemble each other and
/// scores depend on whether subjects are kept apart.
/// </summary>
public static class SyntheticSet
{
    /// <summary>The dataset's name in every clip.</summary>
    public const string Dataset = "made-up";

    /// <summary>
    /// Noise of a set: well above the generator's own, so that an honest score on some hundred clips is good but far
    /// from perfect.
    /// </summary>
    private static readonly GeneratorOptions Usual = new() { Noise = (0.05f, 0.5f) };

    /// <summary>Makes a set; each subject shows the classes equally often, as far as the count allows.</summary>
    /// <param name="subjects">1 to 9999.</param>
    /// <param name="clipsPerSubject">1 to 9999.</param>
    /// <param name="seed">The same seed gives the same set.</param>
    /// <param name="options">What maps to make; null for 28x28 bytes of three classes, rather noisy.</param>
    public static PreparedSet Make(int subjects, int clipsPerSubject, ulong seed, GeneratorOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(subjects);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subjects, 9999);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clipsPerSubject);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clipsPerSubject, 9999);
        var random = new RandomStream(seed).Derive("made-up subjects");
        var generator = new MotionGenerator(options ?? Usual);
        var clips = new List<PreparedClip>(subjects * clipsPerSubject);
        for (var subject = 0; subject < subjects; subject++)
        {
            clips.AddRange(ClipsOf(subject, clipsPerSubject, generator, random.Derive((ulong)subject)));
        }

        return new PreparedSet(clips, generator.Classes);
    }

    private static IEnumerable<PreparedClip> ClipsOf(
        int subject,
        int count,
        MotionGenerator generator,
        RandomStream random
    )
    {
        var person = generator.DrawPerson(random);
        var first = random.Below(generator.Classes.Count);
        for (var clip = 0; clip < count; clip++)
        {
            var label = (first + clip) % generator.Classes.Count;
            yield return ClipOf(subject, clip, label, person, generator, random.Derive((ulong)clip));
        }
    }

    private static PreparedClip ClipOf(
        int subject,
        int clip,
        int label,
        Person person,
        MotionGenerator generator,
        RandomStream random
    )
    {
        var values = new float[generator.Shape.Length];
        var truth = generator.Show(label, person, random, values);
        // At 200 frames a second a micro-expression peaks after some 50 to 300 ms and is over within half a second.
        var onset = 1 + random.Below(200);
        var apex = onset + 10 + random.Below(50);
        return new PreparedClip
        {
            Dataset = Dataset,
            Subject = Numbered("p", subject),
            Clip = Numbered("c", clip),
            Label = generator.Classes[label],
            Emotion = truth.Emotion,
            Onset = onset,
            Apex = apex,
            Offset = apex + 10 + random.Below(30),
            ActionUnits = truth.ActionUnits,
            Map = new MotionMap(generator.Shape, values),
        };
    }

    private static string Numbered(string letter, int index) =>
        letter + (index + 1).ToString("D2", CultureInfo.InvariantCulture);
}
