package dev.botyard.adapters.notify;

import dev.botyard.acceptance.CrossIm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail server, of all services the one that carries media: what is sent goes out, nothing comes in.
public final class CrossNotify extends CrossIm {
    private static final Pattern ATTACHED = Pattern
            .compile("(?s)Content-Disposition: attachment; filename\\*=UTF-8''(\\S+)\r\n\r\n(.*?)\r\n--");

    private final MailServer server;

    public CrossNotify() {
        this(new MailFake());
    }

    private CrossNotify(MailFake fake) {
        super(fake);
        server = fake.server;
    }

    @Override
    protected boolean talks() {
        return false;
    }

    @Override
    protected void show(String kind) {
        throw new IllegalStateException("nothing comes in");
    }

    @Override
    protected boolean happens(String person) {
        return false;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (MailServer.Post post : server.posts) {
            heard.add(Heard.text(post.text()));
            Matcher attached = ATTACHED.matcher(post.mail());
            while (attached.find()) {
                heard.add(Heard.named(attached.group(1),
                        Base64.getMimeDecoder().decode(attached.group(2).getBytes(StandardCharsets.US_ASCII))));
            }
        }
        return heard;
    }
}
