using Mien.Data.Synthetic;
using Mien.Recognition.Explanation;

namespace Mien.Recognition.Tests.Explanation;

public sealed class FaceCropTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(
        "frames 1 -> 9 (annotated) | gray | face x | crop similarity size 224 scale 1 turn 0 | flow TvL1",
        true
    )]
    [InlineData("frames 1 -> 9 | crop face above=0.2 below=0.03 beside=0.03 similarity size 128 scale 1 turn 0", true)]
    [InlineData("frames 1 -> 9 (annotated) | gray | crop whole size 224 of 280x340 | flow TvL1", false)]
    public void A_set_that_was_cut_around_landmarks_says_where_its_faces_lie(string line, bool known)
    {
        File.WriteAllText(
            Path.Combine(_folder, "provenance.csv"),
            $"dataset,subject,clip,provenance\nA,1,x,\"{line}\"\n"
        );

        var crop = FaceCrop.Of([_folder]);

        Assert.Equal(known, crop.IsKnown);
        // Cut around the landmarks, more of the head is seen, so that the eyes stand closer together.
        Assert.Equal(known, crop.Layout.EyeHalfDistance < CropLayout.Tight.EyeHalfDistance);
    }

    [Fact]
    public void Maps_without_provenance_are_taken_for_the_usual_crop() => Assert.False(FaceCrop.Of([_folder]).IsKnown);
}
