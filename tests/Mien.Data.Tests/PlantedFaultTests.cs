using System.Buffers.Binary;
using System.IO.Compression;
using Mien.Data.Datasets;
using Mien.Data.Doctor;
using Mien.Data.Twins;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Tests;

/// <summary>Every fault that a user's copy may have, planted in a tiny twin: the doctor names it in one line, and changes nothing.</summary>
public sealed class PlantedFaultTests
{
    private const string Raw = "CASME2_RAW_selected";
    private const string Table = "CASME2-coding-20140508.xlsx";

    private static readonly Dictionary<
        string,
        (string Dataset, Action<Copy> Plant, FindingKind Kind, string Says)
    > Faults = new()
    {
        ["a frame cut short"] = (
            "casme2",
            c => c.Truncate(c.Frame(2), 0.6),
            FindingKind.BrokenMedia,
            "is cut short (no end-of-image marker)"
        ),
        ["a frame that is only a stub"] = (
            "casme2",
            c => c.Truncate(c.Frame(2), 0.02),
            FindingKind.BrokenMedia,
            "is cut short (no frame header)"
        ),
        ["an empty frame"] = ("casme2", c => c.Truncate(c.Frame(2), 0), FindingKind.BrokenMedia, "is empty"),
        ["a bitmap cut short"] = (
            "smic",
            c => c.Truncate(c.Files("SMIC_all_cropped", ".bmp")[3], 0.9),
            FindingKind.BrokenMedia,
            "is cut short"
        ),
        ["a depth picture cut short"] = (
            "casme3",
            c => c.Truncate(c.Files("ME_A", ".png")[3], 0.7),
            FindingKind.BrokenMedia,
            "is cut short (no end chunk)"
        ),
        ["a video cut short"] = (
            "casme-sq",
            c => c.Truncate(c.Files("rawvideo", ".avi")[0], 0.5),
            FindingKind.BrokenMedia,
            "is cut short"
        ),
        ["a text saved as a frame"] = (
            "casme2",
            c => c.Write(c.Frame(1), "<html>403 Forbidden</html>"u8.ToArray()),
            FindingKind.BrokenMedia,
            "is not a picture or video inside"
        ),
        ["a picture that claims four billion pixels"] = (
            "casme2",
            c => c.Write(c.Frame(1), HugeJpeg),
            FindingKind.Size,
            "claims 65535 x 65535 pixels"
        ),
        ["a frame removed"] = ("casme2", c => File.Delete(c.Frame(2)), FindingKind.FrameGap, "frame numbers leave out"),
        ["the last frame removed"] = (
            "casme2",
            c => File.Delete(c.Files(Raw, ".jpg", c.Clip)[^1]),
            FindingKind.MissingFrame,
            "is outside the frames"
        ),
        ["a frame twice"] = (
            "casme2",
            c =>
                File.Copy(
                    c.Frame(2),
                    Path.Combine(Path.GetDirectoryName(c.Frame(2))!, "copy_" + Path.GetFileName(c.Frame(2)))
                ),
            FindingKind.Naming,
            "is there twice"
        ),
        ["a frame without number"] = (
            "casme2",
            c => File.Move(c.Frame(1), Path.Combine(Path.GetDirectoryName(c.Frame(1))!, "cover.jpg")),
            FindingKind.Naming,
            "a picture without a frame number"
        ),
        ["a frame of another size"] = (
            "casme2",
            c => c.Write(c.Frame(2), Jpeg.Encode(new ByteImage(32, 24, 3))),
            FindingKind.FrameSize,
            "has 32 x 24 pixels, the others 64 x 48"
        ),
        ["a clip removed"] = (
            "casme2",
            c => Directory.Delete(Path.GetDirectoryName(c.Frame(1))!, true),
            FindingKind.MissingClip,
            "the raw frames are not there"
        ),
        ["a clip that no row lists"] = (
            "casme2",
            c => c.CopyFolder($"{Raw}/{c.Clip}", $"{Raw}/sub02/EP77_01"),
            FindingKind.ExtraClip,
            "no row of the annotation table lists it"
        ),
        ["a clip under two names"] = (
            "casme2",
            c => c.CopyFolder($"{Raw}/{c.Clip}", $"{Raw}/sub01/EP77_01"),
            FindingKind.Duplicate,
            "the same content as"
        ),
        ["a clip of another subject"] = (
            "casme2",
            c => c.CopyFolder($"{Raw}/{c.Clip}", $"{Raw}/sub03/EP77_01"),
            FindingKind.Duplicate,
            "under another subject"
        ),
        ["a clip under the wrong subject"] = (
            "casme2",
            c => Directory.Move(c.At($"{Raw}/{c.Clip}"), c.At($"{Raw}/sub02/{c.Clip.Split('/')[1]}x")),
            FindingKind.MissingClip,
            "are not there"
        ),
        ["a folder moved to another subject"] = (
            "casme2",
            c => MoveToOther(c),
            FindingKind.Subject,
            "the folder belongs to sub02 but row"
        ),
        ["a folder with a strange name"] = (
            "casme2",
            c => Directory.Move(c.At($"{Raw}/{c.Clip}"), c.At($"{Raw}/unsorted")),
            FindingKind.Naming,
            "does not follow CASME II's pattern"
        ),
        ["an apex before its onset"] = (
            "casme2",
            c => c.EditTable(Table, rows => rows[1][4] = 1),
            FindingKind.Order,
            "apex 1 is before onset"
        ),
        ["an apex after its offset"] = (
            "casme2",
            c => c.EditTable(Table, rows => rows[1][4] = 99_999),
            FindingKind.Order,
            "apex 99999 is after offset"
        ),
        ["onset and offset columns swapped"] = (
            "casme2",
            c => c.EditTable(Table, rows => (rows[0][3], rows[0][5]) = (rows[0][5], rows[0][3])),
            FindingKind.Order,
            "so the onset and offset columns are swapped"
        ),
        ["apex and offset columns swapped"] = (
            "dfme",
            c => SwapEverywhere(c),
            FindingKind.Order,
            "so the apex column is swapped with a neighbour"
        ),
        ["a cell that is no number"] = (
            "casme2",
            c => c.EditTable(Table, rows => rows[2][3] = "forty"),
            FindingKind.Table,
            "row 3: OnsetFrame is 'forty', which is not a frame number"
        ),
        ["an action unit that is none"] = (
            "casme2",
            c => c.EditTable(Table, rows => rows[2][7] = "4=7"),
            FindingKind.Table,
            "is not an action-unit code ('=' at character 2"
        ),
        ["an emotion that does not exist"] = (
            "casme2",
            c => c.EditTable(Table, rows => rows[2][8] = "boredom"),
            FindingKind.Label,
            "Estimated Emotion is 'boredom', which CASME II does not have"
        ),
        ["a row listed twice"] = (
            "casme2",
            c => c.EditTable(Table, rows => rows.Add(rows[1])),
            FindingKind.Duplicate,
            "is listed 2 times"
        ),
        ["a row without clip"] = (
            "casme2",
            c => c.EditTable(Table, rows => rows[2][1] = null),
            FindingKind.Table,
            "Filename is empty"
        ),
        ["a row deleted"] = (
            "casme2",
            c => c.EditTable(Table, rows => rows.RemoveAt(2)),
            FindingKind.ExtraClip,
            "no row of the annotation table lists it"
        ),
        ["a wrong subject in the table"] = (
            "samm",
            c => c.EditTable("SAMM_Micro_FACS_Codes_v2.xlsx", rows => rows[14][0] = "031"),
            FindingKind.Subject,
            "subject is 031 but the clip"
        ),
        ["a label that contradicts its number"] = (
            "dfme",
            c => c.EditTable("training_full_with_AU.xlsx", rows => rows[1][6] = rows[1][6] is "3" ? 4 : 3),
            FindingKind.Label,
            "EmotionId 3 stands for fear but Emotion is"
        ),
        ["the header row lost"] = (
            "casme2",
            c => c.EditTable(Table, rows => rows.RemoveAt(0)),
            FindingKind.Table,
            "no dataset's table has such a header row"
        ),
        ["the table missing"] = (
            "casme2",
            c => File.Delete(c.At(Table)),
            FindingKind.Table,
            "there is no annotation table"
        ),
        ["an unreadable spreadsheet"] = (
            "casme2",
            c => c.Truncate(c.At(Table), 0.5),
            FindingKind.Table,
            "cannot be read as a spreadsheet"
        ),
        ["a web page saved as spreadsheet"] = (
            "casme2",
            c =>
                c.Write(
                    c.At(Table),
                    "<html>please log in to download the file you asked for, thank you very much indeed</html>"u8.ToArray()
                ),
            FindingKind.Table,
            "is neither an .xlsx nor an .xls file inside"
        ),
        ["a workbook that claims two gigabytes"] = (
            "casme2",
            c => ClaimTwoGigabytes(c.At(Table)),
            FindingKind.Table,
            "bytes, more than the 268435456 a coding table may have"
        ),
        ["an old workbook that claims too many sectors"] = (
            "casme",
            c => c.Patch(c.At("CASME-coded-20190721.xls"), 44, [0xFF, 0xFF, 0xFF, 0x7F]),
            FindingKind.Table,
            "claims 2147483647 sectors in its header"
        ),
        ["a link that leaves the folder"] = (
            "casme2",
            c => c.Link($"{Raw}/sub01/EP88_01", Path.GetTempPath()),
            FindingKind.Link,
            "a link that leaves the folder"
        ),
        ["a link within the folder"] = (
            "casme2",
            c => c.Link($"{Raw}/sub01/EP88_01", c.At($"{Raw}/{c.Clip}")),
            FindingKind.Link,
            "links are not followed"
        ),
        ["one person in two datasets"] = (
            "megc2019",
            c => c.CopyFolder("casme2/Cropped/" + Inner(c), "samm/SAMM/006/006_9_9", keepNumbers: true),
            FindingKind.SubjectOverlap,
            "so one person is in both datasets"
        ),
        ["frames that count from another number"] = (
            "casme2",
            c => ShiftNumbers(c),
            FindingKind.MissingFrame,
            "the table's frame numbers do not fit 6 of 6 clips"
        ),
        ["a clip of the composite missing"] = (
            "megc2019",
            c => File.AppendAllText(c.At("combined_3class_gt.csv"), "samm,31,031_1_1,0\r\n"),
            FindingKind.MissingClip,
            "the composite lists samm 031/031_1_1, which is not there"
        ),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_fault_is_named_in_one_line(string fault)
    {
        var (dataset, plant, kind, says) = Faults[fault];
        using var copy = new Copy(dataset);
        plant(copy);
        var before = copy.State();

        var report = DatasetDoctor.Examine(copy.Root, dataset);

        var finding = Assert.Single(
            report.Findings.Where(f => f.Kind == kind && f.ToString().Contains(says, StringComparison.Ordinal)).Take(1)
        );
        Assert.DoesNotContain('\n', finding.ToString());
        Assert.DoesNotContain("nothing wrong", report.Verdict, StringComparison.Ordinal);
        Assert.Equal(before, copy.State());
    }

    [Fact]
    public void A_claim_of_two_gigabytes_costs_no_memory()
    {
        using var copy = new Copy("casme2");
        ClaimTwoGigabytes(copy.At(Table));

        var bytes = Allocations.Least(() => Assert.Throws<InputFaultException>(() => Workbook.Read(copy.At(Table))));

        Assert.InRange(bytes, 0, 1 << 20);
    }

    [Fact]
    public void Broken_spreadsheets_are_always_a_plain_sentence()
    {
        var random = new RandomStream(3);
        using var folder = new ScratchFolder();
        foreach (
            var source in (string[])
                [
                    Path.Combine(TwinShelf.Get("casme2"), Table),
                    Path.Combine(TwinShelf.Get("casme"), "CASME-coded-20190721.xls"),
                ]
        )
        {
            var content = File.ReadAllBytes(source);
            var path = Path.Combine(folder.Path, "broken" + Path.GetExtension(source));
            for (var round = 0; round < 60; round++)
            {
                var broken = (byte[])content.Clone();
                for (var i = 0; i < 8; i++)
                {
                    broken[random.Below(broken.Length)] = (byte)random.Below(256);
                }

                File.WriteAllBytes(path, broken[..(round % 3 == 0 ? random.Below(broken.Length) : broken.Length)]);
                var fault = Record.Exception(() => Workbook.Read(path));
                Assert.True(fault is null or InputFaultException, $"{fault}");
            }
        }
    }

    private static byte[] HugeJpeg =>
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0, 0xFF, 0xD9];

