namespace Mien.Foundation.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void Derived_streams_do_not_depend_on_what_was_drawn_before()
    {
        var fresh = new RandomStream(7);
        var used = new RandomStream(7);
        used.NextBits();

        Assert.Equal(fresh.Derive(3).NextBits(), used.Derive(3).NextBits());
        Assert.NotEqual(fresh.Derive(3).NextBits(), fresh.Derive(4).NextBits());
        Assert.NotEqual(fresh.Derive("a").NextBits(), fresh.Derive("b").NextBits());
    }

    [Fact]
    public void Deriving_into_a_stream_makes_it_the_derived_stream()
    {
        var parent = new RandomStream(7);
        var target = new RandomStream(1);
        target.Normal();

        parent.Derive(3, target);

        Assert.Equal(parent.Derive(3).Normal(), target.Normal());
    }

    [Fact]
    public void Normal_numbers_have_the_asked_for_moments()
    {
        var random = new RandomStream(1);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.Normal(2)).ToArray();

        // Standard error of the mean .006, of the variance .018.
        Assert.InRange(draws.Average(), -0.03, 0.03);
        Assert.InRange(draws.Average(x => x * x), 3.9, 4.1);
    }

    [Fact]
    public void Below_is_even_over_a_count_that_is_no_power_of_two()
    {
        var random = new RandomStream(2);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            counts[random.Below(6)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Shuffling_keeps_every_item()
    {
        var items = Enumerable.Range(0, 50).ToArray();
        new RandomStream(3).Shuffle<int>(items);

        Assert.NotEqual(Enumerable.Range(0, 50), items);
        Assert.Equal(Enumerable.Range(0, 50), items.Order());
    }

    [Fact]
    public void A_stream_that_was_written_down_goes_on_with_the_same_numbers()
    {
        var random = new RandomStream(5);
        // An odd number of normal draws leaves a spare one behind.
        random.Normal();
        random.Below(9);

        var other = RandomStream.Restore(random.Save());

        Assert.Equal(random.Normal(), other.Normal());
        Assert.Equal(random.Normal(), other.Normal());
        Assert.Equal(random.NextBits(), other.NextBits());
        Assert.Equal(random.Derive(3).NextBits(), other.Derive(3).NextBits());
    }
}
