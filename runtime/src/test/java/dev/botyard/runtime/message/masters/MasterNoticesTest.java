package dev.botyard.runtime.message.masters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.message.masters.MasterNotices.Told;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.message.outbound.PushDesk;
import dev.botyard.runtime.message.outbound.Trigger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class MasterNoticesTest {
    private static final Origin SCRIPT = new Origin(Trigger.MESSAGE, "tg", "t", "r1", "x.py", Path.of("/plugins"));

    private final Map<String, List<String>> masters = new TreeMap<>(Map.of("qq", List.of("1", "2"), "tg", List.of("9")));
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private PushDesk desk;
    private MasterNotices notices;

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        desk = new PushDesk(folder);
        desk.accounts().configure(SampleAccount.of("qq", "a").preferred(), SampleAccount.of("tg", "t"));
        notices = new MasterNotices(desk.dispatcher(), () -> masters);
        logged.start();
        logger().addAppender(logged);
        logger().setAdditive(false);
    }

    @AfterEach
    void close() throws InterruptedException {
        logger().setAdditive(true);
        logger().detachAppender(logged);
        desk.close();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(MasterNotices.class);
    }

    private List<String> lines() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void everyMasterOfEveryImIsTold() {
        notices.tell("the disk is full");
        assertEquals(List.of("a to user 1: the disk is full", "a to user 2: the disk is full", "t to user 9: the disk is full"),
                desk.im().lines());
        assertEquals(List.of(), lines());
    }

    @Test
    void aSentenceOfTheHostIsPlainWhateverIsInIt() {
        masters.remove("qq");
        notices.tell("plugin [CQ:at,qq=all] &amp; failed");
        assertEquals(List.of("t to user 9: plugin [CQ:at,qq=all] &amp; failed"), desk.im().lines());
    }

    @Test
    void eachImMayHaveWordsOfItsOwnOrNone() throws Exception {
        List<Told> told = notices.tell(SCRIPT, im -> im.equals("qq") ? Optional.of("for " + im) : Optional.empty(), Map.of());
        assertEquals(List.of("a to user 1: for qq", "a to user 2: for qq"), desk.im().lines());
        assertEquals(List.of(new Told("qq", "1", ReceiptCode.ACCEPTED, ""), new Told("qq", "2", ReceiptCode.ACCEPTED, "")), told);
        assertTrue(told.getFirst().sent());
    }

    @Test
    void optionsGoWithTheNotice() throws Exception {
        notices.tell(SCRIPT, im -> Optional.of("x"), Map.of("silent", true));
        assertEquals(Map.of("silent", true), desk.im().sent().getFirst().message().options());
    }

    @Test
    void whoIsNotReachedKeepsNobodyElseFromBeingTold() throws Exception {
        desk.im().fails(new AdapterException(ErrorKind.UNREACHABLE_TARGET, "no friend"));
        masters.put("icq", List.of("7"));
        List<Told> told = notices.tell(SCRIPT, im -> Optional.of("x"), Map.of());
        assertEquals(
                List.of("icq 7 no_account false", "qq 1 unreachable_target false", "qq 2 accepted true", "tg 9 accepted true"),
                told.stream().map(one -> one.im() + " " + one.user() + " " + one.code().label() + " " + one.sent()).toList());
        assertTrue(
                told.get(1).toString()
                        .startsWith("master 1 of qq was not notified: account a (qq), unreachable_target: no friend"),
                told.get(1).toString());
    }

    @Test
    void whoWasNotReachedByTheHostStandsInTheLog() {
        masters.clear();
        masters.put("icq", List.of("7"));
        notices.tell("the disk is full");
        assertEquals(1, lines().size());
        assertTrue(lines().getFirst().startsWith("master 7 of icq was not notified: no account is configured for icq."),
                lines().toString());
    }

    @Test
    void aNoticeWithNothingInItIsNoErrorOfTheCaller() throws Exception {
        masters.remove("qq");
        List<Told> told = notices.tell(SCRIPT, im -> Optional.of(""), Map.of());
        assertEquals("master 9 of tg was not notified: there is nothing to send: content and title are empty",
                told.getFirst().toString());
    }

    @Test
    void whoIsInterruptedStaysInterrupted() {
        Thread.currentThread().interrupt();
        notices.tell("the disk is full");
        assertTrue(Thread.interrupted());
    }

    @Test
    void withoutMastersNobodyIsTold() {
        masters.clear();
        notices.tell("the disk is full");
        assertEquals(List.of(), desk.im().sent());
    }

    @Test
    void aMasterIsOneOnHisOwnImOnly() {
        Masters known = () -> masters;
        assertTrue(known.contains("qq", "1"));
        assertFalse(known.contains("tg", "1"));
        assertFalse(known.contains("icq", "1"));
        assertFalse(known.contains("qq", ""));
        assertFalse(known.contains("qq", "11"));
    }
}
