package dev.botyard.acceptance;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.SentCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// One account of an IM, with a platform of its own: whatever that platform hears, this account has said.
public abstract class CrossIm implements AutoCloseable {
    /// Who talks to the account.
    public static final Person ANN = Person.of("42", "Ann");

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final FakeIm fake;

    /// A part of a message as it came to the platform.
    ///
    /// @param kind    as the platform shows it: `text`, `image`, `voice`, `video` or `file`; `recall` for a message taken back
    /// @param content the text, or the bytes as Latin letters
    public record Heard(String kind, String content) {

        /// A file whose kind the platform knows by its name.
        public static Heard named(String name, byte[] bytes) {
            String end = name.replaceFirst(".*\\.", "");
            return of(switch (end) {
                case "png" -> "image";
                case "ogg", "amr", "silk" -> "voice";
                case "mp4" -> "video";
                default -> "file";
            }, bytes);
        }

        public static Heard of(String kind, byte[] bytes) {
            return new Heard(kind, new String(bytes, StandardCharsets.ISO_8859_1));
        }

        public static Heard text(String text) {
            return new Heard("text", text);
        }
    }

    protected CrossIm(FakeIm fake) {
        this.fake = fake;
    }

    protected final FakeIm fake() {
        return fake;
    }

    /// The settings of the account.
    Map<String, List<String>> config() {
        return fake.config();
    }

    /// Brings the account online, where the platform has a part in it.
    void arrive(@SuppressWarnings("unused") RunningHost host, @SuppressWarnings("unused") String account) throws Exception {}

    /// An id that nothing had before.
    protected static String fresh() {
        return "9" + String.format("%06d", NUMBERS.incrementAndGet());
    }

    /// Where the person is alone with the account.
    protected Chat alone() {
        return Chat.direct(ANN.id());
    }

    /// Whether anybody talks there; without, it only carries messages away.
    protected boolean talks() {
        return true;
    }

    /// Where others are too, or else where the person is alone with the account.
    protected Chat group() {
        return Chat.group("900", "Friends");
    }

    /// Ann says something to the account.
    protected void say(Chat chat, String text) throws Exception {
        fake.deliver(chat, ANN, fresh(), text);
    }

    /// Ann sends the account a medium, of which the platform tells as it does of all.
    ///
    /// @param kind `image`, `voice`, `video` or `file`
    protected abstract void show(String kind) throws Exception;

    /// Something happens that is no message: somebody joins the group, where the platform tells of that.
    ///
    /// @return whether it tells of anything
    protected abstract boolean happens(String person) throws Exception;

    /// The name of a file of a kind.
    protected static String file(String kind) {
        return switch (kind) {
            case "image" -> "a.png";
            case "voice" -> "a.ogg";
            case "video" -> "a.mp4";
            default -> "a.txt";
        };
    }

    /// Its type.
    protected static String type(String kind) {
        return switch (kind) {
            case "image" -> "image/png";
            case "voice" -> "audio/ogg";
            case "video" -> "video/mp4";
            default -> "text/plain";
        };
    }

    /// The format of recordings that the platform plays.
    protected String voice() {
        return "ogg";
    }

    /// What came to the platform so far.
    protected abstract List<Heard> heard();

    /// Whether a text came into the group.
    protected boolean heardInGroup(String text) {
        return fake.sent().stream().map(SentCall::target).anyMatch(target -> target.chatId().equals(group().id()))
                && heard().stream().anyMatch(one -> one.content().contains(text));
    }

    @Override
    public void close() throws Exception {
        fake.close();
    }
}
