package dev.jnet.doctor;

import java.util.List;
import java.util.Locale;

/**
 * Something that mends a cause, or shows more of it.
 *
 * @param place where it has to be done
 * @param commands complete commands, in their order; for an operator the lines of a mail
 * @param effect what it changes or shows, in words
 * @param mends whether the commands mend the cause themselves
 */
public record Remedy(Place place, List<String> commands, String effect, boolean mends) {
  /** Where a remedy has to be done. */
  public enum Place {
    /** On this machine. */
    HERE,
    /** On a router on the path. */
    ROUTER,
    /** On the target. */
    SERVER,
    /** By whoever runs the network there. */
    OPERATOR;

    /** The place in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the list. */
  public Remedy {
    commands = List.copyOf(commands);
  }

  /** Commands that mend a cause on this machine: they change it, which takes root. */
  static Remedy here(String effect, String... commands) {
    return new Remedy(Place.HERE, List.of(commands), "as root; " + effect, true);
  }

  /** Commands that show more of a cause on this machine, and change nothing. */
  static Remedy look(String effect, String... commands) {
    return new Remedy(Place.HERE, List.of(commands), effect, false);
  }

  /** Commands that mend a cause on a router. */
  static Remedy onRouter(String effect, String... commands) {
    return new Remedy(Place.ROUTER, List.of(commands), effect, true);
  }

  /** Commands that show more of a cause on the target. */
  static Remedy onServer(String effect, String... commands) {
    return new Remedy(Place.SERVER, List.of(commands), effect, false);
  }

  /** A mail to an operator. */
  static Remedy byOperator(String effect, String... mail) {
    return new Remedy(Place.OPERATOR, List.of(mail), effect, false);
  }
}
