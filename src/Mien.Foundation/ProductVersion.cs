using System.Reflection;

namespace Mien.Foundation;

/// <summary>The version of Mien, as files name it.</summary>
public static class ProductVersion
{
    /// <summary>For example 0.1.0.</summary>
    public static string Text { get; } =
        typeof(ProductVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";
}
