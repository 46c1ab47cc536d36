using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Tests.Prepared;

public sealed class PreparedFolderTests : IDisposable
{
    private const string Header = "dataset,subject,clip,label,emotion,onset,apex,offset,action_units,file\n";

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(0f, ".png")]
    [InlineData(0.5f, ".npy")]
    public void What_is_written_reads_back_the_same(float add, string extension)
    {
        var set = new PreparedSet([
            Made.Clip("s1", "a/b", "negative", add: add),
            Made.Clip("s1", "a_b", "surprise", add: add),
        ]);

        set.Write(_scratch.Path);
        var read = PreparedSet.Read(_scratch.Path);

        Assert.Equal(set.Hash, read.Hash);
        Assert.All(
            Directory.GetFiles(Path.Combine(_scratch.Path, "maps")),
            file => Assert.EndsWith(extension, file, StringComparison.Ordinal)
        );
        Assert.Equal(set.Clips[1].Map.Values, read.Clips[1].Map.Values);
        Assert.Null(read.Clips[0].Apex);
        Assert.Equal("happiness, small", read.Clips[0].Emotion);
    }

    [Fact]
    public void A_sequence_is_stored_with_its_frames_and_is_other_data_than_a_tall_map()
    {
        var single = Made.Map(4);
        var clip = Made.Clip("s1", "c", "negative");
        var sequence = new PreparedSet([clip with { Map = new MotionMap(new MapShape(2, 4, 3, 2), single.Values) }]);

        sequence.Write(_scratch.Path);
        var read = PreparedSet.Read(_scratch.Path);

        Assert.Equal(new MapShape(2, 4, 3, 2), read.Shape);
        Assert.Equal("2x2x4x3", read.Shape.ToString());
        Assert.Equal(sequence.Hash, read.Hash);
        Assert.NotEqual(new PreparedSet([clip]).Hash, read.Hash);
        Assert.Equal(single[3, 1, 2], read.Clips[0].Map[frame: 1, y: 1, x: 1, channel: 2]);
    }

    [Fact]
    public void Sequences_and_single_maps_do_not_mix()
    {
        var map = Made.Map(4);
        var sequence = Made.Clip("s1", "a", "negative") with
        {
            Map = new MotionMap(new MapShape(2, 4, 3, 2), map.Values),
        };

        var fault = Assert.Throws<InputFaultException>(() =>
            new PreparedSet([sequence, Made.Clip("s2", "b", "surprise")])
        );

        Assert.Contains("2x2x4x3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_of_bytes_reads_like_the_same_map_as_picture()
    {
        Npy.Write(
            Path.Combine(_scratch.Path, "m.npy"),
            [2, 2, 3],
            new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255 }
        );
        _scratch.File("index.csv", Header + "d,s,c,negative,,46.0,,,,m.npy\n");

        var clip = PreparedSet.Read(_scratch.Path).Clips[0];

        Assert.Equal(255, clip.Map[1, 1, 2]);
        Assert.Equal(46, clip.Onset);
    }

    public static TheoryData<string, string, string> Faults =>
        new()
        {
            { "dataset,subject\nd,s\n", "column 'clip'", "add it" },
            { Header, "has no clips", "at least one row" },
            { Header + "d,,c,negative,,,,,,m.png\n", "line 2, column subject is empty", "fill it in" },
            { Header + "d,s,c,,,,,,,m.png\n", "line 2, column label is empty", "fill it in" },
            { Header + "d,s,c,negative,,x,,,,m.png\n", "column onset says 'x'", "whole number" },
            {
                Header + "d,s,c,negative,,,,,,absent.png\n",
                "names absent.png, which does not exist",
                "restore the map"
            },
            { Header + "d,s,c,negative,,,,,,../m.png\n", "lies outside", "inside the folder" },
            { Header + "d,s,c,negative,,,,,,/etc/passwd\n", "lies outside", "inside the folder" },
            { Header + "d,s,c,negative,,,,,,link/m.png\n", "lies outside", "inside the folder" },
            { Header + "d,s,c,negative,,,,,,cut.png\n", "line 2, column file: ", "cut.png" },
            { Header + "d,s,c,negative,,,,,,nan.npy\n", "holds NaN at row 0, column 1", "compute the map again" },
            { Header + "d,s,c,negative,,,,,,deep.npy\n", "has the sides (1, 1, 1, 1, 1)", "save the map as" },
            {
                Header + "d,s,c,negative,,,,,,m.png\nd,s,e,negative,,,,,,wide.png\n",
                "line 3 has a map of 2x3x3",
                "one size"
            },
            { Header + "d,s,c,negative,,,,,,m.png\nd,s,c,positive,,,,,,m.png\n", "line 3 is the same", "remove one" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_says_where_it_is_and_what_to_do(string index, string where, string advice)
    {
        Picture("m.png", 2, 2);
        Picture("wide.png", 3, 2);
        var whole = File.ReadAllBytes(Path.Combine(_scratch.Path, "m.png"));
        File.WriteAllBytes(Path.Combine(_scratch.Path, "cut.png"), whole[..^20]);
        Npy.Write(Path.Combine(_scratch.Path, "nan.npy"), [1, 2], new[] { 0, float.NaN });
        Npy.Write(Path.Combine(_scratch.Path, "deep.npy"), [1, 1, 1, 1, 1], new[] { 0f });
        Directory.CreateSymbolicLink(Path.Combine(_scratch.Path, "link"), Path.GetTempPath());
        _scratch.File("index.csv", index);

        var fault = Assert.Throws<InputFaultException>(() => PreparedSet.Read(_scratch.Path));

        Assert.Contains(where, fault.Message, StringComparison.Ordinal);
        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_folder_without_index_is_no_prepared_set()
    {
        Assert.Contains(
            "has no index.csv",
            Assert.Throws<InputFaultException>(() => PreparedSet.Read(_scratch.Path)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is no folder",
            Assert.Throws<InputFaultException>(() => PreparedSet.Read(_scratch.Path + "-absent")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_real_composite_is_read_whole()
    {
        var set = PreparedSet.Read(RealData.Require("megc2019-motion"));

        Assert.Equal(309, set.Clips.Count);
        Assert.Equal(40, set.Persons.Count);
        Assert.Equal(["negative", "positive", "surprise"], set.Classes);
        Assert.Equal(new MapShape(28, 28, 3), set.Shape);
    }

    private void Picture(string name, int width, int height) =>
        Png.Write(Path.Combine(_scratch.Path, name), new ByteImage(width, height, 3));
}
