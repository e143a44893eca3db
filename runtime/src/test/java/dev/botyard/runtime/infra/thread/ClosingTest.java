package dev.botyard.runtime.infra.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    @Test
    void partsAreClosedInReverse() {
        closing.add(() -> closed.add("first"));
        closing.add(() -> closed.add("second"));
        closing.close();
        assertEquals(List.of("second", "first"), closed);
    }

    @Test
    void whatIsAddedIsGivenBack() {
        AutoCloseable part = () -> closed.add("part");
        assertEquals(part, closing.add(part));
    }

    @Test
    void aPartThatFailsLeavesTheOthers() {
        closing.add(() -> closed.add("first"));
        closing.add(() -> {
            throw new IllegalStateException("the expected failure of this test");
        });
        closing.add(() -> closed.add("third"));
        closing.close();
        assertEquals(List.of("third", "first"), closed);
    }

    @Test
    void everyPartIsClosedOnceHoweverOftenItIsAsked() {
        closing.add(() -> closed.add("part"));
        closing.close();
        closing.close();
        assertEquals(List.of("part"), closed);
    }

    @Test
    void anInterruptIsKeptAndTheRestIsClosed() {
        closing.add(() -> closed.add("first"));
        closing.add(() -> {
            throw new InterruptedException();
        });
        closing.close();
        assertTrue(Thread.interrupted());
        assertEquals(List.of("first"), closed);
    }

    /// A part may find out while it is closed that there is more to close.
    @Test
    void whatIsAddedMeanwhileIsClosedToo() {
        closing.add(() -> closing.add(() -> closed.add("late")));
        closing.close();
        assertEquals(List.of("late"), closed);
    }
}
