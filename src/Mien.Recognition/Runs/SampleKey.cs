namespace Mien.Recognition.Runs;

/// <summary>Names a sample. Subject ids repeat between datasets, so the dataset is part of the name.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Subject">Subject's id within the dataset.</param>
/// <param name="Clip">Clip's id within the subject.</param>
public readonly record struct SampleKey(string Dataset, string Subject, string Clip) : IComparable<SampleKey>
{
    /// <summary>Orders by dataset, subject and clip, character by character.</summary>
    public int CompareTo(SampleKey other)
    {
        var order = string.CompareOrdinal(Dataset, other.Dataset);
        order = order != 0 ? order : string.CompareOrdinal(Subject, other.Subject);
        return order != 0 ? order : string.CompareOrdinal(Clip, other.Clip);
    }

    /// <summary>dataset/subject/clip.</summary>
    public override string ToString() => $"{Dataset}/{Subject}/{Clip}";
}
