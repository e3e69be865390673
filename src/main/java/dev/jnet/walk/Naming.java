package dev.jnet.walk;

import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.dns.Lookup;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * How a name became an address.
 *
 * @param source who knew
 * @param servers the name servers in the configuration, or the one that was asked for
 * @param configured where these come from, such as {@code /etc/resolv.conf}
 * @param hop the way to the server that was asked last; empty where none was
 * @param lookups one for each server and each form of the name that was asked
 * @param overTcp the connection over which the whole of a cut answer came
 * @param addresses that the name has
 * @param chosen the one that is used
 * @param passedOver the addresses that were tried before it, and why each was given up
 */
public record Naming(
    Source source,
    List<InetAddress> servers,
    String configured,
    Optional<NextHop> hop,
    List<Lookup> lookups,
    Optional<ConversationResult> overTcp,
    List<InetAddress> addresses,
    Optional<InetAddress> chosen,
    List<PassedOver> passedOver) {
  /** An address to which no connection came about. */
  public record PassedOver(InetAddress address, Walk.Outcome outcome) {}

  /** Who knew. */
  public enum Source {
    /** Nobody had to: it is an address already. */
    LITERAL,
    /** The hosts file of this machine. */
    HOSTS_FILE,
    /** A name server. */
    DNS,
    /** The plan of a practice network without a name server. */
    PLAN
  }

  /** This name with another of its addresses. */
  public Naming using(InetAddress address, List<PassedOver> before) {
    return new Naming(
        source,
        servers,
        configured,
        hop,
        lookups,
        overTcp,
        addresses,
        Optional.of(address),
        List.copyOf(before));
  }

  /** The lookup that counts: the last one. */
  public Optional<Lookup> last() {
    return lookups.isEmpty() ? Optional.empty() : Optional.of(lookups.get(lookups.size() - 1));
  }
}
