package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
    private static final long MIB = 1L << 20;
    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "a board of 512 MiB,      460,  1,   4,  115, false, '460 MiB, 1 core'",
        "a board of 1 GiB,        970,  4,   7,  242, true,  '970 MiB, 4 cores'",
        "a NAS of 2 GiB,         1970,  2,  15,  492, true,  '1.9 GiB, 2 cores'",
        "a container of 2 GiB,   2048,  2,  16,  512, true,  '2 GiB, 2 cores'",
        "a machine of 8 GiB,     8192,  4,  64, 2048, true,  '8 GiB, 4 cores'",
        "one core and 8 GiB,     8192,  1,  32, 2048, true,  '8 GiB, 1 core'",
        "a machine of 64 GiB,   65536, 16, 256, 4096, true,  '64 GiB, 16 cores'",
        "less than anybody has,    64,  1,   4,   64, false, '64 MiB, 1 core'"
    })
    void boundsFollowFromMemoryAndCores(String name, long mib, int cores, int workers, int waiting, boolean standsBy,
            String words) {
        Machine machine = new Machine(mib * MIB, cores);
        assertEquals(workers, machine.workers(), name);
        assertEquals(waiting, machine.waiting(), name);
        assertEquals(standsBy, machine.standsBy(), name);
        assertEquals(words, machine.words());
    }

    @Test
    void thisMachineHasMemoryAndCores() {
        Machine here = Machine.here();
        assertTrue(here.memoryBytes() > 64 * MIB && here.memoryBytes() < 1L << 50, here::words);
        assertTrue(here.cores() >= 1);
    }

    @Test
    void theMemoryOfTheMachineCountsWhereNothingLimitsIt() throws IOException {
        write("proc/meminfo", "MemTotal:        2097152 kB\nMemFree: 12 kB\n");
        assertEquals(2048 * MIB, memory());
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        assertEquals(2048 * MIB, memory());
    }

    @Test
    void aContainerWithTheUnifiedHierarchyHasWhatItsGroupMayUse() throws IOException {
        write("proc/meminfo", "MemTotal: 67108864 kB\n");
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", 512 * MIB + "\n");
        assertEquals(512 * MIB, memory());
    }

    @Test
    void aServiceHasTheSmallestLimitOfItsGroupAndThoseAbove() throws IOException {
        write("proc/meminfo", "MemTotal: 67108864 kB\n");
        write("proc/self/cgroup", "0::/system.slice/botyard.service\n");
        write("sys/fs/cgroup/system.slice/botyard.service/memory.max", "max\n");
        write("sys/fs/cgroup/system.slice/botyard.service/memory.high", 900 * MIB + "\n");
        write("sys/fs/cgroup/system.slice/memory.max", 4096 * MIB + "\n");
        assertEquals(900 * MIB, memory());
        write("sys/fs/cgroup/system.slice/memory.max", 700 * MIB + "\n");
        assertEquals(700 * MIB, memory());
    }

    @Test
    void theOlderHierarchyTellsItsLimitInAnotherFile() throws IOException {
        write("proc/meminfo", "MemTotal: 67108864 kB\n");
        write("proc/self/cgroup", "9:cpu,cpuacct:/docker/c0ffee\n4:memory:/docker/c0ffee\n0::/\n");
        // As in a container: the path is the machine's, and its end is all that is mounted.
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", 1024 * MIB + "\n");
        assertEquals(1024 * MIB, memory());
        write("sys/fs/cgroup/memory/docker/c0ffee/memory.limit_in_bytes", 256 * MIB + "\n");
        assertEquals(256 * MIB, memory());
    }

    @Test
    void aLimitBeyondAllMemoryIsNone() throws IOException {
        write("proc/meminfo", "MemTotal: 1048576 kB\n");
        write("proc/self/cgroup", "4:memory:/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertEquals(1024 * MIB, memory());
    }

    @Test
    void aSystemWithoutTheseFilesIsAskedOtherwise() {
        assertEquals(7, memory());
    }

    private long memory() {
        return Machine.memory(root, () -> 7);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
