package dev.jnet.link;

import java.util.Optional;
import org.pcap4j.core.PcapHandle.PcapDirection;

/**
 * A network interface opened through libpcap.
 *
 * <p>Two handles, for two reasons. A handle does not capture what it sends itself, so another one
 * has to see our frames leave. And libpcap does not tell which way a frame went: so one handle
 * takes only what comes in, and sends; the other takes only what goes out. Of the latter the frames
 * that were sent through this link are handed on, as the arrays that were sent; those of the kernel
 * and of other programs are not ours, and are dropped.
 *
 * <p>Both streams are merged by the kernel's stamps: a frame is handed out before its answer.
 */
final class PcapLink implements Link {
  private final PcapPort incoming;
  private final PcapPort outgoing;
  private final Poller poller;
  private final LinkClock clock = new LinkClock();
  private final SentFrames sent = new SentFrames(false);
  private PcapPort.Captured in;
  private Frame out;

  private PcapLink(PcapPort incoming, PcapPort outgoing) {
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.poller = new Poller(incoming.descriptor(), outgoing.descriptor());
  }

  static PcapLink open(String name, Capture capture) throws LinkException {
    PcapPort incoming = PcapPort.open(name, capture);
    try {
      incoming.filter(PcapDirection.IN, capture.filter());
      PcapPort outgoing = PcapPort.open(name, capture);
      try {
        outgoing.filter(PcapDirection.OUT, capture.filter());
        return new PcapLink(incoming, outgoing);
      } catch (LinkException | RuntimeException | Error e) {
        outgoing.close();
        throw e;
      }
    } catch (LinkException | RuntimeException | Error e) {
      incoming.close();
      throw e;
    }
  }

  @Override
  public LinkType type() {
    return incoming.type();
  }

  @Override
  public long now() {
    return clock.now();
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    sent.add(frame, clock.now());
    try {
      incoming.inject(frame);
    } catch (LinkException e) {
      sent.withdrawLast();
      throw e;
    }
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = next();
    while (frame.isEmpty()) {
      if (!poller.readable(clock.now(), deadline)) {
        return Optional.empty();
      }
      if (poller.isBroken(0) || poller.isBroken(1)) {
        incoming.check();
        outgoing.check();
      }
      frame = next();
    }
    return frame;
  }

  /** The earlier of both streams' next frames. What comes in is read first: see below. */
  private Optional<Frame> next() throws LinkException {
    if (in == null) {
      in = incoming.next();
    }
    // An answer is there only when its question has left: what is not seen now came later.
    if (out == null) {
      out = nextOfOurs();
    }
    if (out != null && (in == null || out.at() <= clock.at(in.stamp()))) {
      Frame frame = out;
      out = null;
      return Optional.of(frame);
    }
    if (in == null) {
      return Optional.empty();
    }
    Frame frame = new Frame(type(), in.octets(), in.length(), clock.at(in.stamp()), false);
    in = null;
    return Optional.of(frame);
  }

  private Frame nextOfOurs() throws LinkException {
    PcapPort.Captured captured = outgoing.next();
    while (captured != null) {
      byte[] frame = sent.take(captured.octets(), captured.length(), clock.now());
      if (frame != null) {
        return new Frame(type(), frame, captured.length(), clock.at(captured.stamp()), true);
      }
      captured = outgoing.next();
    }
    return null;
  }

  /** Takes some 60 ms, in the kernel: say what there is to say before. */
  @Override
  public void close() {
    incoming.close();
    outgoing.close();
  }
}
