package dev.jnet.options;

import dev.jnet.console.Console;
import java.io.IOException;

/** A subcommand of jnet, such as {@code ping}: its options, and what it does with them. */
public interface Subcommand {
  /** Its name on the command line. */
  String name();

  /** Its name, options and help. */
  Command command();

  /**
   * Runs the subcommand, and prints its answers.
   *
   * @return the exit code
   * @throws IOException when it cannot run; the message is for a person
   */
  int run(Arguments arguments, Console console) throws IOException;
}
