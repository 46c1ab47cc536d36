using Mien.Data.ActionUnits;
using Mien.Data.Synthetic;

namespace Mien.Data.Tests.Synthetic;

public sealed class SyntheticSetTests
{
    [Fact]
    public void The_same_seed_gives_the_same_set_and_another_seed_another()
    {
        Assert.Equal(SyntheticSet.Make(3, 4, 1).Hash, SyntheticSet.Make(3, 4, 1).Hash);
        Assert.NotEqual(SyntheticSet.Make(3, 4, 1).Hash, SyntheticSet.Make(3, 4, 2).Hash);
    }

    [Fact]
    public void Every_subject_shows_every_class_and_every_clip_has_units_in_the_tables_notation()
    {
        var set = SyntheticSet.Make(5, 6, 1);

        Assert.Equal(5, set.Persons.Count);
        Assert.All(set.Persons, person => Assert.Equal(3, Labels(person).Distinct().Count()));
        Assert.All(set.Clips, clip => Assert.NotEmpty(ActionUnitCode.Parse(clip.ActionUnits).Certain));
        Assert.All(set.Clips, clip => Assert.True(clip.Onset < clip.Apex && clip.Apex < clip.Offset));

        IEnumerable<string> Labels(Mien.Data.Prepared.SubjectKey person) =>
            set.Clips.Where(clip => clip.Person == person).Select(clip => clip.Label);
    }
}
