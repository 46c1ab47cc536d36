namespace Mien.Data.Inputs;

/// <summary>The median by selection (Hoare's FIND), in linear time on average.</summary>
internal static class Median
{
    /// <summary>The middle value, or the mean of the two middle ones; the values are put in another order.</summary>
    public static float Of(Span<float> values)
    {
        var upper = values.Length / 2;
        var median = Select(values, upper);
        if (values.Length % 2 == 1)
        {
            return median;
        }

        var below = values[0];
        foreach (var value in values[..upper])
        {
            below = Math.Max(below, value);
        }

        return (below + median) / 2;
    }

    /// <summary>Puts the k-th smallest value at index k, no larger ones before it, no smaller ones after it.</summary>
    private static float Select(Span<float> values, int k)
    {
        var low = 0;
        var high = values.Length - 1;
        while (low < high)
        {
            var (left, right) = Partition(values, low, high, values[(low + high) / 2]);
            if (k <= right)
            {
                high = right;
            }
            else if (k >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return values[k];
    }

    private static (int Left, int Right) Partition(Span<float> values, int low, int high, float pivot)
    {
        var left = low;
        var right = high;
        while (left <= right)
        {
            while (values[left] < pivot)
            {
                left++;
            }

            while (values[right] > pivot)
            {
                right--;
            }

            if (left <= right)
            {
                (values[left], values[right]) = (values[right], values[left]);
                left++;
                right--;
            }
        }

        return (left, right);
    }
}
