package dev.jnet.handshake;

import dev.jnet.handshake.HandshakeResult.Filter;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.probe.Probe;
import dev.jnet.tcp.Connection;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The segments of one connection as they were seen, and what can be told from them. */
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
   * @param effectiveMss octets of data in one of our segments at most; 0 without a connection
   */
  record Terms(OptionsInForce options, int effectiveMss, Ending ending) {
    /** Of a connection of our own, which may not even have begun. */
    static Terms of(HandshakeQuestion question, Connection connection) {
      return connection == null
          ? new Terms(OptionsInForce.none(question.settings()), 0, Ending.NONE)
          : new Terms(connection.options(), connection.effectiveMss(), connection.ending());
    }
  }

  Ladder(HandshakeQuestion question) {
    this.question = question;
  }

  void sent(Probe probe, Tcp tcp, long at, TcpState ours) {
    if (steps.size() < MAX_STEPS) {
      unstamped.put(probe, steps.size());
      add(at, false, true, probe.packet(), Optional.of(tcp), Optional.empty(), ours);
    }
  }

  void left(Probe probe, long at) {
    Integer index = unstamped.remove(probe);
    if (index != null) {
      steps.set(index, steps.get(index).leftAt(at));
    }
  }

  void seen(boolean outgoing, IpPacket packet, Tcp tcp, long at, TcpState ours) {
    add(at, true, outgoing, packet, Optional.of(tcp), Optional.empty(), ours);
  }

  void received(IpPacket packet, Tcp tcp, long at, TcpState ours) {
    add(at, true, false, packet, Optional.of(tcp), Optional.empty(), ours);
  }

  void failed(IpPacket packet, IcmpError error, long at, TcpState ours) {
    add(at, true, false, packet, Optional.empty(), Optional.of(error), ours);
  }

  private void add(
      long at,
      boolean exact,
      boolean outgoing,
      IpPacket packet,
      Optional<Tcp> tcp,
      Optional<IcmpError> error,
      TcpState ours) {
    if (steps.size() < MAX_STEPS) {
      steps.add(
          new Step(
              at,
              exact,
              outgoing,
              packet.source(),
              packet.hopLimit(),
              tcp,
              error,
              ours,
              Optional.empty()));
    }
  }

  HandshakeResult result(
      Status status,
      Optional<Filter> filter,
      Terms terms,
      long roundTrip,
      boolean exact,
      byte[] reply,
      Set<Remark> seen,
      Optional<String> complaint) {
    Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    remarks.addAll(seen);
    Optional<Tcp> syn = first(true);
    Optional<Tcp> synAck = first(false);
    repetitions(remarks);
    if (syn.isPresent() && synAck.isPresent() && lacks(syn.get(), synAck.get())) {
      remarks.add(Remark.OPTIONS_MISSING);
    }
    if (isJoined(terms)) {
      remarks.add(Remark.SEGMENTS_JOINED);
    }
    if (hopLimits().size() > 1) {
      remarks.add(Remark.DIFFERENT_HOP_LIMITS);
    }
    return new HandshakeResult(
        question.port().number(),
        status,
        PeerStates.infer(steps),
        filter,
        syn,
        synAck,
        terms.options(),
        terms.effectiveMss(),
        roundTrip,
        exact,
        terms.ending(),
        reply,
        remarks,
        complaint);
  }

  /** Whether a frame held more than one segment may. */
  private boolean isJoined(Terms terms) {
    int announced =
        first(true)
            .map(syn -> syn.maximumSegmentSize().orElse(question.settings().defaultMss()))
            .orElse(0);
    for (Step step : steps) {
      if (step.tcp().isPresent()) {
        int most = step.outgoing() ? terms.effectiveMss() : announced;
        if (most > 0 && step.tcp().get().payload().length > most) {
          return true;
        }
      }
    }
    return false;
  }

  Optional<Tcp> first(boolean outgoing) {
    for (Step step : steps) {
      if (step.outgoing() == outgoing
          && step.tcp().isPresent()
          && step.tcp().get().has(outgoing ? Tcp.SYN : Tcp.SYN | Tcp.ACK)) {
        return step.tcp();
      }
    }
    return Optional.empty();
  }

  private void repetitions(Set<Remark> remarks) {
    Set<Long> ours = new HashSet<>();
    Set<Long> theirs = new HashSet<>();
    for (Step step : steps) {
      if (step.tcp().isEmpty() || step.tcp().get().sequenceLength() == 0) {
        continue;
      }
      Tcp tcp = step.tcp().get();
      if (step.outgoing() && !ours.add(tcp.sequence())) {
        remarks.add(tcp.has(Tcp.SYN) ? Remark.SYN_SENT_AGAIN : Remark.SENT_AGAIN);
      } else if (!step.outgoing() && tcp.has(Tcp.SYN | Tcp.ACK) && !theirs.add(tcp.sequence())) {
        remarks.add(Remark.SYN_ACK_AGAIN);
      }
    }
    if (theirs.size() > 1 || (!theirs.isEmpty() && isRefused())) {
      remarks.add(Remark.CONTRADICTION);
    }
  }

  /** Whether there is a reset as from a closed port: in answer to the SYN, with the number 0. */
  private boolean isRefused() {
    for (Step step : steps) {
      if (!step.outgoing()
          && step.tcp().isPresent()
          && step.tcp().get().has(Tcp.RST | Tcp.ACK)
          && step.tcp().get().sequence() == 0) {
        return true;
      }
    }
    return false;
  }

  private Set<Integer> hopLimits() {
    Set<Integer> hopLimits = new HashSet<>();
    for (Step step : steps) {
      if (!step.outgoing() && step.tcp().isPresent()) {
        hopLimits.add(step.hopLimit());
      }
    }
    return hopLimits;
  }

  private static boolean lacks(Tcp syn, Tcp synAck) {
    Set<Integer> offered = new HashSet<>();
    for (TcpOption option : syn.options()) {
      offered.add(option.kind());
    }
    for (TcpOption option : synAck.options()) {
      offered.remove(option.kind());
    }
    offered.remove(new TcpOption.NoOperation().kind());
    return !offered.isEmpty();
  }
}
