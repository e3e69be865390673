package dev.jnet.command.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.app.InProcess;
import dev.jnet.testnet.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jnet read} on captures of jnet's own, whole and damaged. */
class ReadCommandTest {
  @TempDir Path folder;

  private Path captured() {
    Path file = folder.resolve("walk.pcap");
    InProcess.jnet(
        "walk", "--lab", "home", "-q", "--pcap", file.toString(), "http://www.lab.test/");
    return file;
  }

  @Test
  void conversationsOfAWalkAreRead() {
    ReadAnswer answer = ReadAnswer.of(captured());
    assertEquals("ok", answer.verdict(), answer::toString);
    assertEquals(0, answer.outcome().exit());
    assertEquals(1460, answer.sum("mss") / 2, answer::toString);
    assertTrue(answer.text().contains(":80"), answer.text());
  }

  @Test
  void flowIsShownWithTheLadderOfItsHandshake() {
    String told = ReadAnswer.of(captured()).text("--flow", "1");
    assertTrue(told.contains("Handshake of conversation 1"), told);
    assertTrue(told.replaceAll(" +", " ").contains("ms client server"), told);
    assertTrue(told.contains("SYN_SENT") && told.contains("SYN_RECEIVED"), told);
    assertTrue(told.contains("ESTABLISHED"), told);
    assertTrue(told.contains("Segments of conversation 1"), told);
    String none = ReadAnswer.of(captured()).text("--flow", "9");
    assertTrue(none.contains("there is no conversation 9 (--flow)"), none);
  }

  @Test
  void pageForABrowserSaysWhatTheReportSays() throws IOException {
    Path page = folder.resolve("page.html");
    Path file = captured();
    Outcome outcome =
        InProcess.jnet("read", "--html", page.toString(), "--color=never", file.toString());
    assertEquals(0, outcome.exit(), outcome::toString);
    String html = Files.readString(page);
    assertTrue(html.contains("<title>jnet read " + file + "</title>"), html);
    assertTrue(html.contains("<span class=\"c32\">ok</span>. Nothing is wrong"), html);
    assertTrue(html.contains("TCP conversation"), html);
    assertFalse(html.contains("\u001b"), html);
  }

  @Test
  void bareAnswerIsOneWord() {
    Outcome outcome = InProcess.jnet("read", "-q", captured().toString());
    assertEquals("ok\n", outcome.out());
  }

