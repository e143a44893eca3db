package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.thread.Threads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A process that writes until it is killed, and names every key whose write returned.
public final class BucketWriter {
    private BucketWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        Store store = Store.open(Path.of(arguments[0]));
        for (int thread = 0; thread < 16; thread++) {
            String name = "t" + thread;
            Threads.startVirtual(name, () -> {
                for (long index = 0;; index++) {
                    String key = name + "-" + index;
                    store.buckets().set("kill", key, key);
                    print(key);
                }
            });
        }
        new CountDownLatch(1).await();
    }

    private static synchronized void print(String key) {
        try {
            System.out.write((key + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } catch (IOException gone) {
            Runtime.getRuntime().halt(1);
        }
    }
}
