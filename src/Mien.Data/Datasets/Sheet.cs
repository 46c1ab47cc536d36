namespace Mien.Data.Datasets;

/// <summary>One sheet of a workbook as trimmed text.</summary>
/// <param name="Name">The sheet's name.</param>
/// <param name="Rows">Cells row by row; a row may be shorter than the others.</param>
/// <param name="Numbers">For each row its number as the program that wrote it shows it, counted from 1.</param>
public sealed record Sheet(string Name, IReadOnlyList<string[]> Rows, IReadOnlyList<int> Numbers);
