package dev.jnet.link.pcap;

import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkClock;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.link.OtherInterfaces;
import dev.jnet.link.Poller;
import java.util.Optional;

/** What links on real interfaces have in common: the clock, the waiting, and knowing our frames. */
abstract class CapturingLink implements Link {
  /**
   * How often an interface that is silent is looked at, in ns. (What happens to it can be told by
   * ppoll(2), and is where we wait at that time; but libpcap, when it reads, may have taken the
   * news from the socket, and says nothing of it.)
   */
  private static final long LOOK_EVERY = 250_000_000L;

  private final PcapPort[] ports;
  private final Poller poller;
  private final SentFrames sent;
  private final Optional<OtherInterfaces> others;
  private boolean othersReady;
  private long lookedAt;
  final LinkClock clock = new LinkClock();

  CapturingLink(SentFrames sent, Optional<OtherInterfaces> others, PcapPort... ports) {
    this.sent = sent;
    this.others = others;
    this.ports = ports;
    int[] descriptors = new int[ports.length + (others.isPresent() ? 1 : 0)];
    for (int i = 0; i < ports.length; i++) {
      descriptors[i] = ports[i].descriptor();
    }
    if (others.isPresent()) {
      descriptors[ports.length] = others.get().descriptor();
    }
    poller = new Poller(descriptors);
    lookedAt = clock.now();
  }

  /** Lets a frame out. */
  abstract void transmit(byte[] frame) throws LinkException;

  /** The next frame that is there already. */
  abstract Optional<Frame> next() throws LinkException;

  @Override
  public LinkType type() {
    return ports[0].type();
  }

  @Override
  public long now() {
    return clock.now();
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    // First, so that it is known wherever it is seen.
    sent.add(frame, clock.now());
    try {
      transmit(frame);
    } catch (LinkException e) {
      sent.withdrawLast();
      throw e;
    }
  }

  /** Whether a frame of ours may still be seen to leave. */
  boolean hasUnseen() {
    return !sent.isEmpty();
  }

  /** The array that was sent as this frame; null when it is none of ours. */
  byte[] sentAs(Captured captured) {
    return sent.take(captured.bytes(), captured.length(), clock.now());
  }

  /** A captured frame; an outgoing one where it is known what was sent as it. */
  Frame frame(Captured captured, byte[] sentAs) {
    boolean ours = sentAs != null;
    byte[] bytes = ours ? sentAs : captured.bytes();
    return new Frame(type(), bytes, captured.length(), clock.at(captured.stamp()), ours);
  }

  /** A captured frame that another program on this machine, or its kernel, has sent. */
  Frame foreign(Captured captured) {
    long at = clock.at(captured.stamp());
    return new Frame(type(), captured.bytes(), captured.length(), at, true, true);
  }

  /** The next packet that the last wait found on another interface; empty when there is none. */
  Optional<Frame> nextElsewhere() throws LinkException {
    Optional<Frame> frame = othersReady ? others.get().next(clock) : Optional.empty();
    othersReady = frame.isPresent();
    return frame;
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = next();
    while (frame.isEmpty()) {
      long now = clock.now();
      boolean news = poller.readable(now, Math.min(deadline, now + LOOK_EVERY));
      look(clock.now());
      if (news) {
        othersReady = others.isPresent() && poller.isReady(ports.length);
        frame = next();
      }
      if (frame.isEmpty() && clock.now() >= deadline) {
        break;
      }
    }
    return frame;
  }

  private void look(long now) throws LinkException {
    for (int i = 0; i < ports.length; i++) {
      if (poller.isBroken(i)) {
        ports[i].check();
      }
    }
    if (now - lookedAt > LOOK_EVERY) {
      lookedAt = now;
      ports[0].checkUp();
    }
  }

  @Override
  public long uncaptured() {
    long frames = 0;
    for (PcapPort port : ports) {
      frames += port.uncaptured();
    }
    return frames;
  }

  /** Takes the kernel some 30 ms: say what there is to say before. */
  @Override
  public void close() {
    // All at once: what takes so long is a wait of the kernel's.
    for (int i = 1; i < ports.length; i++) {
      ports[i].beginClosing();
    }
    others.ifPresent(OtherInterfaces::close);
    for (PcapPort port : ports) {
      port.close();
    }
  }
}
