using System.Text.RegularExpressions;

namespace Mien.House.Tests;

/// <summary>Rooms look one way: the arrows between projects are those drawn here, and no others.</summary>
public sealed partial class RoomTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Mien.Foundation"] = [],
        ["Mien.Tensors"] = ["Mien.Foundation"],
        ["Mien.Imaging"] = ["Mien.Foundation"],
        ["Mien.Faces"] = ["Mien.Imaging", "Mien.Foundation"],
        ["Mien.Data"] = ["Mien.Faces", "Mien.Imaging", "Mien.Foundation"],
        ["Mien.Recognition"] = ["Mien.Tensors", "Mien.Data", "Mien.Foundation"],
        ["Mien.Spotting"] = ["Mien.Faces", "Mien.Data", "Mien.Recognition", "Mien.Imaging", "Mien.Foundation"],
        ["Mien.Cluster"] = ["Mien.Recognition", "Mien.Foundation"],
        ["Mien.Reporting"] = ["Mien.Recognition", "Mien.Spotting", "Mien.Foundation"],
    };

    [Fact]
    public void A_room_refers_only_to_rooms_below_it()
    {
        foreach (var project in Sources.Files("src", "*.csproj"))
        {
            var room = Path.GetFileNameWithoutExtension(project);
            if (room is "Mien.Cli" or "Mien.Web")
            {
                continue;
            }

            Assert.True(MayUse.ContainsKey(room), $"{project} is a new room: say in RoomTests which rooms it may use.");
            foreach (Match reference in Reference().Matches(Sources.Read(project)))
            {
                var used = reference.Groups[1].Value;
                Assert.True(
                    MayUse[room].Contains(used),
                    $"{project} refers to {used}: arrows run one way, so move the code to the room that may use both."
                );
            }
        }
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Sources.Read("Mien.slnx");
        foreach (var project in Sources.Files(".", "*.csproj"))
        {
            Assert.True(solution.Contains(project, StringComparison.Ordinal), $"Mien.slnx lacks {project}: add it.");
        }
    }

    [GeneratedRegex("ProjectReference Include=\"[^\"]*/([^/\"]+)\\.csproj\"")]
    private static partial Regex Reference();
}
