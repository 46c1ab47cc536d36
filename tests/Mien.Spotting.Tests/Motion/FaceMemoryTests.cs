using Mien.Faces.Tracking;
using Mien.Spotting.Motion;

namespace Mien.Spotting.Tests.Motion;

public sealed class FaceMemoryTests
{
    private const double ReturnSeconds = 2;

    [Fact]
    public void A_face_is_remembered_as_long_as_the_tracker_knows_it_and_no_longer()
    {
        var made = 0;
        var memory = new FaceMemory<int>(ReturnSeconds, () => ++made);
        Assert.Equal((1, 2), (memory[7], memory[9]));

        memory.Pass(10, [Face(7)]);
        memory.Pass(12, [Face(7)]);
        Assert.Equal((1, 2, 2), (memory[7], memory[9], made));

        memory.Pass(12.1, [Face(7)]);
        Assert.Equal(1, memory.Count);
        memory.Pass(13, []);
        memory.Pass(14, [Face(7)]);
        memory.Pass(16, []);
        Assert.Equal(1, memory[7]);
    }

    [Fact]
    public void However_many_faces_come_and_go_those_of_the_last_seconds_are_kept()
    {
        var memory = new FaceMemory<object>(ReturnSeconds, () => new object());
        for (var second = 0; second < 3600; second++)
        {
            memory.Pass(second, [Face(second)]);
            Assert.NotNull(memory[second]);
            Assert.InRange(memory.Count, 1, 4);
        }
    }

    [Fact]
    public void All_but_some_are_forgotten()
    {
        var memory = new FaceMemory<object>(ReturnSeconds, () => new object());
        var (first, second) = (memory[1], memory[2]);

        memory.Keep(new HashSet<int> { 2 });

        Assert.Equal(1, memory.Count);
        Assert.Same(second, memory[2]);
        Assert.NotSame(first, memory[1]);
    }

    private static TrackedFace Face(int number) => new(number, new(0, 0, 50, 50), [], [], 0);
}
