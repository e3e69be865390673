package dev.jnet.link;

import dev.jnet.host.Libc;
import dev.jnet.link.pcap.Pcap;
import java.util.List;

/**
 * A network interface that is being opened, to be followed by {@link #link()} or {@link
 * #abandon()}.
 *
 * <p>Each port's ring takes the kernel 10 ms, which it mostly waits: they are made at once, beside
 * whatever else is to be done.
 */
public final class OpeningLink {
  /** The kernel makes it first in every network namespace, whatever its name. */
  private static final int LOOPBACK_IFINDEX = 1;

  private final String name;
  private final boolean watching;
  private final List<Opening> ports;

  OpeningLink(String name, Capture capture) {
    this.name = name;
    this.watching = capture.watching();
    this.ports =
        Libc.ifNameToIndex(name) == LOOPBACK_IFINDEX
            ? List.of(new Opening(name, capture, Pcap.Direction.BOTH))
            : List.of(
                new Opening(name, capture, Pcap.Direction.IN),
                new Opening(name, capture.ofSent(), Pcap.Direction.OUT));
    for (Opening each : ports) {
      each.start();
    }
  }

  /**
   * The threads that open it, which need the right to capture for it: by their numbers to the
   * kernel, 0 for one that has not begun.
   */
  public int[] threads() {
    int[] numbers = new int[ports.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ports.get(i).number();
    }
    return numbers;
  }

  /**
   * The link, once it is open.
   *
   * @throws LinkException when that is impossible; the message says why and what to do
   */
  public Link link() throws LinkException {
    try {
      PcapPort incoming = ports.get(0).port();
      return ports.size() == 1
          ? LoopbackLink.open(name, incoming)
          : new PcapLink(incoming, ports.get(1).port(), watching);
    } catch (LinkException e) {
      abandon();
      throw e;
    } catch (LinkageError e) {
      abandon();
      throw LibPcap.notLoaded(e);
    }
  }

  /** It is not wanted any more. */
  public void abandon() {
    for (Opening each : ports) {
      each.abandon();
    }
  }
}
