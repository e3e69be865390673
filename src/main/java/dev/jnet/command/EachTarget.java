package dev.jnet.command;

import java.io.IOException;

/**
 * What a command asks about each of its targets.
 *
 * @param <T> the type of a target, such as a host or a port of a host
 */
public interface EachTarget<T> {
  /**
   * Asks about a target, and prints the answer.
   *
   * @return the exit code for the answer
   * @throws IOException when the target cannot be asked; the message is for a person
   */
  int ask(T target) throws IOException;

  /** Whether two targets belong to the same host, so that the same link leads to both. */
  default boolean shareLink(T one, T other) {
    return false;
  }

  /**
   * The name of a target's host, which may have other addresses; empty when these do not matter.
   */
  default String host(T target) {
    return "";
  }

  /** The JSON document about a target that could not be asked, on one line. */
  String error(T target, IOException e);
}
