namespace Mien.Data.Twins;

/// <summary>A drawn face at rest: colour and coverage of every pixel, with eyes open and closed, and the wall behind it.</summary>
internal sealed class FaceTexture(FaceView view)
{
    public FaceView View { get; } = view;

    /// <summary>Red, green, blue (0 to 255) and coverage (0 to 1), four numbers a pixel.</summary>
    public float[] Open { get; } = new float[4 * view.Width * view.Height];

    /// <summary>The same without the eyeballs: skin, lids and lashes where an eyeball shows.</summary>
    public float[] Lids { get; } = new float[4 * view.Width * view.Height];

    /// <summary>The same with the lids shut.</summary>
    public float[] Closed { get; } = new float[4 * view.Width * view.Height];

    /// <summary>The wall: red, green, blue and 1.</summary>
    public float[] Wall { get; } = new float[4 * view.Width * view.Height];

    /// <summary>How far down the eye's opening a pixel lies, 0 at the upper lid and 1 at the lower; 2 outside the eyes.</summary>
    public float[] LidLevel { get; } = new float[view.Width * view.Height];
}
