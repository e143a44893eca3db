package dev.botyard.api.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FullDiskTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDeviceIsCalledSo() {
        IOException full = assertThrows(IOException.class, () -> {
            try (OutputStream out = Files.newOutputStream(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
                out.write(1);
            }
        });
        assertEquals(FullDisk.SENTENCE, FullDisk.meaning(full));
    }

    @Test
    void soIsAUsedUpShareInWhateverLanguage() {
        for (String reason : new String[]{"Disk quota exceeded", "There is not enough space on the disk", "设备上没有空间"}) {
            assertEquals(FullDisk.SENTENCE, FullDisk.meaning(new FileSystemException("/x", null, reason)), reason);
        }
    }

    @Test
    void aFileAloneIsNoSentence() {
        assertEquals("/home/plugins is not accessible for this user: change its owner or its permissions",
                FullDisk.meaning(new AccessDeniedException("/home/plugins")));
        assertEquals("/home/plugins does not exist", FullDisk.meaning(new NoSuchFileException("/home/plugins")));
        assertEquals("/home/plugins is already there", FullDisk.meaning(new FileAlreadyExistsException("/home/plugins")));
    }

    @Test
    void theNameOfAFileIsNoReason() {
        IOException other = new FileSystemException("/no space left/x", null, "Read-only file system");
        assertEquals("/no space left/x: Read-only file system", FullDisk.meaning(other));
        assertTrue(FullDisk.meaning(new IOException()).contains("IOException"), "never null");
    }
}
