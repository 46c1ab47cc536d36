using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mien.Recognition.Runs;

/// <summary>Where a run was made. Results may differ in the last digits between instruction sets, not between thread counts.</summary>
public sealed record RunMachine
{
    /// <summary>Operating system.</summary>
    public required string System { get; init; }

    /// <summary>Version of .NET.</summary>
    public required string Runtime { get; init; }

    /// <summary>The widest vectors in use: AVX-512, AVX2, 128-bit or none.</summary>
    public required string InstructionSet { get; init; }

    /// <summary>Number of threads.</summary>
    public required int Threads { get; init; }

    /// <summary>This machine, with a given number of threads.</summary>
    public static RunMachine Describe(int threads) =>
        new()
        {
            System = $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
            Runtime = RuntimeInformation.FrameworkDescription,
            InstructionSet = NameVectors(),
            Threads = threads,
        };

    private static string NameVectors()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return "AVX-512";
        }

        if (Avx2.IsSupported)
        {
            return "AVX2";
        }

        return Vector128.IsHardwareAccelerated ? "128-bit" : "none";
    }
}
