package dev.jnet.walk.conversation;

import dev.jnet.link.FirstHop;
import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.tcp.Seq;
import dev.jnet.tcp.TcpSettings;
import dev.jnet.unit.Nanos;
import dev.jnet.unit.Port;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Tcp;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One conversation, the test being the network and the server: numbers relative to both SYNs. */
abstract class OneConversation {
  static final long MS = Nanos.MILLISECOND;
  static final InetAddress HERE = Addresses.literal("192.0.2.2");
  static final InetAddress THERE = Addresses.literal("198.51.100.1");
  static final InetAddress ROUTER = Addresses.literal("192.0.2.1");
  static final FirstHop HOP =
      new FirstHop("eth0", LinkType.ETHERNET, 1500, HERE, MacAddress.ZERO, ROUTER, MacAddress.ZERO);
  private static final long IRS = 5_000;

  final SaidAndHeard talk = new SaidAndHeard();
  final Conversation conversation = new Conversation(question(), talk);
  long now = Nanos.SECOND;
  private final List<Probe> probes = new ArrayList<>();
  private long iss;

  /** Without options, so that the numbers are easy to follow. */
  static ConversationQuestion question() {
    TcpSettings settings =
        TcpSettings.linux(4, 1500).withOptions(-1, false, false).withPatience(Nanos.SECOND, 3, 8);
    return new ConversationQuestion(
        THERE,
        new Port(80),
        HOP,
        new Port(50_000),
        settings,
        5 * Nanos.SECOND,
        60 * Nanos.SECOND,
        1);
  }

  /** What leaves next; empty when nothing is due. */
  Optional<Tcp> sent() {
    Optional<Probe> probe = conversation.next(now);
    if (probe.isEmpty()) {
      return Optional.empty();
    }
    probes.add(probe.get());
    try {
      Tcp tcp = Tcp.parse(probe.get().packet());
      iss = tcp.has(Tcp.SYN) ? tcp.sequence() : iss;
      return Optional.of(tcp);
    } catch (MalformedPacketException e) {
      throw new AssertionError(e);
    }
  }

  /** The flags of all that leaves now, such as {@code "SYN"} or {@code "ACK, PSH ACK 3"}. */
  String allSent() {
    List<String> all = new ArrayList<>();
    for (Optional<Tcp> tcp = sent(); tcp.isPresent(); tcp = sent()) {
      int length = tcp.get().payload().length;
      all.add(tcp.get().flagsInWords() + (length > 0 ? " " + length : ""));
    }
    return String.join(", ", all);
  }

  /** Kernel stamps come for all that has left. */
  void stamped(long at) {
    probes.forEach(probe -> conversation.left(probe, at));
  }

  void arrives(int flags, long sequence, long ack) {
    arrives(flags, sequence, ack, "");
  }

  void arrives(int flags, long sequence, long ack, String data) {
    byte[] bytes = data.getBytes(StandardCharsets.US_ASCII);
    long acknowledgment = (flags & Tcp.ACK) != 0 ? Seq.plus(iss, ack) : 0;
    long number = Seq.plus(IRS, sequence);
    Tcp tcp = new Tcp(80, 50_000, number, acknowledgment, flags, 8_000, List.of(), bytes);
    IpPacket packet =
        IpPacket.unsplittable(
            THERE, HERE, 1, 60, new Payload(IpProtocol.TCP, tcp.emit(THERE, HERE)));
    byte[] frame = HOP.frame(packet);
    conversation.arrives(new Frame(LinkType.ETHERNET, frame, frame.length, now, false));
    conversation.accept(new Reply.Segment(lastProbe(), timing(), packet, tcp));
  }

  /** A router's ICMP error about the last segment of ours. */
  void fails(IcmpError error) {
    IpPacket packet =
        IpPacket.unsplittable(ROUTER, HERE, 1, 64, new Payload(IpProtocol.ICMP, new byte[8]));
    byte[] frame = HOP.frame(packet);
    conversation.arrives(new Frame(LinkType.ETHERNET, frame, frame.length, now, false));
    conversation.accept(
        new Reply.Failed(lastProbe(), timing(), packet, lastProbe().packet(), error));
  }

  private Probe lastProbe() {
    return probes.get(probes.size() - 1);
  }

  private Reply.Timing timing() {
    return new Reply.Timing(now, 7 * MS, true, false);
  }

  void establish() {
    allSent();
    now += 7 * MS;
    arrives(Tcp.SYN | Tcp.ACK, 0, 1);
  }

  ConversationResult result() {
    return conversation.result();
  }

  /** A talk that says and does what the test wants. */
  static class SaidAndHeard implements Talk {
    String says = "";
    boolean finished;
    boolean failed;
    boolean isEndless;
    int ends;
    final StringBuilder heard = new StringBuilder();

    @Override
    public byte[] outgoing(long now) {
      String said = says;
      says = "";
      return said.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void incoming(byte[] data, long at) {
      heard.append(new String(data, StandardCharsets.US_ASCII));
    }

    @Override
    public void ended(long at) {
      ends++;
    }

    @Override
    public long steps() {
      return isEndless ? 0 : heard.length();
    }

    @Override
    public boolean finished() {
      return finished;
    }

    @Override
    public boolean failed() {
      return failed;
    }
  }
}
