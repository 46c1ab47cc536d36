using System.Globalization;
using System.Text;
using System.Xml;
using Mien.Foundation;
using Mien.Spotting.Analysis;
using Mien.Spotting.Details;
using Mien.Spotting.Events;

namespace Mien.Spotting.Output;

/// <summary>
/// The file <c>events.eaf</c> for ELAN (Max Planck Institute for Psycholinguistics, EAF 3.0): for each face a tier of
/// micro-expressions, one of longer ones and one of blinks, each annotation with the movement in words.
/// </summary>
public static class ElanFile
{
    private const string Schema = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd";
    private const string Type = "movement";

    /// <summary>Writes the file, whole or not at all.</summary>
    public static void Write(string path, AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var settings = new XmlWriterSettings
        {
            Indent = true,
            NewLineChars = "\n",
            Encoding = new UTF8Encoding(false),
        };
        AtomicFile.Write(
            path,
            stream =>
            {
                using var xml = XmlWriter.Create(stream, settings);
                new Document(xml, path, result).Write();
            }
        );
    }

    /// <summary>One document being written.</summary>
    private sealed class Document(XmlWriter xml, string path, AnalysisResult result)
    {
        private readonly List<(string Id, IReadOnlyList<Mark> Marks)> _tiers = [.. TiersOf(result)];
        private int _annotations;
        private int _slots;

