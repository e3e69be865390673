package dev.jnet.finding;

import java.net.InetAddress;
import java.util.List;

/** What follows about the target's name. */
public sealed interface NameFinding extends Finding {
  /** The name as it was asked for. */
  String name();

  /**
   * The name has addresses.
   *
   * @param addresses at least one
   */
  record NameFound(String name, List<InetAddress> addresses, Grounds grounds)
      implements NameFinding {
    /** Copies the list. */
    public NameFound {
      addresses = List.copyOf(addresses);
    }
  }

  /** There is no such name. */
  record NameUnknown(String name, Grounds grounds) implements NameFinding {}

  /** The name exists, and has no address of the family that was asked for. */
  record NameWithoutAddress(String name, Grounds grounds) implements NameFinding {}

  /**
   * The look-up failed, so that it is not known whether the name exists.
   *
   * @param words what the resolver said
   */
  record NameUnanswered(String name, String words, Grounds grounds) implements NameFinding {}

  /**
   * A name server answers, whatever it says.
   *
   * @param words what it says: the addresses, or the code of its answer
   * @param nanos from the question to the last answer, in ns
   * @param truncated whether an answer was too long for UDP (RFC 1035 section 4.2.1)
   */
  record NameServerAnswered(
      String name, InetAddress server, String words, long nanos, boolean truncated, Grounds grounds)
      implements NameFinding {}

  /**
   * A name server does not answer.
   *
   * @param overTcp whether it is TCP that is not answered, and UDP is
   * @param words why, for a person; empty where nothing came
   */
  record NameServerSilent(
      String name, InetAddress server, boolean overTcp, String words, Grounds grounds)
      implements NameFinding {}

  /**
   * A name server answers that it could not or would not look the name up.
   *
   * @param words the code of its answer, or the ICMP error
   */
  record NameServerFailed(String name, InetAddress server, String words, Grounds grounds)
      implements NameFinding {}

  /**
   * The name was found, and that took long.
   *
   * @param nanos how long it took, in ns
   */
  record NameSlow(String name, long nanos, Grounds grounds) implements NameFinding {}
}
