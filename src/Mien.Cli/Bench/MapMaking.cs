using System.Collections.Concurrent;
using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Cli.Bench;

/// <summary>Makes motion maps with all threads of a team, as training on made-up motion does.</summary>
internal sealed class MapMaking(Func<IMotionSource> create, int maps)
{
    private const int PerBlock = 32;

    private readonly ConcurrentBag<IMotionSource> _free = [];
    private readonly RandomStream _root = new(1);
    private ulong _next;

    /// <summary>Makes the next maps.</summary>
    public void Make(Workers team)
    {
        team.For((maps + PerBlock - 1) / PerBlock, new Work(this, _next));
        _next += (ulong)maps;
    }

    private void MakeBlock(int block, ulong first)
    {
        var source = _free.TryTake(out var free) ? free : create();
        var (map, units) = (new float[source.Shape.Length], new float[ActionUnitSides.Count]);
        for (var i = block * PerBlock; i < Math.Min(maps, (block + 1) * PerBlock); i++)
        {
            source.Make(_root, first + (ulong)i, map, units);
        }

        _free.Add(source);
    }

    private readonly struct Work(MapMaking making, ulong first) : IBlockWork
    {
        public void Run(int block) => making.MakeBlock(block, first);
    }
}
