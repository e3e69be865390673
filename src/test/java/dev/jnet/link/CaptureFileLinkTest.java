package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.unit.Nanos;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/** Capture files, as libpcap reads them. */
class CaptureFileLinkTest {
  @TempDir private Path folder;
  private final FakeLink link = new FakeLink();

  /** A frame as it stands in a file. */
  private record Kept(long at, byte[] bytes, int length) {}

  @Test
  void whatIsSentAndReceivedIsKeptInOrderWithTheKernelsStamps() throws Exception {
    Path file = folder.resolve("a.pcap");
    byte[] question = frame(1514, 1);
    long left;
    long arrived;
    try (CaptureFileLink recording = CaptureFileLink.open(link, PlainCaptureOutput.to(file))) {
      recording.send(question);
      link.now += 1000;
      left = link.left(question).at();
      link.now += Nanos.MILLISECOND;
      arrived = link.arrives(frame(96, 2), 1514).at();
      assertSame(question, recording.receive(0).orElseThrow().bytes());
      assertEquals(1514, recording.receive(0).orElseThrow().length());
      assertEquals(Optional.empty(), recording.receive(0));
    }
    List<Kept> kept = read(file);
    assertEquals(2, kept.size());
    assertEquals(left, kept.get(0).at());
    assertArrayEquals(question, kept.get(0).bytes());
    assertEquals(1514, kept.get(0).length());
    assertEquals(arrived, kept.get(1).at());
    assertArrayEquals(frame(96, 2), kept.get(1).bytes());
    assertEquals(1514, kept.get(1).length());
    assertEquals(1, link.closed);
  }

  @Test
  void aSentFrameIsKeptOnceHoweverItIsSeen() throws Exception {
    Path file = folder.resolve("a.pcap");
    byte[] never = frame(60, 1);
    byte[] late = frame(60, 2);
    byte[] twice = frame(60, 3);
    long sentAt = link.now;
    try (CaptureFileLink recording = CaptureFileLink.open(link, PlainCaptureOutput.to(file))) {
      recording.send(never);
      recording.send(late);
      link.now += 150 * Nanos.MILLISECOND;
      recording.receive(0);
      link.left(late);
      recording.receive(0);
      recording.send(twice);
      recording.send(twice);
      link.now += 5;
      link.left(twice);
      recording.receive(0);
    }
    List<Kept> kept = read(file);
    assertEquals(4, kept.size());
    assertArrayEquals(never, kept.get(0).bytes());
    assertEquals(sentAt, kept.get(0).at());
    assertArrayEquals(late, kept.get(1).bytes());
    assertEquals(sentAt, kept.get(1).at());
    assertEquals(link.now, kept.get(2).at(), "seen to leave");
    assertEquals(link.now - 5, kept.get(3).at(), "not seen to leave: when it was sent");
  }

  /** Reports about probes that nobody waits for any more, because the question is answered. */
  @Test
  void whatIsStillInTheRingOnCloseIsKept() throws Exception {
    Path file = folder.resolve("a.pcap");
    CaptureFileLink recording = CaptureFileLink.open(link, PlainCaptureOutput.to(file));
    link.arrives(frame(60, 1), 60);
    link.arrives(frame(60, 2), 60);
    link.now += 1000;
    link.waiting.add(new Frame(LinkType.ETHERNET, frame(60, 3), 60, link.now + 1, false));
    recording.close();
    List<Kept> kept = read(file);
    assertEquals(2, kept.size(), "a frame that comes after the end is not waited for");
    assertArrayEquals(frame(60, 2), kept.get(1).bytes());
  }

  @Test
  void aRefusedFrameIsNotKept() throws Exception {
    Path file = folder.resolve("a.pcap");
    link.refusal = new FrameRefusedException(FrameRefusedException.Reason.TOO_LARGE, "too large");
    try (CaptureFileLink recording = CaptureFileLink.open(link, PlainCaptureOutput.to(file))) {
      assertSame(
          link.refusal, assertThrows(LinkException.class, () -> recording.send(frame(9999, 1))));
    }
    assertEquals(List.of(), read(file));
  }

