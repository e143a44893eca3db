package dev.botyard.adapters.wecom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.adapters.common.CallbackCipher;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.testkit.AdapterHarness;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import me.chanjar.weixin.cp.api.WxCpService;
import me.chanjar.weixin.cp.api.impl.WxCpServiceImpl;
import me.chanjar.weixin.cp.bean.message.WxCpMessage;
import me.chanjar.weixin.cp.bean.message.WxCpXmlMessage;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second opinion on crypto, callbacks and the fake of the API: WxJava, which others wrote for the real platform.
class WxJavaIT {
    private static final String TOKEN = "QDG6eK";
    /// That of the published sample has bits at its end which this client does not take.
    private static final String AES_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final String TIME = "1409659813";
    private static final String NONCE = "1372623149";

    @TempDir
    Path folder;

    private final AppServer server = new AppServer();
    private final WxCryptUtil crypto = new WxCryptUtil(TOKEN, AES_KEY, AppServer.CORPORATION);
    private final CallbackCipher cipher = new CallbackCipher(AES_KEY, AppServer.CORPORATION);

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.complaints);
    }

    private WxCpDefaultConfigImpl config() {
        WxCpDefaultConfigImpl config = new WxCpDefaultConfigImpl();
        config.setBaseApiUrl(server.address().toString());
        config.setCorpId(AppServer.CORPORATION);
        config.setCorpSecret(AppServer.SECRET);
        config.setAgentId(1_000_002);
        config.setToken(TOKEN);
        config.setAesKey(AES_KEY);
        config.setTmpDirFile(folder.toFile());
        return config;
    }

    @Test
    void eachOpensWhatTheOtherSealed() throws Exception {
        for (int length = 0; length < 70; length++) {
            String text = "好".repeat(length) + "x";
            assertEquals(text, cipher.open(crypto.encrypt("0123456789abcdef", text)));
            assertEquals(text, crypto.decrypt(cipher.seal(text)));
        }
    }

    @Test
    void itReadsTheCallbacksOfTheFake() {
        String encrypted = AppServer.encrypted(AES_KEY,
                AppServer.message("zhangsan", "text", "Content", "你好", "MsgId", "9007199254740993"));
        WxCpXmlMessage message = WxCpXmlMessage.fromEncryptedXml(
                new ByteArrayInputStream(AppServer.envelope(encrypted).getBytes(StandardCharsets.UTF_8)), config(), TIME, NONCE,
                Signatures.sorted(TOKEN, TIME, NONCE, encrypted));
        assertEquals("你好", message.getContent());
        assertEquals(9_007_199_254_740_993L, message.getMsgId());
        assertEquals("zhangsan", message.getFromUserName());
    }

    @Test
    void theAdapterReadsACallbackThatItSealed() throws Exception {
        try (AdapterHarness host = AdapterHarness.of(new WecomAdapterFactory())
                .settings("mode", "app", "corp_id", AppServer.CORPORATION,
                        "agent_id", "1000002", "secret", AppServer.SECRET, "token", TOKEN, "aes_key", AES_KEY, "api_url",
                        server.address().toString())
                .online()) {
            WxCryptUtil.EncryptContext sealed = crypto
                    .encryptContext(AppServer.message("zhangsan", "text", "Content", "sealed elsewhere", "MsgId", "1"));
            String query = "?msg_signature=" + sealed.getSignature() + "&timestamp=" + sealed.getTimeStamp() + "&nonce="
                    + sealed.getNonce();
            assertEquals(200, host.post(URI.create(host.ownDoor("http") + query), AppServer.envelope(sealed.getEncrypt())));
            assertEquals("sealed elsewhere", host.event(MessageEvent.class).segments().getFirst().asText());
        }
    }

    @Test
    void itLogsInSendsUploadsAndTakesBack() throws Exception {
        WxCpService client = new WxCpServiceImpl();
        client.setWxCpConfigStorage(config());
        assertFalse(client.getAccessToken().isEmpty());
        String id = client.getMessageService().send(WxCpMessage.TEXT().toUser("zhangsan").content("你好").build()).getMsgId();
        assertEquals("你好", server.all.getFirst().text());
        client.getMessageService().recall(id);
        assertEquals(List.of(id), server.recalled);

        Path file = Files.writeString(folder.resolve("note.txt"), "some bytes");
        String mediaId = client.getMediaService().upload("file", file.toFile()).getMediaId();
        client.getMessageService().send(WxCpMessage.FILE().toUser("zhangsan").mediaId(mediaId).build());
        assertEquals("some bytes", new String(server.media.get("file/" + mediaId), StandardCharsets.UTF_8));
        assertEquals("some bytes", Files.readString(client.getMediaService().download(mediaId).toPath()));

        server.expireTokens();
        client.getMessageService().send(WxCpMessage.TEXT().toUser("zhangsan").content("with a new token").build());
        assertEquals(2, server.logins.get());
        server.faults.put("message/send", 60020);
        assertEquals(60020, assertThrows(WxErrorException.class,
                () -> client.getMessageService().send(WxCpMessage.TEXT().toUser("zhangsan").content("x").build())).getError()
                .getErrorCode());
    }
}
