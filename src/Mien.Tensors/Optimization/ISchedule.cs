namespace Mien.Tensors.Optimization;

/// <summary>A learning rate for every step of a training.</summary>
public interface ISchedule
{
    /// <summary>The rate of a step; the first step is 0.</summary>
    float RateAt(int step);
}
