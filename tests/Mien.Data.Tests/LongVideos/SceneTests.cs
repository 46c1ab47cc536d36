using Mien.Data.LongVideos;

namespace Mien.Data.Tests.LongVideos;

/// <summary>What happens in made-up long videos, before they are filmed.</summary>
public sealed class SceneTests
{
    private static readonly LongVideoOptions Options = new() { Seed = 17, MostMicroPerMinute = 3 };
    private static readonly Scene[] Scenes = [.. Enumerable.Range(0, 60).Select(number => new Scene(Options, number))];

    private static IEnumerable<(Scene Scene, LongVideoEvent Event)> Of(string kind) =>
        Scenes.SelectMany(scene => SceneTruth.Of(scene).Where(e => e.Kind == kind).Select(e => (scene, e)));

    [Fact]
    public void Micro_expressions_last_a_fifteenth_to_half_a_second_and_move_by_half_a_pixel_to_three()
    {
        var micro = Of("micro").ToList();
        Assert.InRange(micro.Count, 25, 120);
        foreach (var (scene, e) in micro)
        {
            Assert.InRange(e.Offset - e.Onset, Math.Max(2, scene.FrameRate / 15 - 1), (scene.FrameRate / 2) - 1);
            Assert.InRange(e.Apex, e.Onset + 1, e.Offset - 1);
            Assert.InRange(e.Offset, 0, scene.Frames - 1);
            Assert.InRange(e.Peak!.Value, 0.5, 3);
            Assert.NotEmpty(e.ActionUnits);
            Assert.Contains(e.Class, (string[])["negative", "positive", "surprise"]);
        }

        // Small and large, short and long ones all occur.
        Assert.True(micro.Min(m => m.Event.Peak) < 0.9 && micro.Max(m => m.Event.Peak) > 2.6);
    }

    [Fact]
    public void A_video_has_no_more_micro_expressions_a_minute_than_asked_for()
    {
        foreach (var scene in Scenes)
        {
            var most = Math.Ceiling(Options.MostMicroPerMinute * scene.Seconds / 60);
            Assert.InRange(scene.Expressions.Count(shown => shown.Truth.Kind == "micro"), 0, most);
        }

        Assert.Contains(Scenes, scene => scene.Expressions.All(shown => shown.Truth.Kind != "micro"));
    }

    [Fact]
    public void Expressions_keep_apart_from_each_other_and_from_what_would_hide_them()
    {
        foreach (var scene in Scenes)
        {
            var shown = scene.Expressions;
            for (var i = 1; i < shown.Count; i++)
            {
                Assert.True(shown[i].Truth.Onset - shown[i - 1].Truth.Offset > 0.55 * scene.FrameRate);
            }

            foreach (var expression in shown)
            {
                var when = new Stretch(
                    expression.Truth.Onset / (double)scene.FrameRate,
                    expression.Truth.Offset / (double)scene.FrameRate
                );
                Assert.DoesNotContain(scene.Head.Moves, move => move.IsFast && move.When.Overlaps(when));
                if (expression.Units.Any(unit => unit.Unit > 9))
                {
                    Assert.DoesNotContain(scene.Talk.Stretches, stretch => stretch.Overlaps(when));
                }
            }
        }
    }

    [Fact]
    public void People_blink_eight_to_twenty_five_times_a_minute_for_a_fifth_of_a_second()
    {
        var minutes = Scenes.Sum(scene => scene.Seconds) / 60;
        Assert.InRange(Of("blink").Count() / minutes, 8, 25);
        Assert.InRange(
            Of("blink").Average(b => (b.Event.Offset - b.Event.Onset) / (double)b.Scene.FrameRate),
            0.15,
            0.4
        );
    }

    [Fact]
    public void Heads_turn_shift_nod_and_shake_and_people_talk()
    {
        Assert.Equal(["nod", "shake", "shift", "turn"], Of("head").Select(m => m.Event.Class).Distinct().Order());
        Assert.NotEmpty(Of("talk"));
        Assert.All(Scenes, scene => Assert.InRange(Math.Abs(scene.Head.At(scene.Seconds / 2).Yaw), 0, 0.25));
    }

    [Fact]
    public void Seeds_share_no_person()
    {
        var other = new Scene(Options with { Seed = 18 }, 0);
        Assert.NotEqual(Scenes[0].Look.Seed, other.Look.Seed);
        Assert.Equal(60, Scenes.Select(scene => scene.Look.Seed).Distinct().Count());
    }

    [Fact]
    public void The_strength_of_an_expression_is_nothing_at_onset_and_offset_and_whole_at_the_apex()
    {
        foreach (var expression in Scenes.SelectMany(scene => scene.Expressions))
        {
            Assert.Equal(0, expression.StrengthAt(expression.Truth.Onset));
            Assert.Equal(1, expression.StrengthAt(expression.Truth.Apex));
            Assert.Equal(1, expression.StrengthAt(expression.Hold));
            Assert.Equal(0, expression.StrengthAt(expression.Truth.Offset));
        }
    }
}
