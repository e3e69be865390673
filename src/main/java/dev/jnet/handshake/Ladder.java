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

/** The segments of one connection in the order in which they were seen, one step for each. */
final class Ladder {
  /** How many steps are recorded; a handshake does not need as many. */
  private static final int MAX_STEPS = 10_000;

  private final HandshakeQuestion question;
  private final List<Step> steps = new ArrayList<>();
  private final IdentityHashMap<Probe, Integer> unstamped = new IdentityHashMap<>();

  /**
   * What both sides agreed on, and how the connection ended.
   *
   * @param options what both SYNs agreed on
   * @param effectiveMss the most bytes of data in one segment from this host; 0 without a
   *     connection
   */
  record Terms(OptionsInForce options, int effectiveMss, Ending ending) {
    /**
     * The terms of a connection that jnet itself makes; {@code connection} is null before it
     * begins.
     */
    static Terms of(HandshakeQuestion question, Connection connection) {
      return connection == null
          ? new Terms(OptionsInForce.none(question.settings()), 0, Ending.NONE)
          : new Terms(connection.options(), connection.effectiveMss(), connection.ending());
    }
  }

  Ladder(HandshakeQuestion question) {
    this.question = question;
  }

  /** Records a segment that is about to leave this host. */
  void sent(Probe probe, Tcp tcp, long at, TcpState ours) {
    if (steps.size() < MAX_STEPS) {
      unstamped.put(probe, steps.size());
      add(Step.of(true, probe.packet(), tcp, at, ours).unstamped());
    }
  }

  /** Replaces the time of a segment that left by the kernel's stamp. */
  void left(Probe probe, long at) {
    Integer index = unstamped.remove(probe);
    if (index != null) {
      steps.set(index, steps.get(index).leftAt(at));
    }
  }

  /** Records a captured segment of either side. */
  void seen(boolean outgoing, IpPacket packet, Tcp tcp, long at, TcpState ours) {
    add(Step.of(outgoing, packet, tcp, at, ours));
  }

  /** Records a segment that arrived. */
  void received(IpPacket packet, Tcp tcp, long at, TcpState ours) {
    add(Step.of(false, packet, tcp, at, ours));
  }

  /** Records an ICMP error that arrived. */
  void failed(IpPacket packet, IcmpError error, long at, TcpState ours) {
    add(Step.of(packet, error, at, ours));
  }

  private void add(Step step) {
    if (steps.size() < MAX_STEPS) {
      steps.add(step);
    }
  }

  /** Corrects this host's states: the segments suggested a connection, and there was none. */
  void neverEstablished() {
    steps.replaceAll(
        step -> step.ours() == TcpState.ESTABLISHED ? step.inState(TcpState.SYN_SENT) : step);
  }

  /** This host's first SYN; empty when none has left. */
  Optional<Tcp> syn() {
    return first(true, Tcp.SYN);
  }

  /** The first SYN-ACK that arrived; empty when none has. */
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
   * @param noted remarks that the segments alone do not show
   * @param complaint the error of this machine's kernel, when the kernel was to connect and could
   *     not
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
