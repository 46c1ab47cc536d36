using Mien.Imaging.Flow;
using Mien.Imaging.Strain;

namespace Mien.Imaging.Tests.Strain;

public sealed class OpticalStrainTests
{
    [Fact]
    public void A_rotation_gives_zero() => HasStrain(0, (x, y) => (-0.1f * y, 0.1f * x));

    [Fact]
    public void A_shift_gives_zero() => HasStrain(0, (_, _) => (3, -2));

    [Fact]
    public void A_stretch_gives_itself()
    {
        HasStrain(0.2f, (x, _) => (0.2f * x, 0));
        HasStrain(0.2f, (_, y) => (0, 0.2f * y));
    }

    [Fact]
    public void A_shear_gives_itself_over_the_root_of_two()
    {
        HasStrain(0.3f / MathF.Sqrt(2), (_, y) => (0.3f * y, 0));
        HasStrain(0.3f / MathF.Sqrt(2), (x, _) => (0, 0.3f * x));
    }

    [Theory]
    [InlineData(StrainForm.SoftNet, 0.90719f, 1.67554f, 1.21644f, 1.09106f, 1.73927f)]
    [InlineData(StrainForm.Meb, 4.34582f, 4.62236f, 1.40318f, 4.27056f, 2.88866f)]
    public void Published_forms_equal_their_programs(StrainForm form, params float[] expected)
    {
        // From golden/strain.py.
        var flow = Field(6, 5, (x, y) => ((float)Math.Sin(x + (0.5 * y)), (float)Math.Cos(0.7 * x * y)));
        var strain = OpticalStrain.Magnitude(flow, form);

        (int X, int Y)[] places = [(0, 0), (3, 2), (5, 4), (1, 4), (5, 1)];
        Assert.All(
            places.Index(),
            place => Assert.Equal(expected[place.Index], strain[place.Item.X, place.Item.Y], 1e-4f)
        );
    }

    [Fact]
    public void Only_the_textbook_form_and_its_forward_twin_ignore_a_rotation()
    {
        var turning = Field(9, 9, (x, y) => (-0.1f * y, 0.1f * x));

        Assert.InRange(OpticalStrain.Magnitude(turning, StrainForm.SoftNet)[4, 4], 0, 1e-6f);
        Assert.True(OpticalStrain.Magnitude(turning, StrainForm.Meb)[4, 4] > 0.1f);
    }

    private static void HasStrain(float expected, Func<int, int, (float, float)> field)
    {
        var strain = OpticalStrain.Magnitude(Field(11, 7, field));
        Assert.All(strain.Samples, value => Assert.Equal(expected, value, 1e-5f));
    }

    private static FlowField Field(int width, int height, Func<int, int, (float, float)> value)
    {
        var flow = new FlowField(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                (flow.U[x, y], flow.V[x, y]) = value(x, y);
            }
        }

        return flow;
    }
}
