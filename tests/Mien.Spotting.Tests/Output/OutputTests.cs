using System.Text.Json;
using System.Xml.Linq;
using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Spotting.Analysis;
using Mien.Spotting.Details;
using Mien.Spotting.Motion;
using Mien.Spotting.Output;
using Mien.Spotting.Regions;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Tests.Output;

public sealed class OutputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mien-output-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Tables_count_frames_from_one()
    {
        var path = PathOf("events.csv");
        EventTable.Write(path, Result());

        var table = CsvTable.Read(path);
        Assert.Equal("clip & co.mp4", table[0, "video"]);
        Assert.Equal("micro", table[0, "kind"]);
        Assert.Equal(1 + (int)Math.Round(30 * double.Parse(table[0, "apex_seconds"])), int.Parse(table[0, "apex"]));
    }

    [Fact]
    public void The_document_for_programs_names_its_format_and_holds_every_event()
    {
        var (path, result) = (PathOf("events.json"), Result());
        EventDocumentFile.Write(path, result);

        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var root = json.RootElement;
        Assert.Equal("mien-events-1", root.GetProperty("format").GetString());
        Assert.Equal(result.Events.Count, root.GetProperty("events").GetArrayLength());
        Assert.Equal(result.Events[0].Event.Apex + 1, root.GetProperty("events")[0].GetProperty("apex").GetInt32());
        Assert.True(root.GetProperty("faces")[0].GetProperty("expectedFalseMicroPerMinute").GetDouble() >= 0);
    }

    [Fact]
    public void The_file_for_elan_refers_only_to_slots_and_types_that_it_has()
    {
        var path = PathOf("events.eaf");
        ElanFile.Write(path, Result());

        var document = XDocument.Load(path).Root!;
        var slots = document
            .Descendants("TIME_SLOT")
            .ToDictionary(s => (string)s.Attribute("TIME_SLOT_ID")!, s => (long)s.Attribute("TIME_VALUE")!);
        var types = document
            .Elements("LINGUISTIC_TYPE")
            .Select(t => (string)t.Attribute("LINGUISTIC_TYPE_ID")!)
            .ToArray();
        var annotations = document.Descendants("ALIGNABLE_ANNOTATION").ToArray();
        Assert.NotEmpty(annotations);
        Assert.Equal(
            annotations.Length,
            annotations.Select(a => (string)a.Attribute("ANNOTATION_ID")!).Distinct().Count()
        );
        foreach (var tier in document.Elements("TIER"))
        {
            Assert.Contains((string)tier.Attribute("LINGUISTIC_TYPE_REF")!, types);
            var last = 0L;
            foreach (var annotation in tier.Descendants("ALIGNABLE_ANNOTATION"))
            {
                var (first, end) = (
                    slots[(string)annotation.Attribute("TIME_SLOT_REF1")!],
                    slots[(string)annotation.Attribute("TIME_SLOT_REF2")!]
                );
                Assert.True(last <= first && first < end, "annotations of a tier may not overlap");
                last = end;
            }
        }

        Assert.Contains(annotations, a => a.Value.StartsWith("inner brow raised", StringComparison.Ordinal));
    }

    private AnalysisResult Result()
    {
        var motion = PathOf("motion.bin");
        new MadeUpMotion(30, 30)
            .With(8, 8.15, 8.4, RegionPart.InnerBrow, 0, -1)
            .With(15, 15.4, 17, RegionPart.MouthCorner, 2, -3)
            .WithBlink(20)
            .Write(motion);
        using var reader = new MotionReader(motion);
        var spotter = new BlockSpotter(reader, new SpotterOptions());
        var blocks = spotter.Advance(30, isEnd: true).ToArray();
        File.WriteAllBytes(PathOf("clip & co.mp4"), [0]);
        return new AnalysisResult
        {
            Info = new MediaInfo
            {
                Path = PathOf("clip & co.mp4"),
                Width = 640,
                Height = 480,
                FrameRate = 30,
                Codec = "h264",
            },
            Options = new AnalysisOptions(),
            Seconds = 30,
            IsComplete = true,
            Timeline = spotter.Timeline,
            Faces = spotter.Faces,
            Quality = [new QualityFinding("blur", 0.4, "0 sharp to 1", QualityGrade.Good, "the face is sharp")],
            Events =
            [
                .. blocks
                    .SelectMany(block => block.Events)
                    .Select(happened => AnalysedEvent.Of(happened, EventDetails.None, spotter.Faces)),
            ],
            Blinks = [.. blocks.SelectMany(block => block.Blinks)],
        };
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
