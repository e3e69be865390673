package dev.jnet.options;

import java.util.List;

/** What was given to a command. */
public interface Arguments {
  /** Whose they are. */
  Command command();

  /** Whether an option is there, by any of its names. */
  boolean has(String option);

  /** An option's value, or another where it is not there. */
  <T> T value(String option, T usual);

  /** What is no option: of a command that takes several. */
  List<String> operands();

  /** The same of one that takes one; or something else where it is not there. */
  String operand(String usual);
}
