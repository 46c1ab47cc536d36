namespace Mien.Data.Inputs;

/// <summary>The size that a chain ends with, printed as its last step.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
internal sealed record InputSize(int Height, int Width)
{
    public override string ToString() => $"resize height={Height} width={Width}";
}
