namespace Mien.Recognition.Certification;

/// <summary>The outcome of one check of a run.</summary>
/// <param name="Name">What was checked, such as <c>subjects apart</c>.</param>
/// <param name="Status">What was found.</param>
/// <param name="Detail">One sentence: what holds, or what is wrong and where it shows first.</param>
public sealed record Check(string Name, CheckStatus Status, string Detail)
{
    internal static Check Holds(string name, string detail) => new(name, CheckStatus.Holds, detail);

    internal static Check Fails(string name, string detail) => new(name, CheckStatus.Fails, detail);

    internal static Check Unknown(string name, string detail) => new(name, CheckStatus.Unknown, detail);
}
