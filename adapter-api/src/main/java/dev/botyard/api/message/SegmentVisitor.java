package dev.botyard.api.message;

/// Reads segments. Every kind falls back to [#other], so an adapter implements what its platform has, and segments of later versions
/// of this API reach [#other] too.
public interface SegmentVisitor<R> {

    /// A kind without a method of its own here. Usually: send `segment.asText()`, or refuse with `UNSUPPORTED`.
    R other(Segment segment);

    default R text(Segment.Text segment) {
        return other(segment);
    }

    default R markdown(Segment.Markdown segment) {
        return other(segment);
    }

    default R image(Segment.Image segment) {
        return other(segment);
    }

    default R voice(Segment.Voice segment) {
        return other(segment);
    }

    default R video(Segment.Video segment) {
        return other(segment);
    }

    default R file(Segment.File segment) {
        return other(segment);
    }

    default R at(Segment.At segment) {
        return other(segment);
    }

    default R atAll(Segment.AtAll segment) {
        return other(segment);
    }

    default R reply(Segment.Reply segment) {
        return other(segment);
    }

    default R face(Segment.Face segment) {
        return other(segment);
    }

    default R forward(Segment.Forward segment) {
        return other(segment);
    }

    default R json(Segment.Json segment) {
        return other(segment);
    }

    default R unknown(Segment.Unknown segment) {
        return other(segment);
    }
}
