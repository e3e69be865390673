package dev.jnet.link.pcap;

import dev.jnet.link.Captured;
import dev.jnet.link.LinkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the frames of a capture file, one after another, by libpcap: it knows both formats, either
 * byte order, and stamps in µs and ns, and it keeps one frame in memory.
 */
public final class CaptureReader implements AutoCloseable {
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final Pcap pcap;
  private final int linkType;
  private Optional<String> trouble = Optional.empty();

  private CaptureReader(Pcap pcap, int linkType) {
    this.pcap = pcap;
    this.linkType = linkType;
  }

  /**
   * Opens a file.
   *
   * @throws LinkException when it cannot be read, or is no capture; the message says how to make
   *     one
   */
  public static CaptureReader open(String file) throws LinkException {
    try {
      Pcap pcap = Pcap.openFile(file);
      return new CaptureReader(pcap, pcap.linkType());
    } catch (PcapException e) {
      throw new LinkException(isForeign(e) ? noCapture(file) : e.getMessage(), e);
    } catch (LinkageError e) {
      throw new LinkException("libpcap is missing, which reads capture files", e);
    }
  }

  /** Whether libpcap could read the file, and did not find the header of a capture in it. */
  private static boolean isForeign(PcapException e) {
    return e.getMessage().startsWith("unknown file format")
        || e.getMessage().startsWith("truncated dump file");
  }

  private static String noCapture(String file) {
    return compressed(Path.of(file))
        ? "compressed by gzip, and only pcap and pcapng can be read; decompress it first:"
            + " gzip -dc < FILE > capture.pcap"
        : "no capture; wanted is pcap or pcapng, as tcpdump -w FILE writes it";
  }

  /** Whether a file begins as RFC 1952 section 2.3.1 demands of gzip. */
  private static boolean compressed(Path file) {
    if (!Files.isRegularFile(file)) {
      return false; // a pipe's first bytes are gone
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(GZIP.length), GZIP);
    } catch (IOException e) {
      return false;
    }
  }

  /** What its frames begin with: a number of libpcap's {@code DLT_} list. */
  public int linkType() {
    return linkType;
  }

  /**
   * The next frame; empty at the end of the file, and where it is damaged.
   *
   * @param most bytes of it that are taken
   */
  public Optional<Captured> next(int most) {
    if (trouble.isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(pcap.next(most));
    } catch (PcapException e) {
      trouble = Optional.of(e.getMessage());
      return Optional.empty();
    }
  }

  /** Why the rest of the file cannot be read; empty where it was read to its end. */
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void close() {
    pcap.close();
  }
}
