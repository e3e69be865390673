package dev.jnet.link;

import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.link.FragmentJoiner.JoinedPacket;
import dev.jnet.link.ProbeSockets.Ends;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Icmp;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Transport;
import dev.jnet.wire.Udp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A link without privileges, by sockets that the kernel gives an ordinary user: ICMP sockets for
 * echo requests, UDP sockets for datagrams, and their error queues.
 *
 * <p>Packets are given to it as they would be on the wire. Sockets send their data with the same
 * TTL, type of service and DF bit. What the sockets receive is turned into packets again. Some
 * things the kernel does not show: damaged packets, packets that answer nothing that was sent, and
 * the headers in an ICMP error's quote. It needs no libpcap.
 */
public final class SocketLink implements Link {
  /** How often it is checked that the interface is up, in ns. */
  private static final long LOOK_EVERY = 250 * Nanos.MILLISECOND;

  /** The most pairs of sockets at the same time, if the process may have that many descriptors. */
  private static final int MAX_PAIRS = 1024;

  private static final int FEWEST_PAIRS = 16;

  /**
   * The most bytes sent before received packets are read, because the sockets' buffers are small.
   */
  private static final int MAX_UNREAD = 32_768;

  private static Boolean needless;

  /** A socket that asks for stamps from the start, because the kernel needs a moment to begin. */
  private final int stamped = Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);

  private final String name;
  private final boolean bound;
  private final int mtu;
  private final LinkClock clock = new LinkClock();
  private final SocketMessage.Reader reader = new SocketMessage.Reader();
  private final Map<Ends, Dialogue> dialogues = new LinkedHashMap<>(16, 0.75f, true);
  private final FragmentJoiner joiner = new FragmentJoiner();
  private final ArrayDeque<Frame> ready = new ArrayDeque<>();
  private List<Dialogue> polled = List.of();
  private Poller poller = new Poller();
  private int most = MAX_PAIRS;
  private boolean stale;
  private long lookedAt;
  private int unread;
  private boolean open = true;

  private SocketLink(String name, boolean bound, int mtu) {
    this.name = name;
    this.bound = bound;
    this.mtu = mtu;
    this.lookedAt = clock.now();
    ProbeSocket.stamp(stamped);
  }

  /**
   * Makes a link. Its sockets are opened when they are needed.
   *
   * @param interfaceName the interface by which its packets leave
   * @param bound whether they leave by it whatever the routes say
   * @param mtu the length of the largest packet that it takes, in bytes
   */
  public static SocketLink open(String interfaceName, boolean bound, int mtu) {
    return new SocketLink(interfaceName, bound, mtu);
  }

  /**
   * Whether this process could capture and inject at the first call, so that this link is not
   * needed.
   */
  public static boolean isNeedless() {
    if (needless == null) {
      needless = mayCapture();
    }
    return needless;
  }

  private static boolean mayCapture() {
    // a raw socket needs the same capability as a capturing one, and closes at once
    int descriptor = Libc.socket(Libc.AF_INET, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, IpProtocol.ICMP);
    if (descriptor >= 0) {
      Libc.close(descriptor);
      return true;
    }
    return Libc.errno() != Errno.EPERM && Libc.errno() != Errno.EACCES;
  }

  /** Whether this process may send echo requests, which net.ipv4.ping_group_range decides. */
  public static boolean mayEcho() {
    int descriptor =
        Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, IpProtocol.ICMP);
    if (descriptor >= 0) {
      Libc.close(descriptor);
    }
    return descriptor >= 0;
  }

  @Override
  public LinkType type() {
    return LinkType.RAW_IP;
  }

  @Override
  public long now() {
    return clock.now();
  }

  /**
   * {@inheritDoc}
   *
   * @param frame an IP packet with an echo request or a datagram, or a fragment of one. Fragments
   *     have to come in order. They leave together, with the last one
   */
  @Override
  public void send(byte[] frame) throws LinkException {
    requireOpen();
    try {
      IpPacket packet = IpPacket.parse(frame);
      if (packet.isFragment()) {
        Optional<JoinedPacket> joined = joiner.add(frame, packet);
        if (joined.isPresent()) {
          send(joined.get().packet(), joined.get().first(), joined.get().first().length);
        }
      } else if (frame.length > mtu) {
        throw InterfaceTrouble.notSent(name, frame.length, Errno.EMSGSIZE);
      } else {
        send(packet, frame, 0);
      }
    } catch (MalformedPacketException e) {
      throw new LinkException("no packet to send: " + e.getMessage(), e);
    }
  }

  private void send(IpPacket packet, byte[] first, int fragment)
      throws LinkException, MalformedPacketException {
    Transport transport = Transport.parse(packet);
    Ends ends;
    if (transport instanceof Udp udp) {
      ends =
          new Ends(
              IpProtocol.UDP,
              packet.source(),
              udp.sourcePort(),
              packet.destination(),
              udp.destinationPort());
    } else if (transport instanceof IcmpEcho echo && echo.isRequest()) {
      int protocol = IpProtocol.icmp(packet.version());
      ends = new Ends(protocol, packet.source(), echo.identifier(), packet.destination(), 0);
    } else {
      throw new FrameRefusedException(
          FrameRefusedException.Reason.NOT_PERMITTED,
          "without CAP_NET_RAW nothing leaves but echo requests and datagrams"
              + (transport instanceof Icmp ? ", and this is another ICMP message" : ""));
    }
    if (unread + packet.totalLength() > MAX_UNREAD) {
      drain(true);
    }
    unread += packet.totalLength();
    dialogue(ends).send(packet, first, fragment, reader);
  }

  private Dialogue dialogue(Ends ends) throws LinkException {
    Dialogue dialogue = dialogues.get(ends);
    if (dialogue == null) {
      while (dialogues.size() >= most) {
        endEldest();
      }
      dialogue = new Dialogue(ends, sockets(ends), clock);
      dialogues.put(ends, dialogue);
      stale = true;
    }
    return dialogue;
  }

  /**
   * Opens a pair of sockets. When there are no more descriptors, an eighth of the pairs is closed,
   * and from then on no more pairs are open than remain.
   */
  private ProbeSockets sockets(Ends ends) throws LinkException {
    while (true) {
      try {
        return ProbeSockets.open(name, bound, ends);
      } catch (ProbeSocket.TooManyException e) {
        if (dialogues.size() <= FEWEST_PAIRS) {
          throw e;
        }
        most = dialogues.size() - dialogues.size() / 8;
        while (dialogues.size() >= most) {
          endEldest();
        }
      }
    }
  }

  private void endEldest() throws LinkException {
    Iterator<Dialogue> all = dialogues.values().iterator();
    try (Dialogue eldest = all.next()) {
      collect(eldest);
    }
    all.remove();
    stale = true;
  }

  @Override
  public Optional<Frame> receive(long deadline) throws LinkException {
    requireOpen();
    while (ready.isEmpty()) {
      if (stale) {
        watch();
      }
      long now = clock.now();
      boolean news = poller.readable(now, Math.min(deadline, now + LOOK_EVERY));
      if (news) {
        drain(false);
      }
      look(clock.now());
      if (ready.isEmpty() && clock.now() >= deadline) {
        return Optional.empty();
      }
    }
    return Optional.of(ready.remove());
  }

  /** Makes the poller wait for the sockets that are open now. */
  private void watch() {
    polled = List.copyOf(dialogues.values());
    int[] descriptors = new int[2 * polled.size()];
    for (int i = 0; i < polled.size(); i++) {
      descriptors[2 * i] = polled.get(i).sockets().receiver();
      descriptors[2 * i + 1] = polled.get(i).sockets().sender();
    }
    poller = new Poller(descriptors);
    stale = false;
  }

  /** Reads what has arrived at all sockets, or at those that the last wait found ready. */
  private void drain(boolean all) throws LinkException {
    unread = 0;
    if (all) {
      for (Dialogue dialogue : new ArrayList<>(dialogues.values())) {
        collect(dialogue);
      }
      return;
    }
    for (int i = 0; i < polled.size(); i++) {
      if (poller.isReady(2 * i) || poller.isReady(2 * i + 1)) {
        collect(polled.get(i));
      }
    }
  }

  /** Reads one dialogue's frames, and adds them in the order of their times. */
  private void collect(Dialogue dialogue) throws LinkException {
    List<Frame> frames = new ArrayList<>();
    dialogue.read(frames, reader);
    frames.sort(
        (a, b) ->
            a.at() != b.at()
                ? Long.compare(a.at(), b.at())
                : Boolean.compare(b.outgoing(), a.outgoing()));
    ready.addAll(frames);
  }

  private void look(long now) throws LinkException {
    if (now - lookedAt > LOOK_EVERY) {
      lookedAt = now;
      InterfaceTrouble.requireUp(name);
    }
  }

  private void requireOpen() throws LinkException {
    if (!open) {
      throw new LinkException("the link has been closed");
    }
  }

  @Override
  public void close() {
    if (open) {
      Libc.close(stamped);
    }
    open = false;
    for (Dialogue dialogue : dialogues.values()) {
      dialogue.close();
    }
    dialogues.clear();
  }
}
