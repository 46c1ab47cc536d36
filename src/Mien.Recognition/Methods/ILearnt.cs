namespace Mien.Recognition.Methods;

/// <summary>What a method has learnt from a part of a set.</summary>
public interface ILearnt : IDisposable
{
    /// <summary>
    /// One row of scores for each clip, one score a class; the largest names the class. What the scores mean (probability,
    /// decision value) is the method's to say.
    /// </summary>
    /// <param name="clips">Places in the set.</param>
    float[][] Score(IReadOnlyList<int> clips);
}
