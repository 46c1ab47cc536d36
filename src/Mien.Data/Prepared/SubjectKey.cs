namespace Mien.Data.Prepared;

/// <summary>
/// A person. Datasets number their subjects independently, so a subject is always dataset and number together: "sub01"
/// of CASME II and "sub01" of SAMM are two people.
/// </summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Subject">The subject's name inside it.</param>
public readonly record struct SubjectKey(string Dataset, string Subject) : IComparable<SubjectKey>
{
    /// <summary>Ordinal order, dataset first.</summary>
    public int CompareTo(SubjectKey other)
    {
        var byDataset = string.CompareOrdinal(Dataset, other.Dataset);
        return byDataset != 0 ? byDataset : string.CompareOrdinal(Subject, other.Subject);
    }

    /// <summary>As in messages and reports: <c>casme2/sub01</c>.</summary>
    public override string ToString() => $"{Dataset}/{Subject}";
}
