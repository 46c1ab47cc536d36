using Mien.Data.Datasets;
using Mien.Foundation;

namespace Mien.Data.Corrections;

/// <summary>
/// Named collections of known annotation errors. <c>none</c> takes tables as they are; <c>official</c> repairs only what
/// other copies of the same table print differently; <c>meb</c> is the list of the benchmark MEB (Varanka et al. 2023,
/// repository tvaranka/meb, meb/datasets/datasets.py), found by looking at optical flow and at the folders.
/// </summary>
public sealed record CorrectionSet(string Name, string Description, IReadOnlyList<Correction> Corrections)
{
    private const string ByFlow = "apex chosen from optical flow by MEB";
    private const string ByFolder = "frames of the folder differ from the table (MEB)";
    private const string OneReading = "one of the coder's alternatives, chosen from optical flow by MEB";

    /// <summary>Tables as they are.</summary>
    public static CorrectionSet None { get; } = new("none", "tables as they are", []);

    /// <summary>Only what other published copies of the same table print differently.</summary>
    public static CorrectionSet Official { get; } =
        new("official", "misprints that other copies of the same table do not have", MakeOfficial());

    /// <summary>The corrections of the benchmark MEB.</summary>
    public static CorrectionSet Meb { get; } = new("meb", "the corrections of the benchmark MEB", MakeMeb());

    /// <summary>All sets.</summary>
    public static IReadOnlyList<CorrectionSet> All { get; } = [Official, Meb, None];

