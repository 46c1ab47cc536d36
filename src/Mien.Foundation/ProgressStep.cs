namespace Mien.Foundation;

/// <summary>How far a piece of long work has come. Rooms report it through <see cref="IProgress{T}"/>; the command line draws it.</summary>
/// <param name="What">What is being done, a few words.</param>
/// <param name="Done">Finished parts.</param>
/// <param name="Total">All parts; 0 when nobody knows.</param>
public readonly record struct ProgressStep(string What, long Done, long Total);
