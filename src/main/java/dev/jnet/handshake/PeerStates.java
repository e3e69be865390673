package dev.jnet.handshake;

import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The other side's states, told from the segments alone. */
public final class PeerStates {
  private PeerStates() {}

  /** The steps with the other side's state after each. */
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
        // in which state its old connection is no segment shows; our reset makes it forget
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

  /** Whether the first thing it says is an ACK that cannot be for our SYN. */
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
