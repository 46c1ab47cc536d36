using Mien.Foundation;

namespace Mien.Recognition.Networks;

/// <summary>Sizes of maps on their way through a network.</summary>
internal static class MapSize
{
    /// <summary>Outputs along one axis: (size + 2 padding - kernel) / stride + 1; 0 where the kernel does not fit.</summary>
    public static int After(int size, int kernel, int stride, int padding = 0) =>
        size + (2 * padding) < kernel ? 0 : ((size + (2 * padding) - kernel) / stride) + 1;

    /// <summary>Refuses maps that are too small for a network.</summary>
    /// <exception cref="InputFaultException">A side is below <paramref name="smallest"/>.</exception>
    public static void RequireAtLeast(NetworkShape shape, int smallest, string network)
    {
        if (shape.Height < smallest || shape.Width < smallest)
        {
            throw new InputFaultException(
                $"{network} needs maps of at least {smallest}x{smallest}, not {shape.Height}x{shape.Width}: prepare larger ones, or end the recipe's input with 'resize height=H width=W'."
            );
        }
    }

    /// <summary>Refuses maps that patches do not fill.</summary>
    /// <exception cref="InputFaultException">A side is no multiple of <paramref name="patch"/>.</exception>
    public static void RequireMultipleOf(NetworkShape shape, int patch)
    {
        if (shape.Height % patch != 0 || shape.Width % patch != 0 || shape.Height < patch || shape.Width < patch)
        {
            throw new InputFaultException(
                $"a map of {shape.Height}x{shape.Width} cannot be cut into patches of {patch}x{patch}: prepare the maps at a multiple of {patch}."
            );
        }
    }

    /// <summary>Refuses maps without u and v.</summary>
    /// <exception cref="InputFaultException">There is one channel only.</exception>
    public static void RequireFlow(NetworkShape shape, string network)
    {
        if (shape.Channels < 2)
        {
            throw new InputFaultException(
                $"{network} takes u and v apart, but the input has one channel: let the recipe's input keep both."
            );
        }
    }
}