  @Test
  void truncatedFileIsReadAsFarAsItGoes() throws IOException {
    byte[] bytes = Files.readAllBytes(captured());
    Path cut = folder.resolve("cut.pcap");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 7));
    ReadAnswer answer = ReadAnswer.of(cut);
    assertTrue(
        answer
            .outcome()
            .err()
            .contains("frames can be read: the file is cut off: the part that starts at byte"),
        answer::toString);
    assertFalse(answer.causes().contains("port-filtered"), answer::toString);
  }

  /**
   * The first frames of a capture of jnet's own as pcapng, whose statistics tell a number of
   * losses.
   */
  private Path pcapng(Path pcap, int frames, long lost) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(pcap)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out = ByteBuffer.allocate(2 * in.capacity() + 200).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putInt(1).putLong(-1).putInt(28);
    out.putInt(1).putInt(20).putInt(in.getInt(20)).putInt(0).putInt(20);
    in.position(24);
    for (int i = 0; i < frames; i++) {
      long micros = in.getInt() * 1_000_000L + in.getInt() / 1000;
      byte[] frame = new byte[in.getInt()];
      in.getInt();
      in.get(frame);
      int length = 32 + (frame.length + 3) / 4 * 4;
      out.putInt(6).putInt(length).putInt(0).putInt((int) (micros >>> 32)).putInt((int) micros);
      out.putInt(frame.length).putInt(frame.length).put(frame);
      out.put(new byte[length - 32 - frame.length]).putInt(length);
    }
    out.putInt(5).putInt(36).putInt(0).putLong(0);
    out.putShort((short) 5).putShort((short) 8).putLong(lost).putInt(36);
    return Files.write(
        folder.resolve(lost + ".pcapng"), Arrays.copyOf(out.array(), out.position()));
  }

  @Test
  void silenceIsNoFaultWhereTheFileTellsOfFramesThatWereNotCaptured() throws IOException {
    Path lab =
        Files.writeString(
            folder.resolve("filtered.lab"),
            """
            title A port is filtered
            client laptop 192.168.1.20/24
            router gateway 192.168.1.1/24 dns
            host www.lab.test 198.51.100.80/24 filtered 81
            link laptop gateway mtu 1500
            link gateway www.lab.test mtu 1500
            """);
    Path file = folder.resolve("silent.pcap");
    Outcome asked =
        InProcess.jnet(
            "handshake", "--lab", lab.toString(), "--pcap", file.toString(), "www.lab.test:81");
    assertTrue(Files.exists(file), asked::toString);
    ReadAnswer whole = ReadAnswer.of(pcapng(file, 1, 0));
    assertEquals("broken", whole.verdict(), whole::toString);
    assertFalse(whole.text().contains("Not seen"), whole.text());
    ReadAnswer lossy = ReadAnswer.of(pcapng(file, 1, 12));
    assertEquals("unknown", lossy.verdict(), lossy::toString);
    assertEquals(2, lossy.outcome().exit());
    assertTrue(lossy.outcome().out().contains("\"uncaptured\":12,"), lossy::toString);
    String words = lossy.text().replaceAll("\\s+", " ");
    assertTrue(words.contains("Frames were not captured, and what is missing here may be"), words);
    assertTrue(words.contains("Not seen 12 frames that came faster than"), words);
    assertTrue(words.contains("a guess: other causes look the same"), words);
  }

  @Test
  void fileThatIsNoCaptureIsRefusedInOneLineWithACommandThatMakesOne() throws IOException {
    byte[] header = Arrays.copyOf(Files.readAllBytes(captured()), 10);
    for (byte[] bytes :
        List.of(
            new byte[0],
            new byte[] {'a'},
            "this is no capture, but text".getBytes(UTF_8),
            header)) {
      Path file = Files.write(folder.resolve("report.txt"), bytes);
      Outcome outcome = InProcess.jnet("read", file.toString());
      assertEquals(2, outcome.exit(), outcome::toString);
      assertEquals(
          "jnet: "
              + file
              + ": not a capture file: jnet reads pcap and pcapng, as tcpdump -w FILE writes them\n",
          outcome.err());
    }
  }

  @Test
  void compressedCaptureIsRefusedWithACommandThatDecompressesIt() throws IOException {
    Path file = folder.resolve("walk.pcap.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      Files.copy(captured(), out);
    }
    Outcome outcome = InProcess.jnet("read", file.toString());
    assertEquals(2, outcome.exit(), outcome::toString);
    assertEquals(
        "jnet: "
            + file
            + ": compressed by gzip; jnet reads pcap and pcapng: gzip -dc FILE | jnet read -\n",
        outcome.err());
  }

  @Test
  void missingFileIsRefusedWithItsName() {
    String none = folder.resolve("none").toString();
    Outcome missing = InProcess.jnet("read", none);
    assertEquals(2, missing.exit(), missing::toString);
    assertEquals("jnet: " + none + ": No such file or directory\n", missing.err());
  }

  /** Whatever the bytes are, there is an answer or one line of complaint. */
  @Test
  void damagedFilesGiveAnAnswerOrAComplaint() throws IOException {
    byte[] bytes = Files.readAllBytes(captured());
    Random random = new Random(7);
    Path file = folder.resolve("damaged.pcap");
    for (int i = 0; i < 300; i++) {
      byte[] damaged = bytes.clone();
      for (int j = 0; j <= i % 20; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(file, Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length)));
      Outcome outcome = InProcess.jnet("read", file.toString());
      assertTrue(outcome.exit() >= 0 && outcome.exit() <= 2, outcome::toString);
      assertFalse(outcome.err().contains("Exception"), outcome::toString);
    }
  }
}
