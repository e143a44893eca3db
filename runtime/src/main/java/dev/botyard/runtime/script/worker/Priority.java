package dev.botyard.runtime.script.worker;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the operating system prefer everybody else to a process. What is lowered cannot be raised again without privileges, so a worker
/// that was lowered is not used for another run.
final class Priority {
    private static final Logger log = LoggerFactory.getLogger(Priority.class);
    private static final int PRIO_PROCESS = 0;
    private static final int NICE = 15;

    private Priority() {}

    /// Lowers all threads of the process; processes that it starts later inherit it. Nothing happens where the system lacks the call.
    @SuppressWarnings("restricted")
    static void lower(long pid) {
        try {
            MethodHandle setPriority = Linker.nativeLinker().downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT));
            for (long thread : threads(pid)) {
                int result = (int) setPriority.invokeExact(PRIO_PROCESS, (int) thread, NICE);
                if (result != 0) {
                    log.debug("thread {} of worker {} keeps its priority", thread, pid);
                }
            }
            lowerSession(pid);
        } catch (Throwable e) {
            log.debug("the priority of worker {} cannot be lowered", pid, e);
        }
    }

    /// Linux may share the processor among sessions first ("autogroup"), so that a session of its own needs a priority of its own.
    private static void lowerSession(long pid) throws IOException {
        Path group = Path.of("/proc/" + pid + "/autogroup");
        if (Files.isWritable(group) && session(pid) == pid) {
            Files.writeString(group, Integer.toString(NICE));
        }
    }

    private static long session(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // After the name, which may hold anything but ends at the last ')': state, parent, group, session.
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
    }

    /// Linux keeps a priority for each thread; elsewhere the process has one.
    private static List<Long> threads(long pid) throws IOException {
        Path tasks = Path.of("/proc/" + pid + "/task");
        if (!Files.isDirectory(tasks)) {
            return List.of(pid);
        }
        try (Stream<Path> folders = Files.list(tasks)) {
            return folders.map(folder -> Long.valueOf(folder.getFileName().toString())).toList();
        }
    }
}
