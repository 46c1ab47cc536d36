using Mien.Foundation;

namespace Mien.Recognition.Features;

/// <summary>Rows and columns of blocks that a picture is cut into, as equal as whole pixels allow.</summary>
/// <param name="Rows">Blocks one above another.</param>
/// <param name="Columns">Blocks side by side.</param>
public readonly record struct BlockGrid(int Rows, int Columns)
{
    /// <summary>Number of blocks.</summary>
    public int Count => Rows * Columns;

    /// <summary>The block that a pixel of a picture of some size lies in, row by row.</summary>
    public int BlockOf(int y, int x, int height, int width) => (y * Rows / height * Columns) + (x * Columns / width);

    /// <summary>Refuses pictures with fewer pixels than blocks.</summary>
    /// <exception cref="InputFaultException">A block would be empty.</exception>
    public void RequireFits(int height, int width, string feature)
    {
        if (height < Rows || width < Columns)
        {
            throw new InputFaultException(
                $"{feature} cuts pictures into {Rows}x{Columns} blocks, and these have {height}x{width} pixels: prepare larger maps, or take fewer blocks."
            );
        }
    }

    /// <summary>The words of a chain.</summary>
    public override string ToString() => $"rows={Rows} columns={Columns}";

    internal static BlockGrid Take(StepText step, int usual) =>
        new(step.TakeInteger("rows", usual, 1, 256), step.TakeInteger("columns", usual, 1, 256));
}
