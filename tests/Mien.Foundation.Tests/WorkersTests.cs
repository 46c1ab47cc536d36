namespace Mien.Foundation.Tests;

public sealed class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_block_runs_exactly_once_in_every_call(int threads)
    {
        using var workers = new Workers(threads);
        var counts = new int[37];

        for (var call = 0; call < 2000; call++)
        {
            workers.For(counts.Length, new Count(counts));
        }

        Assert.All(counts, count => Assert.Equal(2000, count));
    }

    [Fact]
    public void Parked_threads_wake_again()
    {
        using var workers = new Workers(3);
        var counts = new int[8];

        for (var call = 0; call < 5; call++)
        {
            Thread.Sleep(5);
            workers.For(counts.Length, new Count(counts));
        }

        Assert.All(counts, count => Assert.Equal(5, count));
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        using var workers = new Workers(2);
        var counts = new int[8];

        Assert.Equal(0, Allocations.Least(HundredCalls));

        void HundredCalls()
        {
            for (var call = 0; call < 100; call++)
            {
                workers.For(counts.Length, new Count(counts));
            }
        }
    }

    [Fact]
    public void A_fault_in_a_block_reaches_the_caller_and_the_team_goes_on()
    {
        using var workers = new Workers(2);
        var counts = new int[4];

        Assert.Throws<InvalidOperationException>(() => workers.For(4, new Fail()));
        workers.For(4, new Count(counts));

        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void A_call_inside_a_block_and_calls_from_several_threads_are_served()
    {
        using var workers = new Workers(2);
        var counts = new int[8];

        Parallel.For(0, 50, _ => workers.For(2, new Nested(workers, counts)));

        Assert.All(counts, count => Assert.Equal(100, count));
    }

    private readonly struct Count(int[] counts) : IBlockWork
    {
        public void Run(int block) => Interlocked.Increment(ref counts[block]);
    }

    private readonly struct Nested(Workers workers, int[] counts) : IBlockWork
    {
        public void Run(int block) => workers.For(counts.Length, new Count(counts));
    }

    private readonly struct Fail : IBlockWork
    {
        public void Run(int block) => throw new InvalidOperationException();
    }
}
