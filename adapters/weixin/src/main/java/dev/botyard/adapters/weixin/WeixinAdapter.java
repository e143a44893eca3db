package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.MediaShelf;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.InteractiveLogin;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.util.Map;

/// One WeChat account.
final class WeixinAdapter implements Adapter, InteractiveLogin, FileResolution {
    private static final int QUOTABLE = 500;

    private final AdapterContext context;
    private final WeixinConfig config;
    private final Pace pace;
    private final ReplyWindows windows;
    private final Typing typing;
    private volatile Session current;

    WeixinAdapter(AdapterContext context, WeixinConfig config) {
        this(context, config, Pace.USUAL);
    }

    WeixinAdapter(AdapterContext context, WeixinConfig config, Pace pace) {
        this.context = context;
        this.config = config;
        this.pace = pace;
        windows = new ReplyWindows(context.storage(), context.clock(), config.window());
        typing = new Typing(config.typing(), context.log());
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        Credentials login = Credentials.read(context.storage()).orElseThrow(() -> new AdapterException(ErrorKind.AUTHENTICATION,
                "not logged in to WeChat; log in with '" + context.command("accounts login " + context.account()) + "'"));
        WeixinClient client = new WeixinClient(context.http(), login.baseUrl(), login.token(), config.routeTag());
        Session session = new Session(context, client, windows, new Recollection(context.storage(), QUOTABLE), connection,
                pace.way());
        try {
            session.introduce();
            current = session;
            session.receive(login.profile());
        } finally {
            current = null;
            session.leave();
        }
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        if (message.target().userId().isEmpty()) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "WeChat's bots talk to people only; " + message.target()
                    + " cannot be written to");
        }
        Session session = current;
        if (session == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the account " + context.account() + " is not connected");
        }
        String contextToken = windows.token(message.target().userId());
        return session.guarded(() -> new WeixinSender(session.client(), station(), session.said(), message, contextToken)
                .send(typing));
    }

    private MediaStation station() {
        return new MediaStation(context.http(), config.cdnUrl());
    }

    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        String place = platform.getOrDefault(MediaStation.URL, "") + '\n' + platform.getOrDefault(MediaStation.PARAM, "") + '\n'
                + platform.getOrDefault(MediaStation.KEY, "");
        return new MediaShelf(context.folder()).fetch(place, platform.getOrDefault(MediaStation.NAME, ""), platform,
                () -> station().download(platform));
    }

    @Override
    public AccountProfile login(Prompt prompt) throws InterruptedException {
        return new WeixinLogin(context, config, prompt, pace).run();
    }
}
