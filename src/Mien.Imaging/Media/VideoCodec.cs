namespace Mien.Imaging.Media;

/// <summary>How a video that Mien writes is compressed.</summary>
public enum VideoCodec
{
    /// <summary>A JPEG picture a frame, by Mien itself.</summary>
    MotionJpeg,

    /// <summary>H.264 in MP4, by ffmpeg: what cameras and telephones write.</summary>
    H264,

    /// <summary>FFV1 in Matroska, by ffmpeg: nothing is lost.</summary>
    Ffv1,
}
