namespace Mien.Tensors.Kernels;

/// <summary>
/// Work on a block of a kernel's results while they are in the cache. A block's columns are whole vectors of
/// <see cref="Lanes"/> floats when the result's columns are.
/// </summary>
internal readonly unsafe struct Epilogue
{
    /// <summary>Floats that an epilogue handles at once.</summary>
    public const int Lanes = 16;

    private readonly delegate* <void*, in EpilogueBlock, void> _run;
    private readonly void* _context;

    /// <summary>Makes an epilogue of a method and what it works on, which must stay in place until the kernel returns.</summary>
    public Epilogue(delegate* <void*, in EpilogueBlock, void> run, void* context)
    {
        _run = run;
        _context = context;
    }

    /// <summary>True when there is nothing to do.</summary>
    public bool IsNone => _run == null;

    /// <summary>Does the work.</summary>
    public void Run(in EpilogueBlock block) => _run(_context, in block);
}