    private static void MoveToOther(Copy c)
    {
        var clip = c.Clip.Split('/')[1];
        var target = c.At($"{Raw}/sub02/{clip}");
        if (Directory.Exists(target))
        {
            Directory.Delete(target, true);
        }

        Directory.Move(c.At($"{Raw}/{c.Clip}"), target);
        c.EditTable(Table, rows => rows.RemoveAll(row => row[0] is "02" && row[1] == clip as object));
        c.EditTable(Table, rows => rows.RemoveAll(row => $"{row[0]}/{row[1]}" == $"02/{clip}"));
    }

    private static void SwapEverywhere(Copy c)
    {
        foreach (
            var file in (string[])["training_full_with_AU.xlsx", "testA_full_with_AU.xlsx", "testB_full_with_AU.xlsx"]
        )
        {
            c.EditTable(file, rows => (rows[0][3], rows[0][4]) = (rows[0][4], rows[0][3]));
            c.EditTable(
                file,
                rows => rows.AddRange([.. rows.Skip(1).Select(row => (object?[])[row[0], $"{row[1]}9", .. row[2..]])])
            );
        }
    }

    private static void ShiftNumbers(Copy c)
    {
        foreach (var file in c.Files(Raw, ".jpg"))
        {
            File.Move(
                file,
                Path.Combine(Path.GetDirectoryName(file)!, $"img{MediaFolder.NumberOf(file) + 100_000}.jpg")
            );
        }
    }

