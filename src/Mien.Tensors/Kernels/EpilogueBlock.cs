namespace Mien.Tensors.Kernels;

/// <summary>A block of a kernel's results: a range of rows (pixels) and of columns (channels).</summary>
/// <param name="Slot">The number of the range of rows, from 0: where sums over the range belong.</param>
/// <param name="FirstRow">The first row.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="FirstColumn">The first column.</param>
/// <param name="Columns">How many columns.</param>
internal readonly record struct EpilogueBlock(int Slot, nint FirstRow, int Rows, int FirstColumn, int Columns);
