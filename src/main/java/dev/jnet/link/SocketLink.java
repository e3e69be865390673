package dev.jnet.link;

import dev.jnet.host.Errno;
import dev.jnet.host.Libc;
import dev.jnet.link.PieceJoiner.JoinedPacket;
import dev.jnet.link.ProbeSockets.Ends;
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
 * What the kernel gives an ordinary user for a link: ICMP sockets for echo requests, UDP sockets
 * for datagrams, and their error queues.
 *
 * <p>Packets go in as they would be on the wire; of them leave, through sockets, what they carry,
 * with the same TTL, type of service and DF bit. What comes back is put together as the packets
 * that must have brought it: what the kernel keeps for itself is not seen (damaged packets, those
 * about nothing that was sent, the header in an ICMP error's quote). It takes no libpcap.
 */
public final class SocketLink implements Link {
  /** How often an interface that is silent is looked at, in ns. */
  private static final long LOOK_EVERY = 250_000_000L;

  /** Pairs of sockets at once, of two descriptors each, where the process may have so many. */
  private static final int MAX_PAIRS = 1024;

  private static final int FEWEST_PAIRS = 16;

  /** Bytes that may be on their way before what came is read: buffers are small. */
  private static final int MAX_UNREAD = 32_768;

  private static Boolean needless;

  /** Asked for stamps from the start: the kernel takes a moment to begin with them. */
  private final int stamped = Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);

  private final String name;
  private final boolean bound;
  private final int mtu;
  private final LinkClock clock = new LinkClock();
  private final SocketMessage.Reader reader = new SocketMessage.Reader();
  private final Map<Ends, Dialogue> dialogues = new LinkedHashMap<>(16, 0.75f, true);
  private final PieceJoiner joiner = new PieceJoiner();
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
    ProbeSockets.stamp(stamped);
  }

  /**
   * A link by sockets.
   *
   * @param interfaceName by which its packets leave
   * @param bound whether they are to leave by it whatever the routes say
   * @param mtu bytes of the largest packet that it takes
   */
  public static SocketLink open(String interfaceName, boolean bound, int mtu) {
    return new SocketLink(interfaceName, bound, mtu);
  }

  /** Whether this process may capture and inject, or might when it was asked first. */
  public static boolean isNeedless() {
    if (needless == null) {
      needless = mayCapture();
    }
    return needless;
  }

  private static boolean mayCapture() {
    // a raw socket takes the same capability as a capturing one, and is gone at once
    int descriptor = Libc.socket(Libc.AF_INET, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, IpProtocol.ICMP);
    if (descriptor >= 0) {
      Libc.close(descriptor);
      return true;
    }
    return Libc.errno() != Errno.EPERM && Libc.errno() != Errno.EACCES;
  }

  /** Whether this process may send echo requests: net.ipv4.ping_group_range allows it. */
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
   * @param frame an IP packet with an echo request or a datagram, or a piece of one: pieces come in
   *     order, and leave together with the last of them
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

  private void send(IpPacket packet, byte[] first, int piece)
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
    dialogue(ends).send(packet, first, piece, reader);
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
   * Opens a pair; where there are no more descriptors, an eighth of them is to be left to others.
   */
  private ProbeSockets sockets(Ends ends) throws LinkException {
    while (true) {
      try {
        return ProbeSockets.open(name, bound, ends);
      } catch (ProbeSockets.TooManyException e) {
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

  /** Takes the sockets that there are now for those to be waited for. */
  private void watch() {
    polled = List.copyOf(dialogues.values());
    int[] descriptors = new int[2 * polled.size()];
    for (int i = 0; i < polled.size(); i++) {
      descriptors[2 * i] = polled.get(i).sockets().hearer();
      descriptors[2 * i + 1] = polled.get(i).sockets().sender();
    }
    poller = new Poller(descriptors);
    stale = false;
  }

  /** Reads what is there: of those that the last wait found ready, or of all. */
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

  /** Reads one dialogue, and hands out what there is in the order of time. */
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
