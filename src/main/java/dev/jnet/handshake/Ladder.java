package dev.jnet.handshake;

import dev.jnet.probe.Probe;
import dev.jnet.tcp.Connection;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The segments of one connection as they were seen, a step each. */
final class Ladder {
  /** Steps written down; a connection that has more is no handshake any more. */
  private static final int MAX_STEPS = 10_000;

  private final HandshakeQuestion question;
  private final List<Step> steps = new ArrayList<>();
  private final IdentityHashMap<Probe, Integer> unstamped = new IdentityHashMap<>();

  /**
   * What a connection came to.
   *
   * @param options what both SYNs agreed on
   * @param effectiveMss bytes of data in one of our segments at most; 0 without a connection
   */
  record Terms(OptionsInForce options, int effectiveMss, Ending ending) {
    /** Of a connection of our own; null where it has not even begun. */
    static Terms of(HandshakeQuestion question, Connection connection) {
      return connection == null
          ? new Terms(OptionsInForce.none(question.settings()), 0, Ending.NONE)
          : new Terms(connection.options(), connection.effectiveMss(), connection.ending());
    }
  }

  Ladder(HandshakeQuestion question) {
    this.question = question;
  }

  /** A segment of ours is about to leave. */
  void sent(Probe probe, Tcp tcp, long at, TcpState ours) {
    if (steps.size() < MAX_STEPS) {
      unstamped.put(probe, steps.size());
      add(Step.of(true, probe.packet(), tcp, at, ours).unstamped());
    }
  }

  /** The kernel's stamp of a segment that left has come. */
  void left(Probe probe, long at) {
    Integer index = unstamped.remove(probe);
    if (index != null) {
      steps.set(index, steps.get(index).leftAt(at));
    }
  }

  /** A segment of either side was captured. */
  void seen(boolean outgoing, IpPacket packet, Tcp tcp, long at, TcpState ours) {
    add(Step.of(outgoing, packet, tcp, at, ours));
  }

  /** A segment came. */
  void received(IpPacket packet, Tcp tcp, long at, TcpState ours) {
    add(Step.of(false, packet, tcp, at, ours));
  }

  /** An ICMP error came. */
  void failed(IpPacket packet, IcmpError error, long at, TcpState ours) {
    add(Step.of(packet, error, at, ours));
  }

  private void add(Step step) {
    if (steps.size() < MAX_STEPS) {
      steps.add(step);
    }
  }

  /** Our first SYN; empty when none has left. */
  Optional<Tcp> syn() {
    return first(true, Tcp.SYN);
  }

  /** The first SYN-ACK that came; empty when none has. */
  Optional<Tcp> synAck() {
    return first(false, Tcp.SYN | Tcp.ACK);
  }

  private Optional<Tcp> first(boolean outgoing, int flags) {
    return steps.stream()
        .filter(step -> step.outgoing() == outgoing)
        .flatMap(step -> step.tcp().stream())
        .filter(tcp -> tcp.has(flags))
        .findFirst();
  }

  /**
   * All that is known of the connection.
   *
   * @param noted the remarks that only whoever drove the connection could make
   * @param complaint what this machine's kernel said, where it made the connection
   */
  HandshakeResult result(
      PortAnswer answer, Terms terms, byte[] reply, Set<Remark> noted, Optional<String> complaint) {
    LadderReading reading = new LadderReading(question.settings(), steps);
    return new HandshakeResult(
        question.port().number(),
        answer.status(),
        PeerStates.infer(steps),
        answer.filter(),
        syn(),
        synAck(),
        terms.options(),
        terms.effectiveMss(),
        answer.roundTrip(),
        answer.exact(),
        terms.ending(),
        reply,
        reading.remarks(syn(), synAck(), terms.effectiveMss(), noted),
        complaint,
        Optional.empty());
  }
}
