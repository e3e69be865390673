package dev.jnet.command.mtu;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.link.pcap.Capture;
import dev.jnet.link.pcap.Links;
import dev.jnet.testnet.Host;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a router lies: "packet too big", about echo requests that it forwards all the same. It runs
 * beside the kernel of the router's host, until it is closed.
 */
final class Liar implements AutoCloseable {
  private static final long SLICE = 20_000_000L;
  private static final int QUOTE = 128;

  private final Link link;
  private final int longest;
  private final long claim;
  private final Thread thread = new Thread(this::lie, "liar");
  private volatile boolean closing;
  private final AtomicInteger lies = new AtomicInteger();
  private volatile LinkException trouble;

  /**
   * Begins to lie on a host's first Ethernet interface.
   *
   * @param longest bytes of the largest packet about which nothing is said
   * @param claim the MTU that all others are told
   */
  Liar(Host host, int longest, long claim) {
    this.longest = longest;
    this.claim = claim;
    this.link = host.inside(() -> Links.open("eth0", new Capture("icmp or icmp6", 2048)));
    thread.start();
  }

  private void lie() {
    try {
      while (!closing) {
        Optional<Frame> frame = link.receive(link.now() + SLICE);
        if (frame.isPresent() && !frame.get().outgoing()) {
          answer(frame.get());
        }
      }
    } catch (LinkException e) {
      trouble = e;
    }
  }

  private void answer(Frame frame) throws LinkException {
    Dissection parts = frame.dissect();
    if (parts.transport().orElse(null) instanceof IcmpEcho echo
        && echo.isRequest()
        && parts.ip().get().totalLength() > longest) {
      IpPacket about = parts.ip().get();
      InetAddress self = Addresses.literal(about.version() == 4 ? "198.18.0.2" : "2001:db8::2");
      byte[] quote = Arrays.copyOf(about.emit(), QUOTE);
      byte[] error = IcmpError.tooBig(about.version(), claim, quote).emit(self, about.source());
      lies.incrementAndGet();
      link.send(
          new FirstHop(
                  "eth0",
                  LinkType.ETHERNET,
                  1500,
                  self,
                  parts.ethernet().get().destination(),
                  about.source(),
                  parts.ethernet().get().source())
              .frame(
                  IpPacket.unsplittable(
                      self,
                      about.source(),
                      1,
                      64,
                      about.version() == 4 ? IpProtocol.ICMP : IpProtocol.ICMPV6,
                      error)));
    }
  }

  /** How many lies it has told. */
  int lies() {
    return lies.get();
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
      link.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (LinkException e) {
      throw new IllegalStateException(e);
    }
    if (trouble != null) {
      throw new IllegalStateException(trouble);
    }
  }
}
