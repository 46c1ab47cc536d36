using System.Security.Cryptography;

namespace Mien.Foundation;

/// <summary>SHA-256 of content, as 64 lower-case hexadecimal digits.</summary>
public static class ContentHash
{
    /// <summary>Hash of bytes in memory.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Hash of a text's UTF-8 bytes.</summary>
    public static string Of(string text) => Of(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Hash of a file's bytes, read in pieces.</summary>
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
