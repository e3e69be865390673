package dev.jnet.network;

import dev.jnet.console.CommandException;
import dev.jnet.link.NoPermissionException;
import dev.jnet.probe.Via;
import dev.jnet.report.Access;
import dev.jnet.trace.TraceQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which probes an ordinary user may send, and what to do to send others. */
public final class UnprivilegedProbes {
  private static final Via DATAGRAMS = Via.udp(TraceQuestion.CLOSED_PORT);

  private UnprivilegedProbes() {}

  /** Why a kind of probe cannot be sent, and what to do. */
  private static CommandException notPermitted(Via.Kind kind) {
    return kind == Via.Kind.ICMP
        ? new CommandException(
            "permission",
            "no permission to send echo requests: net.ipv4.ping_group_range leaves this user out;"
                + " allow everybody: sudo sysctl -w net.ipv4.ping_group_range=\"0 2147483647\"")
        : notPermitted("send TCP probes");
  }

  /** The exception for something that needs CAP_NET_RAW. */
  public static CommandException notPermitted(String what) {
    return new CommandException(
        "permission", "no permission to " + what + NoPermissionException.REMEDIES);
  }

  private static boolean maySend(Via.Kind kind, Access access) {
    return access.means() == Access.Means.CAPTURE
        || kind == Via.Kind.UDP
        || (kind == Via.Kind.ICMP && access.means() == Access.Means.ICMP_SOCKETS);
  }

  /**
   * Those of the kinds of probes that may be sent.
   *
   * @throws CommandException when none may
   */
  public static List<Via> usable(List<Via> vias, Access access) throws CommandException {
    List<Via> usable = new ArrayList<>();
    for (Via via : vias) {
      if (maySend(via.kind(), access)) {
        usable.add(via);
      }
    }
    if (usable.isEmpty()) {
      throw notPermitted(vias.get(0).kind());
    }
    return usable;
  }

  /**
   * The kind of probe to use.
   *
   * @param via the kind that the user wants; empty for any that is allowed
   * @throws CommandException when that is not allowed
   */
  public static Optional<Via> allowed(Optional<Via> via, Access access) throws CommandException {
    if (via.isPresent() && !maySend(via.get().kind(), access)) {
      throw notPermitted(via.get().kind());
    }
    return via.isEmpty() && access.means() == Access.Means.UDP_SOCKETS
        ? Optional.of(DATAGRAMS)
        : via;
  }
}
