namespace Mien.Imaging.Lanes;

/// <summary>Work on one row of a plane, written for any register width.</summary>
internal interface IRowKernel
{
    /// <summary>Does one row; what it does may not depend on the rows done before it.</summary>
    /// <typeparam name="T">The register.</typeparam>
    /// <param name="y">The row.</param>
    void Row<T>(int y)
        where T : unmanaged, ILanes<T>;
}
