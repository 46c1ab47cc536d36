using Mien.Data.Prepared;
using Mien.Recognition.Certification;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Tests.Certification;

/// <summary>Splits of one fold over maps that are each a clip of another person.</summary>
internal static class OneFold
{
    public static RunSplits Of(MotionMap[] maps, int[] train, int[] test) =>
        new()
        {
            Protocol = "loso",
            Leaky = false,
            Items =
            [
                .. maps.Select(
                    (map, i) =>
                        new SplitItem
                        {
                            Dataset = "d",
                            Subject = $"s{i}",
                            Clip = "c",
                            LookAlike = LookAlikeHash.Of(map),
                        }
                ),
            ],
            Folds =
            [
                new SplitFold
                {
                    Fold = 0,
                    Seeds = [1],
                    Train = train,
                    Test = test,
                },
            ],
        };
}
