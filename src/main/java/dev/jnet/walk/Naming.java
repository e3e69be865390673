package dev.jnet.walk;

import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.dns.Lookup;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * How a name became an address.
 *
 * @param source where the address comes from
 * @param servers the name servers in the configuration, or the one that the user chose
 * @param configured where the servers come from, such as {@code /etc/resolv.conf}
 * @param hop how packets to the last server leave; empty where none was asked
 * @param lookups one for each server and each form of the name that was asked
 * @param overTcp the TCP connection that brought the whole of an answer that was truncated over UDP
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
  /**
   * An address to which no connection could be made.
   *
   * @param spent ns from the first SYN to the end of the try
   */
  public record PassedOver(InetAddress address, Walk.Outcome outcome, long spent) {}

  /** Where an address comes from. */
  public enum Source {
    /** The user wrote an address, not a name. */
    LITERAL,
    /** The hosts file of this machine. */
    HOSTS_FILE,
    /** A name server. */
    DNS,
    /** The plan of a practice network without a name server. */
    PLAN
  }

  /** An address that was given instead of a name. */
  public static Naming literal(InetAddress address) {
    return new Naming(
        Source.LITERAL,
        List.of(),
        "",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(address),
        Optional.of(address),
        List.of());
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
