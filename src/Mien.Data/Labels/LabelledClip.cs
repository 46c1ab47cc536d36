using Mien.Data.Datasets;

namespace Mien.Data.Labels;

/// <summary>A clip with its class.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Class">Position in the label set's classes, from 0.</param>
/// <param name="Label">The class's name.</param>
public readonly record struct LabelledClip(Clip Clip, int Class, string Label);
