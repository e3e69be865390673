package dev.jnet.link.pcap;

import dev.jnet.link.Captured;
import dev.jnet.link.LinkException;
import java.util.Optional;

/**
 * Reads the frames of a capture file, one after another, by libpcap: it knows both formats, either
 * byte order, and stamps in µs and ns, and it keeps one frame in memory.
 */
public final class CaptureReader implements AutoCloseable {
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
   * @throws LinkException when it cannot be read, or is no capture
   */
  public static CaptureReader open(String file) throws LinkException {
    try {
      Pcap pcap = Pcap.openFile(file);
      return new CaptureReader(pcap, pcap.linkType());
    } catch (PcapException e) {
      throw new LinkException(e.getMessage(), e);
    } catch (LinkageError e) {
      throw new LinkException("libpcap is missing, which reads capture files", e);
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
