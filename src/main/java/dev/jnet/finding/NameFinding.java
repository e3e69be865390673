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
   * The name was found, and that took long.
   *
   * @param nanos how long it took, in ns
   */
  record NameSlow(String name, long nanos, Grounds grounds) implements NameFinding {}
}
