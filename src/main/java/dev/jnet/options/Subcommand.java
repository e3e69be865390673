package dev.jnet.options;

import dev.jnet.console.Console;
import java.io.IOException;

/** One subcommand: its options, and what it does with them. */
public interface Subcommand {
  /** The word that it is called by. */
  String name();

  /** Name, options and help. */
  Command command();

  /**
   * Does it.
   *
   * @return the exit code
   * @throws IOException when it cannot be done; the message is for a person
   */
  int run(Arguments arguments, Console console) throws IOException;
}
