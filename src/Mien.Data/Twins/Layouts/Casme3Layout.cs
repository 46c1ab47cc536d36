namespace Mien.Data.Twins.Layouts;

/// <summary>CAS(ME)^3 part A: long colour and depth sequences, a table in which every cell is text and one sequence has several rows.</summary>
internal sealed class Casme3Layout : TwinLayout
{
    private static readonly string[] Emotions = ["disgust", "surprise", "others", "fear", "anger", "sad", "happy"];

    public override string Dataset => "casme3";

    public override IReadOnlyList<TwinSequence> Plan(TwinPlanner planner) =>
        [
            .. Enumerable
                .Range(0, planner.LongVideos)
                .Select(i =>
                {
                    var person = i % planner.Options.Subjects;
                    return planner.Long(
                        person,
                        $"spNO.{(person * 9) + 1}",
                        $"{(char)('a' + (i / planner.Options.Subjects % 26))}",
                        planner.Random.Below(3),
                        Emotions
                    );
                })
                .DistinctBy(s => (s.Subject, s.Name)),
        ];

    public override IEnumerable<TwinPicture> Pictures(TwinSequence sequence, int frame) =>
        [
            new($"ME_A/{sequence.Subject}/{sequence.Name}/color/{frame}.jpg", "part A colour"),
            new($"ME_A/{sequence.Subject}/{sequence.Name}/depth/{frame}.png", "part A depth", IsColour: false),
        ];

    public override void WriteTables(string root, IReadOnlyList<TwinSequence> plan)
    {
        object?[] header = ["Subject", "Filename", "Onset", "Apex", "Offset", "AU", "Objective class", "emotion"];
        var rows = plan.SelectMany(s =>
            s.Events.Where(e => e.Kind != "blink")
                .Select(e =>
                    new object?[]
                    {
                        s.Subject,
                        s.Name,
                        $"{e.Onset}",
                        $"{e.Apex}",
                        $"{e.Offset}",
                        e.ActionUnits,
                        "VII",
                        e.Emotion == "others" && s == plan[0] ? "Others" : e.Emotion,
                    }
                )
        );
        new XlsxWriter()
            .Sheet("label", [header, .. rows])
            .Sheet("Sheet1", [])
            .Write(Path.Combine(root, "cas(me)3_part_A_ME_label_JpgIndex_v2.xlsx"));
    }
}
