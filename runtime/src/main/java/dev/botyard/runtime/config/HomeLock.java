package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/// A home folder held by this process, until it is closed or the process ends in any way.
public final class HomeLock implements AutoCloseable {
    private static final int LONGEST_PID = 32;

    private final FileChannel channel;

    HomeLock(FileChannel channel) throws IOException {
        this.channel = channel;
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)), 0);
    }

    /// The process id its holder wrote, `""` when there is none.
    static String owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PID);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
        return text.matches("\\d+") ? text : "";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new HomeException("The lock of the home folder cannot be given back: " + PrivateFiles.reason(failure), failure);
        }
    }
}
