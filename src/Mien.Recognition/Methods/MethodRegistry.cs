using Mien.Foundation;
using Mien.Recognition.Networks;

namespace Mien.Recognition.Methods;

/// <summary>All methods that can be named: every registered network, and the others.</summary>
public static class MethodRegistry
{
    private static readonly SortedDictionary<string, Method> Methods = Register(
        NetworkRegistry.All.Select(network => new NetworkMethod(network)),
        FeatureMethods.All
    );

    /// <summary>All methods, by name.</summary>
    public static IReadOnlyCollection<Method> All => Methods.Values;

    /// <summary>The method of a name.</summary>
    /// <exception cref="InputFaultException">No method has that name; the message lists those there are.</exception>
    public static Method Find(string name) =>
        Methods.TryGetValue(name, out var method)
            ? method
            : throw new InputFaultException(
                $"'{name}' is no method that Mien knows: take one of {string.Join(", ", Methods.Keys)}, or the path of a model file."
            );

    private static SortedDictionary<string, Method> Register(params IEnumerable<Method>[] families)
    {
        var methods = new SortedDictionary<string, Method>(StringComparer.Ordinal);
        foreach (var method in families.SelectMany(family => family))
        {
            // Two methods under one name would make a result unrepeatable, so this fails at start.
            methods.Add(method.Name, method);
        }

        return methods;
    }
}
