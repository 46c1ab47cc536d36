namespace Mien.Faces.Tests;

/// <summary>A landmark model of two points, one level and one tree of one split, in dlib's format.</summary>
internal static class SmallModel
{
    public static byte[] Bytes()
    {
        var bytes = new List<byte>();
        Integer(bytes, 1);
        Column(bytes, 0.25f, 0.25f, 0.75f, 0.75f);
        Integers(bytes, 1, 1, 1, 0, 1);
        Single(bytes, 3);
        Integer(bytes, 2);
        Column(bytes, 0, 0, 0, 0);
        Column(bytes, 0.1f, 0, 0.1f, 0);
        Integers(bytes, 1, 2, 0, 1);
        Integers(bytes, 1, 2);
        foreach (var offset in (float[])[0.1f, 0, 0, -0.1f])
        {
            Single(bytes, offset);
        }

        return [.. bytes];
    }

    private static void Column(List<byte> bytes, params float[] values)
    {
        Integers(bytes, -values.Length, -1);
        foreach (var value in values)
        {
            Single(bytes, value);
        }
    }

    private static void Single(List<byte> bytes, float value) => Integers(bytes, (long)(value * (1 << 24)), -24);

    private static void Integers(List<byte> bytes, params long[] values)
    {
        foreach (var value in values)
        {
            Integer(bytes, value);
        }
    }

    private static void Integer(List<byte> bytes, long value)
    {
        var magnitude = BitConverter.GetBytes(Math.Abs(value)).AsSpan().TrimEnd((byte)0);
        bytes.Add((byte)(Math.Max(1, magnitude.Length) | (value < 0 ? 0x80 : 0)));
        bytes.AddRange(magnitude.Length == 0 ? [0] : magnitude);
    }
}
