using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Imaging.Tests.Media;

/// <summary>Without a camera: ffmpeg's own made-up source stands for one.</summary>
public sealed class CameraTests : IDisposable
{
    private const string Fake = "lavfi:testsrc2=size=64x48:rate=25";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Frames_come_with_their_times_and_are_recorded()
    {
        MadeUpVideo.RequireFfmpeg();
        var recording = _folder.File("camera.mkv");
        using (var camera = Camera.Start(new CameraOptions { Device = Fake, Seconds = 2 }, recording))
        {
            Assert.Equal((64, 48, 25.0), (camera.Info.Width, camera.Info.Height, camera.Info.FrameRate));
            var frames = camera.ReadAll().ToArray();
            Assert.Equal(50, frames.Length);
            Assert.Equal(
                Enumerable.Range(0, 50).Select(i => i / 25.0),
                frames.Select(f => f.Stamp.Seconds),
                (a, b) => Math.Abs(a - b) < 1e-6
            );
            Assert.Null(camera.Fault);
        }

        using var video = VideoFile.Open(recording);
        Assert.Equal(50, video.ReadAll().Count());
    }

    [Fact]
    public void It_goes_on_until_it_is_stopped()
    {
        MadeUpVideo.RequireFfmpeg();
        using var camera = Camera.Start(
            new CameraOptions { Device = Fake.Replace("rate=25", "rate=25,realtime", StringComparison.Ordinal) },
            _folder.File("camera.mkv")
        );
        var frame = camera.CreateFrame();
        for (var i = 0; i < 5; i++)
        {
            Assert.True(camera.TryRead(frame, out _));
        }

        camera.Stop();
        while (camera.TryRead(frame, out _)) { }

        Assert.Null(camera.Fault);
    }

    [Fact]
    public void An_absent_camera_is_one_sentence()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names of devices differ");

        var fault = Assert.Throws<InputFaultException>(() =>
            Camera.Start(new CameraOptions { Device = "/dev/video987" }, _folder.File("camera.mkv"))
        );
        Assert.Contains("There is no camera /dev/video987", fault.Message, StringComparison.Ordinal);
    }
}
