namespace Mien.Tensors.Kernels;

/// <summary>Where a product finds the panels of its right matrix.</summary>
internal unsafe interface IPanelSource
{
    /// <summary>
    /// A piece of a panel: <paramref name="steps"/> steps of the common axis from <paramref name="firstStep"/> on. All panels of
    /// a piece are asked for in their order before the next piece.
    /// </summary>
    float* Piece(int panel, nint firstStep, int steps);
}
