package dev.jnet.options;

import java.util.List;

/** The options and operands that were given to a command. */
public interface Arguments {
  /** The command that they were given to. */
  Command command();

  /** Whether an option was given, under any of its names. */
  boolean has(String option);

  /** The value of an option, which any of its names names; {@code usual} where it was not given. */
  <T> T value(String option, T usual);

  /** The value of an option as it was typed; empty where none was. */
  String typed(String option);

  /** What was typed after the command's name. */
  List<String> words();

  /** The operands of a command that takes several. */
  List<String> operands();

  /** The operand of a command that takes one at most; {@code usual} where there is none. */
  String operand(String usual);
}
