package dev.jnet.options;

import dev.jnet.console.CommandException;
import java.util.List;

/** Reads expressions of {@code --expect} for tests of other packages. */
public final class ExpectationReading {
  private ExpectationReading() {}

  /**
   * Reads an expression.
   *
   * @param command the name of a command that has the option
   * @throws CommandException when it is wrong, as on a command line
   */
  public static void read(String command, String text) throws CommandException {
    var unused = Expectation.of(new OneOption(new Command(command), text));
  }

  /** A command line with this option alone. */
  private record OneOption(Command command, String text) implements Arguments {
    @Override
    public boolean has(String option) {
      return option.equals("--expect");
    }

    @Override
    @SuppressWarnings("unchecked") // the option's value is a text
    public <T> T value(String option, T usual) {
      return has(option) ? (T) text : usual;
    }

    @Override
    public String typed(String option) {
      return has(option) ? text : "";
    }

    @Override
    public List<String> words() {
      return List.of("--expect", text);
    }

    @Override
    public List<String> operands() {
      return List.of();
    }

    @Override
    public String operand(String usual) {
      return usual;
    }
  }
}
