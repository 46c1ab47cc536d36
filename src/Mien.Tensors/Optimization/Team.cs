namespace Mien.Tensors.Optimization;

/// <summary>Work on a team of threads that may be missing.</summary>
internal static class Team
{
    public static void For<TWork>(Workers? workers, int blocks, in TWork work)
        where TWork : struct, IBlockWork
    {
        if (workers is not null)
        {
            workers.For(blocks, in work);
            return;
        }

        var local = work;
        for (var block = 0; block < blocks; block++)
        {
            local.Run(block);
        }
    }
}
