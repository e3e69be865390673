package dev.jnet.command;

import java.io.IOException;

/**
 * What a command asks about each of its targets.
 *
 * @param <T> a target as the command line names it, such as a host or a host's port
 */
public interface EachTarget<T> {
  /**
   * Asks about a target, and prints the answer.
   *
   * @return the exit code that the answer stands for
   * @throws IOException when the target cannot be asked; the message is for a person
   */
  int ask(T target) throws IOException;

  /** Whether two targets are of one host, so that the link that leads to one leads to the other. */
  default boolean shareLink(T one, T other) {
    return false;
  }

  /** The JSON document that tells why a target could not be asked, in one line. */
  String error(T target, IOException e);
}
