package dev.jnet.cli;

import dev.jnet.link.Links;
import java.io.IOException;

/** One subcommand: its options, and what it does with them. */
interface Subcommand {
  /** The word that it is called by. */
  String name();

  /** Name, options and help. */
  Command command();

  /**
   * Begins to load, beside the reading of the arguments, what it will need of Java on this
   * machine's network.
   */
  default void expect() {
    Links.expect();
  }

  /**
   * Does it.
   *
   * @return the exit code
   * @throws IOException when it cannot be done; the message is for a person
   */
  int run(Arguments arguments, Console console) throws IOException;
}
