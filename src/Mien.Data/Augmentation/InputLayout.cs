using Mien.Data.Prepared;

namespace Mien.Data.Augmentation;

/// <summary>The size of an input and which of its channels is the horizontal flow (-1: none).</summary>
internal readonly record struct InputLayout(MapShape Shape, int HorizontalFlow);
