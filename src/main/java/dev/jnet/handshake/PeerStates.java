package dev.jnet.handshake;

import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Infers the other side's states from the segments alone (RFC 9293 section 3.3.2). */
public final class PeerStates {
  private PeerStates() {}

  /**
   * The steps with the other side's state after each; without one where the segments do not show
   * it.
   */
  public static List<Step> infer(List<Step> steps) {
    boolean listens = false;
    boolean speaks = false;
    for (Step step : steps) {
      if (!step.outgoing() && step.tcp().isPresent()) {
        speaks = true;
        listens |= step.tcp().get().has(Tcp.SYN);
      }
    }
    SideStates peer = new SideStates(TcpState.LISTEN);
    boolean remembers = challenges(steps);
    List<Step> inferred = new ArrayList<>();
    for (Step step : steps) {
      if (remembers) {
        // no segment shows the state of its old connection; this host's reset ends that one
        remembers = !(step.outgoing() && step.tcp().isPresent() && step.tcp().get().has(Tcp.RST));
        inferred.add(step.with(remembers ? Optional.empty() : Optional.of(peer.state())));
        continue;
      }
      if (listens && step.tcp().isPresent()) {
        if (step.outgoing()) {
          peer.receives(step.tcp().get());
        } else {
          peer.sends(step.tcp().get());
        }
      }
      Optional<TcpState> theirs =
          listens
              ? Optional.of(peer.state())
              : speaks ? Optional.of(TcpState.CLOSED) : Optional.empty();
      inferred.add(step.with(theirs));
    }
    return inferred;
  }

  /** Whether its first segment is an ACK without SYN, which cannot answer this host's SYN. */
  private static boolean challenges(List<Step> steps) {
    for (Step step : steps) {
      if (!step.outgoing() && step.tcp().isPresent()) {
        Tcp tcp = step.tcp().get();
        return tcp.has(Tcp.ACK) && !tcp.has(Tcp.SYN) && !tcp.has(Tcp.RST);
      }
    }
    return false;
  }
}
