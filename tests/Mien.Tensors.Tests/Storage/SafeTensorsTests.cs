using System.Buffers.Binary;
using System.Text;
using Mien.Foundation;
using Mien.Tensors.Layers;
using Mien.Tensors.Storage;

namespace Mien.Tensors.Tests.Storage;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    private string FilePath => Path.Combine(_folder, "a.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_reads_back_with_the_same_bits_and_the_same_file_bytes()
    {
        using var first = Tensor.Create(new Shape(2, 3), [1, -0f, float.NaN, float.Epsilon, 3e38f, -7]);
        using var second = Tensor.Create(new Shape());
        var metadata = new Dictionary<string, string> { ["z"] = "ünï \"quoted\"", ["a"] = "" };

        SafeTensors.Write(FilePath, [("b", first), ("a", second)], metadata);
        var bytes = File.ReadAllBytes(FilePath);
        using var file = SafeTensors.Read(FilePath);
        SafeTensors.Write(FilePath, file.Tensors, file.Metadata);

        Assert.Equal(bytes, File.ReadAllBytes(FilePath));
        Assert.Equal(metadata, file.Metadata);
        Assert.Equal(["b", "a"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(first.Values.ToArray(), file.Tensors[0].Value.Values.ToArray());
        Assert.Equal(0UL, (BinaryPrimitives.ReadUInt64LittleEndian(bytes) + 8) % 64);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "describes 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, "describes 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 8, "fit its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "damaged")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        8,
        "must begin at 4"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        8,
        "not valid JSON"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""",
        4,
        "impossible shape"
    )]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, "impossible shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,4]}}""", 4, "not valid JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":["NaN"],"data_offsets":[0,4]}}""", 4, "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4, "at most 5")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}""", 4, "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775807,4]}}""", 4, "damaged")]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", 4, "not of type F32")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "lacks")]
    [InlineData("""{"a":7}""", 4, "lacks")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "not text")]
    [InlineData("""{"__metadata__":[]}""", 0, "metadata is not")]
    [InlineData("""[]""", 0, "not a JSON object")]
    [InlineData("""{"a":{"b":{"c":{"d":{"e":1}}}}}""", 0, "not valid JSON")]
    [InlineData("""{""", 0, "not valid JSON")]
    [InlineData("", 0, "not valid JSON")]
    public void A_hostile_header_is_refused_with_a_sentence(string header, int data, string says)
    {
        WriteRaw((ulong)Encoding.UTF8.GetByteCount(header), Encoding.UTF8.GetBytes(header), data);

        var fault = Assert.Throws<InputFaultException>(() => SafeTensors.Read(FilePath));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Contains(FilePath, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_no_text_or_would_move_a_cursor_are_not_shown_as_they_are()
    {
        byte[] broken = [.. "{\"a"u8, 0xFF, .. "\":{}}"u8];
        WriteRaw((ulong)broken.Length, broken, 0);
        Assert.Throws<InputFaultException>(() => SafeTensors.Read(FilePath));

        var surrogate = """{"__metadata__":{"a":"\uD800"}}"""u8;
        WriteRaw((ulong)surrogate.Length, surrogate, 0);
        Assert.Throws<InputFaultException>(() => SafeTensors.Read(FilePath));

        var escape = """{"\u001b[2J":7}"""u8;
        WriteRaw((ulong)escape.Length, escape, 0);
        var fault = Assert.Throws<InputFaultException>(() => SafeTensors.Read(FilePath));
        Assert.DoesNotContain('\u001b', fault.Message);
    }

    [Theory]
    [InlineData(2UL << 30)]
    [InlineData(ulong.MaxValue)]
    [InlineData(100UL)]
    public void A_header_longer_than_the_file_is_refused_without_allocating_it(ulong claims)
    {
        WriteRaw(claims, "{}"u8, 4);

        var bytes = Allocations.Least(() => Assert.Throws<InputFaultException>(() => SafeTensors.Read(FilePath)));

        Assert.InRange(bytes, 0, 1 << 20);
    }

    [Fact]
    public void A_file_that_is_missing_or_shorter_than_eight_bytes_is_refused()
    {
        Assert.Throws<InputFaultException>(() => SafeTensors.Read(FilePath));
        File.WriteAllBytes(FilePath, [1, 2, 3]);
        Assert.Throws<InputFaultException>(() => SafeTensors.Read(FilePath));
    }

    [Fact]
    public void A_module_takes_its_own_file_and_refuses_another_networks()
    {
        using var written = new Linear(3, 2, new RandomStream(1));
        using var read = new Linear(3, 2, new RandomStream(2));
        using var other = new Linear(2, 3, new RandomStream(2));
        using var nested = new Sequential(new Linear(3, 2, new RandomStream(2)));
        SafeTensors.Write(FilePath, written.Contents, new Dictionary<string, string>());

        using var file = SafeTensors.Read(FilePath);
        file.CopyTo(read.Contents);

        Assert.Equal(written.Parameters[0].Value.Values.ToArray(), read.Parameters[0].Value.Values.ToArray());
        Assert.Contains("shape", Assert.Throws<InputFaultException>(() => file.CopyTo(other.Contents)).Message);
        Assert.Contains("missing", Assert.Throws<InputFaultException>(() => file.CopyTo(nested.Contents)).Message);
        Assert.Contains(
            "another network",
            Assert.Throws<InputFaultException>(() => file.CopyTo([read.Contents[0]])).Message
        );
    }

    private void WriteRaw(ulong length, ReadOnlySpan<byte> header, int data)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, length);
        File.WriteAllBytes(FilePath, [.. prefix, .. header, .. new byte[data]]);
    }
}