  @Test
  void largeFramesAndManyAreKeptWhole() throws Exception {
    Path file = folder.resolve("a.pcap");
    try (CaptureFileLink recording = CaptureFileLink.open(link, PlainCaptureOutput.to(file))) {
      for (int i = 0; i < 300; i++) {
        link.now += 1000;
        link.arrives(frame(i % 3 == 0 ? 65_550 : 700, i), i % 3 == 0 ? 65_550 : 700);
        recording.receive(0);
      }
      assertEquals(Optional.empty(), recording.trouble());
    }
    List<Kept> kept = read(file);
    assertEquals(300, kept.size());
    for (int i = 0; i < 300; i++) {
      assertArrayEquals(frame(i % 3 == 0 ? 65_550 : 700, i), kept.get(i).bytes());
    }
  }

  @Test
  void whenIdleAllIsInTheFile() throws Exception {
    Path file = folder.resolve("a.pcap");
    try (CaptureFileLink recording = CaptureFileLink.open(link, PlainCaptureOutput.to(file))) {
      link.arrives(frame(60, 1), 60);
      recording.receive(0);
      assertEquals(Optional.empty(), recording.receive(0));
      assertEquals(1, read(file).size());
    }
  }

  @Test
  void closingTwiceDoesNoHarmAndLaterFramesAreNotKept() throws Exception {
    Path file = folder.resolve("a.pcap");
    CaptureFileLink recording = CaptureFileLink.open(link, PlainCaptureOutput.to(file));
    recording.close();
    recording.close();
    link.arrives(frame(60, 1), 60);
    assertEquals(60, recording.receive(0).orElseThrow().length());
    assertEquals(List.of(), read(file));
    assertEquals(Optional.empty(), recording.trouble());
  }

  @Test
  void aFileThatCannotBeBegunIsNamedAndTheLinkIsClosed() throws IOException {
    CaptureOutput full = PlainCaptureOutput.to(Path.of("/dev/full"));
    assertEquals(
        "cannot write the capture file /dev/full (No space left on device)",
        assertThrows(LinkException.class, () -> CaptureFileLink.open(link, full)).getMessage());
    assertEquals(1, link.closed);
  }

  @Test
  void aFileThatIsThereIsReplaced() throws Exception {
    Path file = folder.resolve("a.pcap");
    Files.write(file, new byte[100_000]);
    CaptureFileLink.open(link, PlainCaptureOutput.to(file)).close();
    assertEquals(List.of(), read(file));
    assertEquals(24, Files.size(file));
  }

  @Test
  void whenTheProcessIsToldToEndTheFileIsWhole() throws Exception {
    for (String signal : new String[] {"TERM", "INT"}) {
      Path file = folder.resolve(signal + ".pcap");
      Process process = ChildProcess.start(InterruptedRun.class, file.toString());
      try {
        assertEquals("recording", ChildProcess.firstLine(process));
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        assertEquals(signal.equals("TERM") ? 143 : 130, process.waitFor());
        assertEquals(InterruptedRun.FRAMES + 1, read(file).size());
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static byte[] frame(int length, int number) {
    byte[] frame = new byte[length];
    for (int i = 0; i < length; i++) {
      frame[i] = (byte) (number + i);
    }
    return frame;
  }

  private static List<Kept> read(Path file)
      throws IOException, PcapNativeException, NotOpenException {
    assertTrue(Files.size(file) >= 24);
    List<Kept> kept = new ArrayList<>();
    try (PcapHandle handle = Pcaps.openOffline(file.toString(), TimestampPrecision.NANO)) {
      assertEquals(LinkType.ETHERNET.captureNumber(), handle.getDlt().value());
      while (true) {
        byte[] bytes = handle.getNextRawPacketEx();
        long at =
            Math.floorDiv(handle.getTimestamp().getTime(), 1000L) * 1_000_000_000L
                + handle.getTimestamp().getNanos();
        kept.add(new Kept(at, bytes, handle.getOriginalLength()));
      }
    } catch (EOFException end) {
      return kept; // a damaged file libpcap complains of
    } catch (TimeoutException e) {
      throw new AssertionError("a file has no time-out", e);
    }
  }
}
