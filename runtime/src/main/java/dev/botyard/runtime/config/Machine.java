package dev.botyard.runtime.config;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/// What the host has to live on, and what follows from it where the settings leave it open. A container or a service often has less than the
/// machine has: the smallest limit counts. Immutable.
///
/// @param memoryBytes what the host and its workers may use together
public record Machine(long memoryBytes, int cores) {
    private static final long MIB = 1L << 20;
    /// A process of Node is the largest, with 50 MiB and what its script holds; there are two languages and the host.
    private static final long OF_A_WORKER = 128 * MIB;
    /// A run that has to wait in a process of its own has about 2.5 MiB in Python; those that share one, as in JavaScript, far less.
    private static final long OF_A_WAITING_RUN = 4 * MIB;
    /// Many runs that compute wait for somebody's server; more than these would rather wait for each other.
    private static final int WORKERS_OF_A_CORE = 32;
    private static final int FEWEST_WORKERS = 4;
    private static final int MOST_WORKERS = 256;
    private static final int FEWEST_WAITING = 64;
    /// Each has a socket and a reader in the host, besides its process.
    private static final int MOST_WAITING = 4_096;
    private static final long STANDING_BY = 900 * MIB; // a board of 1 GiB keeps some for its system

    /// The one this runs on.
    public static Machine here() {
        return new Machine(memory(Path.of("/"), Machine::fromTheVirtualMachine), Runtime.getRuntime().availableProcessors());
    }

    /// How many runs of one language compute at once.
    public int workers() {
        return Math.clamp(Math.min(memoryBytes / OF_A_WORKER, (long) cores * WORKERS_OF_A_CORE), FEWEST_WORKERS, MOST_WORKERS);
    }

    /// How many runs of one language wait for people at once.
    public int waiting() {
        return Math.clamp(memoryBytes / OF_A_WAITING_RUN, FEWEST_WAITING, MOST_WAITING);
    }

    /// Whether there is room for workers that nobody has asked for yet.
    public boolean standsBy() {
        return memoryBytes >= STANDING_BY;
    }

    /// As operators say it: `2 GiB, 2 cores`.
    public String words() {
        long mib = memoryBytes / MIB;
        String memory = mib < 1_000 ? mib + " MiB" : Math.round(mib / 102.4) / 10.0 + " GiB";
        return memory.replace(".0 ", " ") + ", " + cores + (cores == 1 ? " core" : " cores");
    }

    /// The memory of the machine, or the smallest limit of the groups that this process is in.
    ///
    /// @param root    the root of the file system
    /// @param unknown asked where the system does not tell it in files
    static long memory(Path root, LongSupplier unknown) {
        long memory = lines(root.resolve("proc/meminfo")).stream().filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> number(line.replaceAll("\\D", "")) << 10).findFirst().orElseGet(unknown);
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            if (parts[1].isEmpty()) {
                memory = Math.min(memory, limit(root.resolve("sys/fs/cgroup"), parts[2], "memory.max", "memory.high"));
            } else if (List.of(parts[1].split(",")).contains("memory")) {
                memory = Math.min(memory, limit(root.resolve("sys/fs/cgroup/memory"), parts[2], "memory.limit_in_bytes"));
            }
        }
        return memory;
    }

    /// The smallest limit from the group up to the root. In a container the path may be that of the machine, of which only the end is here.
    private static long limit(Path mount, String group, String... files) {
        long least = Long.MAX_VALUE;
        for (Path folder = mount.resolve(group.replaceFirst("^/+", "")).normalize(); folder.startsWith(mount); folder = folder
                .getParent()) {
            for (String file : files) {
                for (String line : lines(folder.resolve(file))) {
                    least = Math.min(least, number(line.strip()));
                }
            }
        }
        return least;
    }

    /// `max` and whatever else is no number is no limit.
    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long fromTheVirtualMachine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory() * 4; // its heap is a quarter of the memory
    }
}
