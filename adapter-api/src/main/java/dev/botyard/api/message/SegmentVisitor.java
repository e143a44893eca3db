package dev.botyard.api.message;

/// Reads segments. Every kind falls back to [#other], so an adapter implements what its platform has, and segments of later versions
/// of this API reach [#other] too.
public interface SegmentVisitor<R> {

    /// A kind without a method of its own here. Usually: send `segment.asText()`, or refuse with `UNSUPPORTED`.
    R other(Segment segment);

    /// Plain text.
    default R text(Segment.Text segment) {
        return other(segment);
    }

    /// Text with Markdown in it.
    default R markdown(Segment.Markdown segment) {
        return other(segment);
    }

    /// A picture.
    default R image(Segment.Image segment) {
        return other(segment);
    }

    /// A recording.
    default R voice(Segment.Voice segment) {
        return other(segment);
    }

    /// A film.
    default R video(Segment.Video segment) {
        return other(segment);
    }

    /// A file.
    default R file(Segment.File segment) {
        return other(segment);
    }

    /// A mention of a person.
    default R at(Segment.At segment) {
        return other(segment);
    }

    /// A mention of everybody.
    default R atAll(Segment.AtAll segment) {
        return other(segment);
    }

    /// The message that this one answers.
    default R reply(Segment.Reply segment) {
        return other(segment);
    }

    /// A small picture of the platform's own.
    default R face(Segment.Face segment) {
        return other(segment);
    }

    /// Messages of others, passed on.
    default R forward(Segment.Forward segment) {
        return other(segment);
    }

    /// A card of the platform as JSON.
    default R json(Segment.Json segment) {
        return other(segment);
    }

    /// Something of the platform that has no place here.
    default R unknown(Segment.Unknown segment) {
        return other(segment);
    }
}
