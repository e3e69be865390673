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
 * @param undo complete commands that take back what the others did; none where they change nothing,
 *     or where what was there before is not known
 */
public record Remedy(
    Place place, List<String> commands, String effect, boolean mends, List<String> undo) {
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

  /** Copies the lists. */
  public Remedy {
    commands = List.copyOf(commands);
    undo = List.copyOf(undo);
  }

  private Remedy(Place place, String[] commands, String effect, boolean mends) {
    this(place, List.of(commands), effect, mends, List.of());
  }

  /** This remedy with the commands that take it back. */
  Remedy undoneBy(String... back) {
    return new Remedy(place, commands, effect, mends, List.of(back));
  }

  /** Commands that mend a cause on this machine: they change it, which takes root. */
  static Remedy here(String effect, String... commands) {
    return new Remedy(Place.HERE, commands, "as root: " + effect, true);
  }

  /** Commands that show more of a cause on this machine, and change nothing. */
  static Remedy look(String effect, String... commands) {
    return new Remedy(Place.HERE, commands, effect, false);
  }

  /** Commands that mend a cause on a router. */
  static Remedy onRouter(String effect, String... commands) {
    return new Remedy(Place.ROUTER, commands, effect, true);
  }

  /** Commands that show more of a cause on the target. */
  static Remedy onServer(String effect, String... commands) {
    return new Remedy(Place.SERVER, commands, effect, false);
  }

  /** A mail to an operator. */
  static Remedy byOperator(String effect, String... mail) {
    return new Remedy(Place.OPERATOR, mail, effect, false);
  }
}
