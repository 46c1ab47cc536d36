using System.Numerics;
using Mien.Faces.Alignment;
using Mien.Imaging.Flow;

namespace Mien.Faces.Tests;

public sealed class MotionMaskTests
{
    [Fact]
    public void Eyes_are_hidden_with_a_margin_and_nothing_else()
    {
        var flow = Ones(100);

        MotionMask.Eyes(Landmarks(), 100, margin: 0.05).Clear(flow);

        // The eyes span x 20-40 and 60-80 and y 38-42; five pixels around them are hidden.
        Assert.Equal(0, flow.U[30, 40]);
        Assert.Equal(0, flow.V[70, 36]);
        Assert.Equal(0, flow.U[16, 40]);
        Assert.Equal(1, flow.U[13, 40]);
        Assert.Equal(1, flow.U[50, 40]);
        Assert.Equal(1, flow.V[30, 30]);
    }

    [Fact]
    public void Without_a_margin_only_the_inside_of_the_eyes_is_hidden()
    {
        var flow = Ones(100);

        MotionMask.Eyes(Landmarks(), 100, margin: 0).Clear(flow);

        var hidden = flow.U.Samples.Count(value => value == 0);
        // Two hexagons of half widths 20 and 10 and height 4: 60 pixels each, and their outlines.
        Assert.InRange(hidden, 100, 170);
    }

    [Fact]
    public void Surroundings_are_the_corners()
    {
        var flow = Ones(64);

        MotionMask.Surroundings(64).Clear(flow);

        Assert.Equal(0, flow.U[2, 2]);
        Assert.Equal(0, flow.V[61, 60]);
        Assert.Equal(1, flow.U[32, 32]);
        Assert.Equal(Math.PI * 0.42 * 0.46, flow.U.Samples.Average(), 0.01);
    }

    [Fact]
    public void A_field_of_another_size_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MotionMask.Surroundings(64).Clear(Ones(32)));

    private static FlowField Ones(int size)
    {
        var flow = new FlowField(size, size);
        Array.Fill(flow.U.Samples, 1);
        Array.Fill(flow.V.Samples, 1);
        return flow;
    }

    private static Vector2[] Landmarks()
    {
        var points = new Vector2[68];
        Vector2[] eye = [new(20, 40), new(25, 38), new(35, 38), new(40, 40), new(35, 42), new(25, 42)];
        for (var i = 0; i < eye.Length; i++)
        {
            points[36 + i] = eye[i];
            points[42 + i] = eye[i] + new Vector2(40, 0);
        }

        return points;
    }
}
