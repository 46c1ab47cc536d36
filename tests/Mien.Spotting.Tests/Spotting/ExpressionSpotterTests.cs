using Mien.Spotting.Events;
using Mien.Spotting.Regions;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Tests.Spotting;

public sealed class ExpressionSpotterTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(200)]
    public void A_short_movement_is_a_micro_expression_with_its_onset_apex_and_offset(double rate)
    {
        var found = Spot(new MadeUpMotion(rate, 20).With(8, 8.15, 8.4, RegionPart.InnerBrow, 0, -1));

        var micro = Assert.Single(found.Events);
        Assert.Equal(EventKind.Micro, micro.Kind);
        Assert.InRange(micro.OnsetSeconds, 8 - 0.04, 8 + 0.06);
        Assert.InRange(micro.ApexSeconds, 8.15 - 0.04, 8.15 + 0.04);
        Assert.InRange(micro.OffsetSeconds, 8.4 - 0.09, 8.4 + 0.04);
        Assert.StartsWith(
            "inner brow raised, left and right, 1.0 px",
            MovementWords.Of(micro),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_movement_of_half_a_second_and_a_frame_is_a_micro_expression_and_a_longer_one_is_none()
    {
        var options = new SpotterOptions();
        double[] lengths = [.. Enumerable.Range(0, 40).Select(i => 0.4 + (0.01 * i)).Select(Measured).OfType<double>()];

        Assert.Contains(lengths, length => length > options.LongestMicro);
        Assert.All(lengths, length => Assert.True(length <= options.LongestMicro + options.Tolerance + 1e-6));

        static double? Measured(double seconds) =>
            Spot(new MadeUpMotion(100, 20).With(8, 8 + (seconds / 2), 8 + seconds, RegionPart.InnerBrow, 0, -2))
                .Events.Where(happened => happened.Kind == EventKind.Micro)
                .Select(happened => (double?)(happened.OffsetSeconds - happened.OnsetSeconds))
                .SingleOrDefault();
    }

    [Fact]
    public void A_long_movement_is_a_macro_expression()
    {
        var found = Spot(new MadeUpMotion(30, 40).With(18, 18.5, 20.5, RegionPart.MouthCorner, 2, -3));

        var macro = Assert.Single(found.Events);
        Assert.Equal(EventKind.Macro, macro.Kind);
        Assert.InRange(macro.OnsetSeconds, 17.9, 18.15);
        Assert.InRange(macro.OffsetSeconds, 19.95, 20.6);
    }

    [Fact]
    public void What_moves_further_than_a_face_can_is_no_expression() =>
        Assert.Empty(Spot(new MadeUpMotion(30, 40).With(18, 18.5, 20.5, RegionPart.NoseWing, 17, -5)).Events);

    [Theory]
    [InlineData(0.8f, 0)]
    [InlineData(6, 1)]
    public void What_does_not_come_back_before_the_end_must_be_plain_to_see(float size, int events) =>
        Assert.Equal(
            events,
            Spot(new MadeUpMotion(30, 40, noise: 0.1).With(38.3, 39, 42, RegionPart.MouthCorner, 0, -size)).Events.Count
        );

    [Fact]
    public void Noise_alone_is_no_event() => Assert.Empty(Spot(new MadeUpMotion(60, 60, seed: 9)).Events);

    [Fact]
    public void Thresholds_follow_the_persons_own_noise()
    {
        // What stands out from a still face does not from a restless one.
        MadeUpMotion Motion(double noise) =>
            new MadeUpMotion(60, 30, 2, noise).With(12, 12.15, 12.3, RegionPart.InnerBrow, 0, -0.6f);

        Assert.Single(Spot(Motion(0.02)).Events);
        Assert.Empty(Spot(Motion(0.15)).Events);
    }

    [Fact]
    public void A_blink_is_told_as_a_blink_and_what_it_does_to_the_brows_is_no_event()
    {
        var motion = new MadeUpMotion(60, 30);
        for (var i = 0; i < 6; i++)
        {
            motion.WithBlink(3 + (4 * i));
        }

        var found = Spot(motion);

        Assert.Empty(found.Events);
        Assert.Equal(6, found.Blinks.Count);
        Assert.InRange(found.Blinks[0].OnsetSeconds, 2.95, 3.08);
        Assert.InRange(found.Blinks[0].OffsetSeconds, 3.17, 3.3);
    }

    [Fact]
    public void Speech_is_no_event_and_a_brow_that_rises_meanwhile_is()
    {
        var motion = new MadeUpMotion(60, 30);
        for (var i = 0; i < 24; i++)
        {
            var onset = 10 + (0.21 * i);
            motion.With(onset, onset + 0.1, onset + 0.2, RegionPart.LowerLip, 0, i % 3 == 0 ? 2 : 1.4f);
        }

        motion.With(12, 12.2, 12.4, RegionPart.OuterBrow, 0, -1.2f);

        var micro = Assert.Single(Spot(motion).Events);
        Assert.Contains("outer brow raised", MovementWords.Of(micro), StringComparison.Ordinal);
        Assert.InRange(micro.ApexSeconds, 12.1, 12.3);
    }

    [Fact]
    public void What_was_under_way_when_the_recording_began_is_not_told() =>
        Assert.Empty(Spot(new MadeUpMotion(30, 30).With(-1, 0.01, 0.4, RegionPart.Cheek, 0, -3)).Events);

    private static SpottedStretch Spot(MadeUpMotion motion) =>
        new ExpressionSpotter(new SpotterOptions()).Spot(FaceTrack.Of(motion.Samples()));
}
