namespace Mien.Tensors.Kernels;

/// <summary>Panels that lie packed in memory.</summary>
/// <param name="first">The first panel.</param>
/// <param name="panelStride">Floats from one panel to the next.</param>
/// <param name="step">Floats from one step of the common axis to the next.</param>
internal readonly unsafe struct WholePanels(float* first, nint panelStride, nint step) : IPanelSource
{
    /// <inheritdoc/>
    public float* Piece(int panel, nint firstStep, int steps) => first + panel * panelStride + firstStep * step;
}
