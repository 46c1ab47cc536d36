namespace Mien.Recognition.Classifiers;

/// <summary>A classifier at one table of features. Several threads may train with it at the same time.</summary>
public interface IClassifier
{
    /// <summary>Learns from some rows of the table.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">The class of each, from 0.</param>
    /// <param name="classes">Number of classes.</param>
    ITrainedClassifier Train(IReadOnlyList<int> rows, IReadOnlyList<int> labels, int classes);
}
