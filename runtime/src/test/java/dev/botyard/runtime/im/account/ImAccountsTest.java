package dev.botyard.runtime.im.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// The accounts of one IM and the small things beside them.
class ImAccountsTest {
    private static final int MANY = 200;

    private static ImAccounts of(BitSet online) {
        return ImAccounts.of(IntStream.range(0, MANY).mapToObj(i -> SampleAccount.of("qq", "a" + i)
                .in(online.get(i) ? AccountState.ONLINE : AccountState.RETRYING)).toArray(Account[]::new), -1);
    }

    private static AccountStatus status(boolean online) {
        return AccountStatus.of(online ? AccountState.ONLINE : AccountState.FAILED, "", Instant.EPOCH);
    }

    @Property(tries = 200)
    void theNextThatCanSendIsFoundFromEveryPlace(@ForAll @Size(max = 40) List<@IntRange(max = MANY - 1) Integer> online) {
        BitSet bits = new BitSet();
        online.forEach(bits::set);
        ImAccounts accounts = of(bits);
        for (int from = 0; from < MANY; from++) {
            assertEquals(bits.nextSetBit(from), accounts.nextSendable(from));
        }
        assertEquals(-1, accounts.nextSendable(MANY));
        assertEquals(-1, accounts.nextSendable(10 * MANY));
    }

    @Property(tries = 200)
    void changesOneByOneEndWhereABeginningWould(@ForAll @Size(max = 40) List<@IntRange(max = MANY - 1) Integer> switched) {
        ImAccounts accounts = of(new BitSet());
        BitSet bits = new BitSet();
        for (int index : switched) {
            bits.flip(index);
            accounts = accounts.with(index, status(bits.get(index)));
        }
        for (int from = 0; from < MANY; from++) {
            assertEquals(bits.nextSetBit(from), accounts.nextSendable(from));
        }
    }

    @Test
    void aChangeLeavesTheEarlierListAsItWas() {
        ImAccounts before = of(new BitSet());
        ImAccounts after = before.with(7, status(true));
        assertEquals(-1, before.nextSendable(0));
        assertEquals(7, after.nextSendable(0));
        assertEquals(AccountState.RETRYING, before.get(7).status().state());
        assertSame(before.get(8), after.get(8), "nothing else is copied");
    }

    @Test
    void theDefaultKeepsItsPlaceAndItsNewStatus() {
        Account[] two = {SampleAccount.of("qq", "a").in(AccountState.RETRYING),
            SampleAccount.of("qq", "b").in(AccountState.RETRYING)};
        ImAccounts accounts = ImAccounts.of(two, 1).with(1, status(true));
        assertEquals("b online", accounts.preferred().id() + " " + accounts.preferred().status().state().label());
        assertNull(ImAccounts.of(two, -1).preferred());
        assertEquals(List.of("a"), accounts.ids(1));
        assertEquals(List.of("a", "b"), accounts.ids(5));
    }

    @Test
    void nobodyIsAnImToo() {
        assertEquals("0 -1 []", ImAccounts.NONE.size() + " " + ImAccounts.NONE.nextSendable(0) + " " + ImAccounts.NONE.ids(3));
        assertNull(ImAccounts.NONE.preferred());
    }

    @Test
    void aLazyListIsMadeOnceAndOnlyWhenSomebodyReadsIt() {
        AtomicInteger made = new AtomicInteger();
        LazyList<String> list = new LazyList<>(() -> {
            made.incrementAndGet();
            return List.of("a", "b");
        });
        assertEquals(0, made.get());
        assertEquals("[a, b] 2 b", list + " " + list.size() + " " + list.get(1));
        assertEquals(1, made.get());
        assertThrows(UnsupportedOperationException.class, () -> list.add("c"));
    }

    @Test
    void aKnockWakesWhoeverListens() {
        Knocks knocks = new Knocks();
        knocks.knock("nobody listens yet");
        List<String> heard = new ArrayList<>();
        knocks.listen(heard::add);
        knocks.listen(account -> heard.add(account + " too"));
        knocks.knock("a");
        assertEquals(List.of("a", "a too"), heard);
    }
}
