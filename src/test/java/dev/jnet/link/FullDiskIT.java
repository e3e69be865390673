package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.testnet.NamespaceTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that becomes full while frames are being kept: a small file system of the test's own. */
@NamespaceTest
class FullDiskIT {
  private static final int FRAME = 1000;
  private static final int RECORD = 16 + FRAME;
  private static final int DISK = 128 << 10;

  @TempDir private Path folder;

  @Test
  void theFileEndsWithAWholeFrameAndTheRestGoesOn() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", folder.toString());
    try {
      Path file = folder.resolve("a.pcap");
      FakeLink link = new FakeLink();
      try (CaptureFileLink recording = CaptureFileLink.open(link, PlainCaptureOutput.to(file))) {
        for (int i = 0; i < 300; i++) {
          Frame frame = link.arrives(new byte[FRAME], FRAME);
          assertEquals(Optional.of(frame), recording.receive(0));
        }
        recording.receive(0);
        assertEquals(
            Optional.of("the capture file " + file + " is incomplete: No space left on device"),
            recording.trouble());
      }
      long length = Files.size(file);
      assertTrue(length > DISK - 2 * RECORD && length <= DISK, () -> length + " bytes");
      assertEquals(0, (length - 24) % RECORD, "a frame is cut");
    } finally {
      run("umount", folder.toString());
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.waitFor());
  }
}
