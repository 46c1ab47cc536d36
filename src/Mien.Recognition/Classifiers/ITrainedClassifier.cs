namespace Mien.Recognition.Classifiers;

/// <summary>What a classifier has learnt from some rows of a table.</summary>
public interface ITrainedClassifier
{
    /// <summary>The scores of a row of the same table, one a class, the largest names the class.</summary>
    void Score(int row, Span<double> scores);
}
