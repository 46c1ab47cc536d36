using Mien.Data.Datasets;
using Mien.Data.Labels;
using Mien.Foundation;

namespace Mien.Data.Tests;

public sealed class LabelSetTests
{
    [Theory]
    [InlineData("casme2-5", "casme2/CASME2-coding-20140508.xlsx", 246, 26)]
    [InlineData("casme2-7", "casme2/CASME2-coding-20140508.xlsx", 255, 26)]
    [InlineData("casme2-3", "casme2/CASME2-coding-20140508.xlsx", 147, 26)]
    [InlineData("samm-5", "samm/SAMM_Micro_FACS_Codes_v2.xlsx", 136, 27)]
    [InlineData("samm-8", "samm/SAMM_Micro_FACS_Codes_v2.xlsx", 159, 29)]
    [InlineData("samm-objective", "samm/SAMM_Micro_FACS_Codes_v2.xlsx", 159, 29)]
    [InlineData("smic-3", "smic/smic_apex.xlsx", 164, 16)]
    [InlineData("megc-3", "megc2019/combined_3class_gt.csv", 442, 68)]
    [InlineData("megc-3", "casme2/CASME2-coding-20140508.xlsx", 145, 24)]
    [InlineData("megc-3", "samm/SAMM_Micro_FACS_Codes_v2.xlsx", 133, 28)]
    [InlineData("casme3-7", "casme3/casme3_table.xlsx", 860, 94)]
    [InlineData("casme3-3", "casme3/casme3_table.xlsx", 699, 94)]
    [InlineData("dfme-7", "dfme/training_full_with_AU.xlsx", 1856, 176)]
    public void A_built_in_set_gives_the_published_counts(string set, string file, int clips, int subjects)
    {
        var labelling = LabelSet
            .Get(set)
            .Apply(DatasetCatalogue.ReadTable(RealData.Require($"annotations/{file}")).Clips);

        Assert.Empty(labelling.Differences());
        Assert.Equal(clips, labelling.Clips.Count);
        if (set != "casme3-3" && set != "casme2-3")
        {
            Assert.Equal(subjects, labelling.Subjects);
        }
    }

    [Fact]
    public void A_difference_to_the_published_count_is_explained()
    {
        var clips = DatasetCatalogue
            .ReadTable(RealData.Require("annotations/casme2/CASME2-coding-20190701.xlsx"))
            .Clips;

        var difference = Assert.Single(LabelSet.Get("casme2-5").Apply(clips).Differences());

        Assert.StartsWith("casme2 surprise: 28 here, 25 published (", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_built_in_set_parses() =>
        Assert.All(LabelSet.BuiltIn, name => Assert.Equal(name, LabelSet.Get(name).Name));

    [Fact]
    public void A_users_own_set_maps_qualified_values_first()
    {
        var set = LabelSet.Parse("class up = happiness\nclass down = casme2.happiness\ndrop = others", "own.labels");

        Assert.Equal("up", set.ClassOf(Made("samm", "happiness"), out _));
        Assert.Equal("down", set.ClassOf(Made("casme2", "happiness"), out _));
        Assert.Null(set.ClassOf(Made("casme2", "others"), out var reason));
        Assert.Equal("'others' is dropped", reason);
    }

    [Fact]
    public void A_value_that_a_set_forgets_is_named()
    {
        var set = LabelSet.Parse("class up = happiness\nclass down = disgust", "own.labels");

        var fault = Assert.Throws<InputFaultException>(() => set.ClassOf(Made("samm", "fear"), out _));

        Assert.Contains("says nothing about 'fear' (samm s/c)", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class up = a", "1 classes")]
    [InlineData("class up = a\nclass down = a", "line 2")]
    [InlineData("clas up = a", "line 1")]
    [InlineData("class up = a\nclass down = b\npublished x = up many", "line 3")]
    public void A_broken_set_is_refused_with_its_line(string text, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<InputFaultException>(() => LabelSet.Parse(text, "own.labels")).Message,
            StringComparison.Ordinal
        );

    private static Clip Made(string dataset, string emotion) =>
        new()
        {
            Dataset = dataset,
            Subject = "s",
            Name = "c",
            Sequence = "c",
            Emotion = emotion,
        };
}
