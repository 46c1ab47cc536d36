using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>A made-up subject: one face, its own way to pull every muscle, and its own recording noise.</summary>
internal sealed class Person
{
    // Deviations of people and of their clips add up to those of strangers: .8^2 + .6^2 = 1.
    private const float BetweenPeople = 0.8f;
    private const float BetweenClips = 0.6f;

    private readonly PatchStyle[] _styles = new PatchStyle[2 * MuscleMap.Patches.Length];

    public Person(CropLayout layout, RandomStream random)
        : this(FaceShape.Draw(layout, random), random) { }

    public Person(FaceShape face, RandomStream random)
    {
        Face = face;
        NoiseFactor = Draws.LogNormal(random, 0.4f);
        BlinkChance = random.Uniform(0.1, 0.6);
        foreach (ref var style in _styles.AsSpan())
        {
            style = PatchStyle.Draw(random, BetweenPeople);
        }
    }

    /// <summary>The proportions.</summary>
    public FaceShape Face { get; }

    /// <summary>How much noisier than average the subject's clips are.</summary>
    public float NoiseFactor { get; }

    /// <summary>How often a clip has a blink.</summary>
    public double BlinkChance { get; }

    /// <summary>A patch in one clip: the subject's own way, and this clip's.</summary>
    public PatchStyle StyleOf(int patch, int side, RandomStream random) =>
        _styles[(2 * patch) + side].With(PatchStyle.Draw(random, BetweenClips));
}
