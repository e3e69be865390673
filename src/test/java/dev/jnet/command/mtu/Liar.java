package dev.jnet.command.mtu;

import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.pcap.Capture;
import dev.jnet.testnet.FrameProgram;
import dev.jnet.testnet.Host;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A router that lies: it reports "packet too big" about echo requests, but forwards them. It runs
 * beside the kernel of the router's host, until it is closed.
 */
final class Liar implements AutoCloseable {
  private static final int QUOTE = 128;

  private final FrameProgram program;
  private final int longest;
  private final long claim;
  private final AtomicInteger lies = new AtomicInteger();

  /**
   * Begins to lie on a host's first Ethernet interface.
   *
   * @param longest the largest packet that it does not lie about, in bytes
   * @param claim the MTU that it reports, in bytes
   */
  Liar(Host host, int longest, long claim) {
    this.longest = longest;
    this.claim = claim;
    Capture capture = new Capture("icmp or icmp6", 2048);
    this.program = FrameProgram.answering(host, "liar", capture, this::answer);
  }

  private void answer(Frame frame, Link link) throws LinkException {
    Dissection parts = frame.dissect();
    if (parts.transport().orElse(null) instanceof IcmpEcho echo
        && echo.isRequest()
        && parts.ip().get().totalLength() > longest) {
      IpPacket about = parts.ip().get();
      InetAddress self = Addresses.literal(about.version() == 4 ? "198.18.0.2" : "2001:db8::2");
      byte[] quote = Arrays.copyOf(about.emit(), QUOTE);
      byte[] error = IcmpError.tooBig(about.version(), claim, quote).emit(self, about.source());
      lies.incrementAndGet();
      link.send(FrameProgram.icmpTo(parts, self, error));
    }
  }

  /** How many lies it has told. */
  int lies() {
    return lies.get();
  }

  @Override
  public void close() {
    program.close();
  }
}
