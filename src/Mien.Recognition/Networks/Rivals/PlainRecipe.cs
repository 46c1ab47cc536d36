using Mien.Recognition.Training;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>What most scripts of the field share, for the rivals' recipes to begin with.</summary>
internal static class PlainRecipe
{
    /// <summary>
    /// Adam at a constant rate on the map scaled to -1..1, and nothing of Mien's own: no augmentation, decay, clipping,
    /// smoothing, class weights or mirror images in the test.
    /// </summary>
    public static Recipe Value =>
        new()
        {
            Input = "raw",
            Augmentation = "none",
            DropLast = false,
            Optimizer = OptimizerKind.Adam,
            Schedule = ScheduleKind.Constant,
            WeightDecay = 0,
            ClipNorm = 0,
            LabelSmoothing = 0,
            ClassWeightPower = 0,
            MirrorInTest = false,
        };
}
