using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Data.Tests.Prepared;

public sealed class PreparedSetTests
{
    [Fact]
    public void Three_classes_come_in_the_order_negative_positive_surprise()
    {
        var set = new PreparedSet([
            Made.Clip("s1", "a", "surprise"),
            Made.Clip("s1", "b", "negative"),
            Made.Clip("s2", "a", "positive"),
        ]);

        Assert.Equal(["negative", "positive", "surprise"], set.Classes);
        Assert.Equal([2, 0, 1], set.Labels.ToArray());
        Assert.Equal([new SubjectKey("made", "s1"), new SubjectKey("made", "s2")], set.Persons);
    }

    [Fact]
    public void A_label_outside_the_given_classes_is_a_fault()
    {
        var fault = Assert.Throws<InputFaultException>(() =>
            new PreparedSet([Made.Clip("s1", "a", "fear")], ["negative", "positive"])
        );

        Assert.Equal(
            "Clip made/s1/a, column label says 'fear', which is none of the classes negative, positive: correct the label or name it among the classes.",
            fault.Message
        );
    }

    [Fact]
    public void Labels_that_differ_only_in_case_are_a_fault() =>
        Assert.Contains(
            "write a class in one way",
            Assert
                .Throws<InputFaultException>(() =>
                    new PreparedSet([Made.Clip("s1", "a", "Negative"), Made.Clip("s1", "b", "negative")])
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Joining_keeps_subjects_of_two_datasets_apart_and_refuses_a_clip_twice()
    {
        var one = new PreparedSet([Made.Clip("s1", "a", "negative")]);
        var other = new PreparedSet([Made.Clip("s1", "a", "surprise") with { Dataset = "other" }]);

        var joined = PreparedSet.Join(one, other);

        Assert.Equal(2, joined.Persons.Count);
        Assert.Equal(["negative", "surprise"], joined.Classes);
        Assert.Throws<InputFaultException>(() => PreparedSet.Join(one, one));
    }

    [Fact]
    public void Joining_refuses_maps_of_two_sizes() =>
        Assert.Contains(
            "all maps of a run must have one size",
            Assert
                .Throws<InputFaultException>(() =>
                    PreparedSet.Join(
                        new PreparedSet([Made.Clip("s1", "a", "negative", size: 4)]),
                        new PreparedSet([Made.Clip("s2", "a", "negative", size: 5)])
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_hash_changes_with_a_label_a_value_and_the_order()
    {
        var a = Made.Clip("s1", "a", "negative");
        var b = Made.Clip("s1", "b", "negative");
        string[] hashes =
        [
            new PreparedSet([a, b]).Hash,
            new PreparedSet([b, a]).Hash,
            new PreparedSet([a, b with { Label = "positive" }]).Hash,
            new PreparedSet([a, Made.Clip("s1", "b", "negative", add: 1)]).Hash,
        ];

        Assert.Equal(4, hashes.Distinct().Count());
    }

    [Fact]
    public void A_part_of_a_set_keeps_its_classes()
    {
        var set = new PreparedSet([Made.Clip("s1", "a", "negative"), Made.Clip("s2", "b", "surprise")]);

        var part = set.Where(clip => clip.Subject == "s2");

        Assert.Equal(["negative", "surprise"], part.Classes);
        Assert.Equal([1], part.Labels.ToArray());
    }
}
