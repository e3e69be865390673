package dev.jnet.link.pcap;

import dev.jnet.link.CapturePort;
import dev.jnet.link.Captured;
import dev.jnet.link.ClosingSockets;
import dev.jnet.link.Frame;
import dev.jnet.link.Link;
import dev.jnet.link.LinkClock;
import dev.jnet.link.LinkException;
import dev.jnet.link.LinkType;
import dev.jnet.link.OtherInterfaces;
import dev.jnet.link.Poller;
import dev.jnet.unit.Nanos;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A link on a real interface. It has the clock, waits for frames, and recognizes sent ones. */
abstract class CapturingLink implements Link {
  /**
   * How often it is checked that the interface is up, in ns. A wait in ppoll(2) sees an error of
   * the socket. But libpcap may have taken the error from the socket when it read, without
   * reporting it.
   */
  private static final long LOOK_EVERY = 250 * Nanos.MILLISECOND;

  private final CapturePort[] ports;
  private Poller poller;
  private final SentFrames sent;

  /** One for each address of this host whose packets are taken from anywhere. */
  private final List<OtherInterfaces> others = new ArrayList<>();

  private final Optional<WakeUp> wakeUp;
  private boolean othersReady;
  private boolean closed;
  private long lookedAt;
  final LinkClock clock = new LinkClock();

  CapturingLink(
      SentFrames sent,
      Optional<OtherInterfaces> others,
      Optional<WakeUp> wakeUp,
      CapturePort... ports) {
    this.sent = sent;
    this.ports = ports;
    this.wakeUp = wakeUp;
    if (others.isPresent()) {
      this.others.add(others.get());
    }
    poller = poller();
    lookedAt = clock.now();
  }

  private Poller poller() {
    int[] descriptors = new int[ports.length + others.size() + (wakeUp.isPresent() ? 1 : 0)];
    for (int i = 0; i < ports.length; i++) {
      descriptors[i] = ports[i].descriptor();
    }
    for (int i = 0; i < others.size(); i++) {
      descriptors[ports.length + i] = others.get(i).descriptor();
    }
    if (wakeUp.isPresent()) {
      descriptors[descriptors.length - 1] = wakeUp.get().descriptor();
    }
    return new Poller(descriptors);
  }

  /** From now on takes packets for one more address of this host from other interfaces. */
  void alsoTake(String name, InetAddress address) {
    for (OtherInterfaces each : others) {
      if (each.isFor(address)) {
        return;
      }
    }
    Optional<OtherInterfaces> more = OtherInterfaces.open(name, type(), address);
    if (more.isPresent()) {
      others.add(more.get());
      poller = poller();
    }
  }

  /** Sends a frame by the interface. */
  abstract void transmit(byte[] frame) throws LinkException;

  /** The next frame that has arrived already; empty when there is none. Does not wait. */
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
    // first, so that it is recognized as soon as it is captured
    sent.add(frame, clock.now());
    try {
      transmit(frame);
    } catch (LinkException e) {
      sent.withdrawLast();
      throw e;
    }
  }

  /** Whether a sent frame may still be captured. */
  boolean hasUnseen() {
    return !sent.isEmpty();
  }

  /** The array that was sent as this frame; null when it was not sent through this link. */
  byte[] sentAs(Captured captured) {
    return sent.take(captured.bytes(), captured.length(), clock.now());
  }

  /** A captured frame: outgoing with the array that was sent, or incoming when that is null. */
  Frame frame(Captured captured, byte[] sentAs) {
    boolean outgoing = sentAs != null;
    byte[] bytes = outgoing ? sentAs : captured.bytes();
    return new Frame(type(), bytes, captured.length(), clock.at(captured.stamp()), outgoing);
  }

  /** A captured frame that this machine's kernel or another of its programs sent. */
  Frame foreign(Captured captured) {
    long at = clock.at(captured.stamp());
    return new Frame(type(), captured.bytes(), captured.length(), at, true, true);
  }

  /** The next packet that the last wait found on another interface; empty when there is none. */
  Optional<Frame> nextElsewhere() throws LinkException {
    for (int i = 0; othersReady && i < others.size(); i++) {
      Optional<Frame> frame = others.get(i).next(clock);
      if (frame.isPresent()) {
        return frame;
      }
    }
    othersReady = false;
    return Optional.empty();
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    Optional<Frame> frame = next();
    while (frame.isEmpty()) {
      long now = clock.now();
      boolean news = poller.readable(now, Math.min(deadline, now + LOOK_EVERY));
      look(clock.now());
      if (news) {
        for (int i = 0; i < others.size(); i++) {
          othersReady |= poller.isReady(ports.length + i);
        }
        frame = next();
      }
      if (frame.isEmpty() && (isWoken(news) || clock.now() >= deadline)) {
        break;
      }
    }
    return frame;
  }

  private boolean isWoken(boolean news) {
    return news
        && wakeUp.isPresent()
        && poller.isReady(ports.length + others.size())
        && wakeUp.get().isTaken();
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
    for (CapturePort port : ports) {
      frames += port.uncaptured();
    }
    return frames;
  }

  /** Closes the interface, which takes the kernel some 15 to 30 ms: print answers before. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Runnable[] closings = new Runnable[ports.length + others.size()];
    for (int i = 0; i < ports.length; i++) {
      closings[i] = ports[i]::close;
    }
    for (int i = 0; i < others.size(); i++) {
      closings[ports.length + i] = others.get(i)::close;
    }
    ClosingSockets.begin(closings).await();
  }
}
