package dev.jnet.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One subcommand: its options, and what it does with them. */
interface Subcommand {
  /** The word that it is called by. */
  String name();

  /** Name, options and help. */
  CommandSpec spec();

  /** Whether it works on network interfaces, unless it is told of a practice network. */
  default boolean opensInterfaces() {
    return true;
  }

  /**
   * Does it.
   *
   * @return the exit code
   * @throws IOException when it cannot be done; the message is for a person
   */
  int run(ParseResult arguments, Console console) throws IOException;
}
