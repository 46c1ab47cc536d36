using System.Reflection;

namespace Mien.Foundation;

/// <summary>The version of Mien, as files name it.</summary>
public static partial class ProductVersion
{
    /// <summary>For example 0.1.0.</summary>
    public static string Text { get; } =
        typeof(ProductVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";

    /// <summary>
    /// The commit that this program was built from, 40 hexadecimal digits, with <c>-dirty</c> where the sources differed from
    /// it; null where the build could not know it, as without git.
    /// </summary>
    public static string? Revision { get; } = RevisionAtBuild() is { Length: > 0 } known ? known : null;

    /// <summary>
    /// Written by the build (Mien.Foundation.csproj) as a private method, so that another commit compiles this one assembly
    /// anew and none of those that use it.
    /// </summary>
    private static partial string RevisionAtBuild();
}