    /// <summary>A set by name.</summary>
    /// <exception cref="InputFaultException">No such set; the sentence lists those there are.</exception>
    public static CorrectionSet Get(string name) =>
        All.FirstOrDefault(set => set.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputFaultException(
            $"'{name}' is not a set of corrections: use one of {string.Join(", ", All.Select(set => set.Name))}."
        );

    /// <summary>Corrects clips; only changes that change something are recorded.</summary>
    public CorrectedClips Apply(IReadOnlyList<Clip> clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        var applied = new List<AppliedCorrection>();
        var result = new List<Clip>(clips.Count);
        foreach (var clip in clips)
        {
            var corrected = clip;
            foreach (var correction in Corrections.Where(c => c.Concerns(clip)))
            {
                corrected = correction.Apply(corrected, clips);
                var change = Changes(clip, corrected);
                if (change.Length > 0)
                {
                    applied.Add(new($"{clip.Dataset} {clip.Subject}/{clip.Name}", change, correction.Why));
                }
            }

            result.Add(corrected);
        }

        return new CorrectedClips(Name, result, applied);
    }

    private static string Changes(Clip before, Clip after)
    {
        var changes = new List<string>();
        Note("onset", before.Onset, after.Onset);
        Note("apex", before.Apex, after.Apex);
        Note("offset", before.Offset, after.Offset);
        Note("action units", before.ActionUnits?.Text, after.ActionUnits?.Text);
        Note("emotion", before.Emotion, after.Emotion);
        return string.Join(", ", changes);

        void Note(string what, object? old, object? @new)
        {
            if (!Equals(old, @new))
            {
                changes.Add($"{what} {old ?? "absent"} to {@new ?? "absent"}");
            }
        }
    }

    private static Correction[] MakeOfficial() =>
        [
            new()
            {
                Dataset = "samm",
                Clip = "028/028_4_1",
                Apex = 1124,
                Why = "the apex 1143 lies after the offset 1134; other copies print 1124",
            },
            new()
            {
                Dataset = "samm",
                Clip = "032/032_3_1",
                Apex = 4930,
                Why = "the apex 1930 lies before the onset 4896; other copies print 4930",
            },
            new()
            {
                Dataset = "samm",
                Clip = "013/013_1_9",
                Offset = 5739,
                Why = "some copies print another offset",
            },
        ];

    // MEB numbers rows of an edition of CASME II with one clip more (sub24/EP02_07), so its rows after 222 are one later
    // than those of the coding of 2019; that is how its values fall between onset and offset. Its apex 187 for
    // sub12/EP09_02 (16 to 101) does not under either numbering and is left out.
    private static Correction[] MakeMeb()
    {
        (string Clip, int Apex)[] casme2 =
        [
            ("sub04/EP12_01f", 279),
            ("sub05/EP03_01", 68),
            ("sub05/EP07_01", 77),
            ("sub05/EP09_05f", 81),
            ("sub05/EP16_04f", 166),
            ("sub06/EP01_01", 100),
            ("sub07/EP06_01", 78),
            ("sub12/EP09_06", 89),
            ("sub13/EP09_10", 80),
            ("sub16/EP01_08", 88),
            ("sub17/EP03_09", 134),
            ("sub17/EP06_07", 231),
            ("sub17/EP13_09", 53),
            ("sub17/EP15_03", 329),
            ("sub18/EP19_01", 111),
            ("sub20/EP16_01", 91),
            ("sub20/EP16_04", 103),
            ("sub25/EP09_02", 98),
            ("sub25/EP12_01", 153),
            ("sub25/EP18_04f", 98),
        ];
        (int Row, string Units)[] samm =
        [
            (15, "R12 + R15"),
            (18, "R12 + R15"),
            (41, "L14"),
            (64, "R14"),
            (154, "R14A"),
        ];
        (int Row, int Apex, int Offset)[] mmew =
        [
            (33, 40, 75),
            (35, 15, 54),
            (36, 46, 59),
            (37, 20, 98),
            (38, 25, 80),
            (39, 20, 93),
            (40, 23, 58),
            (41, 28, 61),
            (42, 32, 68),
            (142, 56, 88),
            (143, 32, 80),
            (145, 27, 85),
            (146, 22, 61),
            (148, 29, 108),
            (154, 31, 72),
            (156, 38, 106),
        ];
        return
        [
            .. casme2.Select(c => new Correction
            {
                Dataset = "casme2",
                Clip = c.Clip,
                Apex = c.Apex,
                Why = ByFlow,
            }),
            new()
            {
                Dataset = "casme2",
                Clip = "sub07/EP06_01",
                Offset = 91,
                Why = "offset too early (MEB)",
            },
            new()
            {
                Dataset = "samm",
                Clip = "013/013_1_9",
                Offset = 5739,
                Why = "wrong offset in some copies (MEB)",
            },
            new()
            {
                Dataset = "samm",
                Clip = "028/028_4_1",
                Apex = 1105,
                Why = ByFlow,
            },
            new()
            {
                Dataset = "samm",
                Clip = "032/032_3_1",
                Apex = 4945,
                Why = ByFlow,
            },
            new()
            {
                Dataset = "samm",
                Clip = "032/032_3_2",
                Apex = 5130,
                Why = ByFlow,
            },
            .. samm.Select(s => new Correction
            {
                Dataset = "samm",
                Index = s.Row,
                RowsInTable = 159,
                ActionUnits = s.Units,
                Why = OneReading,
            }),
            new()
            {
                Dataset = "casme",
                Index = 40,
                RowsInTable = 189,
                Onset = 100,
                Apex = 120,
                Offset = 149,
                Why = ByFolder,
            },
            new()
            {
                Dataset = "casme",
                Index = 42,
                RowsInTable = 189,
                Onset = 101,
                Apex = 110,
                Offset = 119,
                Why = ByFolder,
            },
            new()
            {
                Dataset = "casme",
                Index = 43,
                RowsInTable = 189,
                Onset = 57,
                Apex = 65,
                Offset = 74,
                Why = ByFolder,
            },
            new()
            {
                Dataset = "casme",
                Index = 54,
                RowsInTable = 189,
                Offset = 40,
                Why = ByFolder,
            },
            new()
            {
                Dataset = "casme",
                Index = 140,
                RowsInTable = 189,
                Offset = 142,
                Why = ByFolder,
            },
            .. mmew.Select(m => new Correction
            {
                Dataset = "mmew",
                Index = m.Row,
                RowsInTable = 300,
                Apex = m.Apex,
                Offset = m.Offset,
                Why = ByFlow,
            }),
            new()
            {
                Dataset = "4dme",
                Index = 144,
                RowsInTable = 267,
                SwapWith = 145,
                Why = "rows 144 and 145 are interchanged (MEB)",
            },
            new()
            {
                Dataset = "4dme",
                Index = 145,
                RowsInTable = 267,
                SwapWith = 144,
                Why = "rows 144 and 145 are interchanged (MEB)",
            },
            new()
            {
                Dataset = "casme3",
                Clip = "spNO.214/c_5",
                Offset = 34,
                Why = "offset 3460 is a misprint (MEB)",
            },
            new()
            {
                Dataset = "casme3",
                Clip = "spNO.40/e_1812",
                Offset = 1845,
                Why = "offset 0 (MEB)",
            },
            new()
            {
                Dataset = "casme3",
                Clip = "spNO.40/e_2327",
                Offset = 2403,
                Why = "offset 0 (MEB)",
            },
            new()
            {
                Dataset = "casme3",
                Clip = "spNO.216/e_0",
                Onset = 1,
                Apex = 1,
                Why = "frame numbers begin at 1 (MEB)",
            },
        ];
    }
}
