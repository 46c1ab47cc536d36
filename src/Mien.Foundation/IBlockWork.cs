namespace Mien.Foundation;

/// <summary>
/// Work cut into numbered blocks for <see cref="Workers"/>. What a block does may depend on its number alone, never on
/// the thread that runs it or on the order, so that results have the same bits for any number of threads.
/// </summary>
public interface IBlockWork
{
    /// <summary>Does one block.</summary>
    /// <param name="block">From 0 to one less than the number of blocks.</param>
    void Run(int block);
}