    private static string Inner(Copy c) =>
        Path.GetRelativePath(c.At("casme2/Cropped"), Path.GetDirectoryName(c.Files("casme2/Cropped", ".jpg")[0])!);

    /// <summary>Writes 2^31 - 1 as the unpacked size of the largest part into the zip's directory.</summary>
    private static void ClaimTwoGigabytes(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i + 30 < bytes.Length; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i)) == 0x02014B50)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i + 24), int.MaxValue);
                break;
            }
        }

        File.WriteAllBytes(path, bytes);
        using var archive = ZipFile.OpenRead(path);
        Assert.Contains(archive.Entries, entry => entry.Length == int.MaxValue);
    }

    /// <summary>A twin that may be damaged.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly ScratchFolder _folder = new();

        public Copy(string dataset) => TwinShelf.CopyTo(dataset, Root);

        public string Root => Path.Combine(_folder.Path, "twin");

        /// <summary>The first raw clip of CASME II's twin, "sub01/EP01_01f".</summary>
        public string Clip =>
            Path.GetRelativePath(At(Raw), Path.GetDirectoryName(Files(Raw, ".jpg")[0])!).Replace('\\', '/');

        public string At(string relative) => Path.Combine(Root, relative);

        public string[] Files(string folder, string ending, string within = "") =>
            [
                .. Directory
                    .EnumerateFiles(At($"{folder}/{within}"), "*" + ending, SearchOption.AllDirectories)
                    .OrderBy(path => Path.GetDirectoryName(path), StringComparer.Ordinal)
                    .ThenBy(path => MediaFolder.NumberOf(path)),
            ];

        /// <summary>The n-th frame of the first raw clip.</summary>
        public string Frame(int n) => Files(Raw, ".jpg", Clip)[n];

        public void Truncate(string path, double share)
        {
            using var stream = File.Open(path, FileMode.Open);
            stream.SetLength((long)(stream.Length * share));
        }

        public void Write(string path, byte[] content) => File.WriteAllBytes(path, content);

        public void Patch(string path, int at, byte[] bytes)
        {
            using var stream = File.Open(path, FileMode.Open);
            stream.Position = at;
            stream.Write(bytes);
        }

        public void Link(string relative, string target) => Directory.CreateSymbolicLink(At(relative), target);

        public void CopyFolder(string from, string to, bool keepNumbers = false)
        {
            Directory.CreateDirectory(At(to));
            foreach (var file in Directory.EnumerateFiles(At(from)))
            {
                var name = keepNumbers ? $"006_{MediaFolder.NumberOf(file):0000}.jpg" : Path.GetFileName(file);
                File.Copy(file, Path.Combine(At(to), name));
            }
        }

        /// <summary>Reads a table's first sheet, changes its rows and writes it back.</summary>
        public void EditTable(string file, Action<List<object?[]>> edit)
        {
            var sheet = Workbook.Read(At(file)).Sheets[0];
            var rows = sheet
                .Rows.Select(row => row.Select(cell => cell.Length == 0 ? null : (object)cell).ToArray())
                .ToList();
            edit(rows);
            new XlsxWriter().Sheet(sheet.Name, rows).Write(At(file));
        }

        /// <summary>Every file with its content, to see that nothing was changed.</summary>
        public string State() =>
            string.Join(
                '\n',
                Directory
                    .EnumerateFiles(
                        Root,
                        "*",
                        new EnumerationOptions
                        {
                            RecurseSubdirectories = true,
                            AttributesToSkip = FileAttributes.ReparsePoint,
                        }
                    )
                    .Order(StringComparer.Ordinal)
                    .Select(path => $"{path} {ContentHash.OfFile(path)}")
            );

        public void Dispose() => _folder.Dispose();
    }
}