        public void Write()
        {
            xml.WriteStartElement("ANNOTATION_DOCUMENT");
            xml.WriteAttributeString("xmlns", "xsi", null, "http://www.w3.org/2001/XMLSchema-instance");
            xml.WriteAttributeString("AUTHOR", "Mien");
            xml.WriteAttributeString("DATE", Date().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            xml.WriteAttributeString("FORMAT", "3.0");
            xml.WriteAttributeString("VERSION", "3.0");
            xml.WriteAttributeString("noNamespaceSchemaLocation", "http://www.w3.org/2001/XMLSchema-instance", Schema);
            WriteHeader();
            WriteTimes();
            WriteTiers();
            xml.WriteStartElement("LINGUISTIC_TYPE");
            xml.WriteAttributeString("GRAPHIC_REFERENCES", "false");
            xml.WriteAttributeString("LINGUISTIC_TYPE_ID", Type);
            xml.WriteAttributeString("TIME_ALIGNABLE", "true");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        /// <summary>When the recording was last written, so that the same analysis gives the same file.</summary>
        private DateTime Date() =>
            File.Exists(result.Info.Path)
                ? File.GetLastWriteTimeUtc(result.Info.Path)
                : Directory.GetLastWriteTimeUtc(result.Info.Path);

        private void WriteHeader()
        {
            xml.WriteStartElement("HEADER");
            xml.WriteAttributeString("MEDIA_FILE", "");
            xml.WriteAttributeString("TIME_UNITS", "milliseconds");
            if (File.Exists(result.Info.Path))
            {
                var media = Path.GetFullPath(result.Info.Path);
                var relative = Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(path))!, media);
                xml.WriteStartElement("MEDIA_DESCRIPTOR");
                xml.WriteAttributeString("MEDIA_URL", new Uri(media).AbsoluteUri);
                xml.WriteAttributeString("MIME_TYPE", MimeType(media));
                xml.WriteAttributeString("RELATIVE_MEDIA_URL", "./" + relative.Replace('\\', '/'));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        private static string MimeType(string media) =>
            Path.GetExtension(media).ToLowerInvariant() switch
            {
                ".mp4" or ".m4v" => "video/mp4",
                ".mov" => "video/quicktime",
                ".mpg" or ".mpeg" => "video/mpeg",
                ".avi" => "video/x-msvideo",
                _ => "video/*",
            };

        /// <summary>Two slots an annotation, in the order in which the annotations come.</summary>
        private void WriteTimes()
        {
            xml.WriteStartElement("TIME_ORDER");
            var slot = 0;
            foreach (var mark in _tiers.SelectMany(tier => tier.Marks))
            {
                WriteSlot(++slot, mark.First);
                WriteSlot(++slot, mark.Last);
            }

            xml.WriteEndElement();
        }

        private void WriteSlot(int number, long milliseconds)
        {
            xml.WriteStartElement("TIME_SLOT");
            xml.WriteAttributeString("TIME_SLOT_ID", $"ts{number}");
            xml.WriteAttributeString("TIME_VALUE", milliseconds.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }

        private void WriteTiers()
        {
            foreach (var (id, marks) in _tiers)
            {
                xml.WriteStartElement("TIER");
                xml.WriteAttributeString("ANNOTATOR", "Mien");
                xml.WriteAttributeString("LINGUISTIC_TYPE_REF", Type);
                xml.WriteAttributeString("TIER_ID", id);
                foreach (var mark in marks)
                {
                    WriteAnnotation(mark.Text);
                }

                xml.WriteEndElement();
            }
        }

        private void WriteAnnotation(string text)
        {
            xml.WriteStartElement("ANNOTATION");
            xml.WriteStartElement("ALIGNABLE_ANNOTATION");
            xml.WriteAttributeString("ANNOTATION_ID", $"a{++_annotations}");
            xml.WriteAttributeString("TIME_SLOT_REF1", $"ts{++_slots}");
            xml.WriteAttributeString("TIME_SLOT_REF2", $"ts{++_slots}");
            xml.WriteElementString("ANNOTATION_VALUE", text);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        private static IEnumerable<(string, IReadOnlyList<Mark>)> TiersOf(AnalysisResult result)
        {
            foreach (var face in result.Faces.Select(face => face.Face))
            {
                var name = result.Faces.Count > 1 ? $"face {face} " : "";
                var own = result.Events.Where(analysed => analysed.Event.Face == face).ToArray();
                yield return ($"{name}micro", MarksOf(own.Where(e => e.Event.Kind == EventKind.Micro)));
                yield return ($"{name}macro", MarksOf(own.Where(e => e.Event.Kind == EventKind.Macro)));
                yield return (
                    $"{name}blink",
                    Apart(
                        result
                            .Blinks.Where(blink => blink.Face == face)
                            .Select(blink => new Mark(
                                Milliseconds(blink.OnsetSeconds),
                                Milliseconds(blink.OffsetSeconds),
                                "blink"
                            ))
                    )
                );
            }
        }

        private static Mark[] MarksOf(IEnumerable<AnalysedEvent> events) =>
            Apart(
                events.Select(analysed => new Mark(
                    Milliseconds(analysed.Event.OnsetSeconds),
                    Milliseconds(analysed.Event.OffsetSeconds),
                    TextOf(analysed)
                ))
            );

        /// <summary>The movement first; then the class, where one is named.</summary>
        private static string TextOf(AnalysedEvent analysed) =>
            analysed.Details.Class is { } named
                ? $"{MovementWords.Of(analysed.Event)} [{(named.Verdict == EventClass.Unclear ? "class unclear" : named.Verdict)}]"
                : MovementWords.Of(analysed.Event);

        /// <summary>Annotations of one tier may touch but not overlap: a later one begins where the earlier ends.</summary>
        private static Mark[] Apart(IEnumerable<Mark> marks)
        {
            var apart = new List<Mark>();
            foreach (var mark in marks.OrderBy(mark => mark.First))
            {
                var first = apart.Count > 0 ? Math.Max(mark.First, apart[^1].Last) : mark.First;
                apart.Add(new Mark(first, Math.Max(first + 1, mark.Last), mark.Text));
            }

            return [.. apart];
        }

        private static long Milliseconds(double seconds) => (long)Math.Round(1000 * seconds);
    }

    /// <summary>An annotation in milliseconds.</summary>
    private readonly record struct Mark(long First, long Last, string Text);
}
