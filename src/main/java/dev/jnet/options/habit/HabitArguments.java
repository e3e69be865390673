package dev.jnet.options.habit;

import dev.jnet.options.Arguments;
import dev.jnet.options.Command;
import dev.jnet.options.Option;
import java.util.List;
import java.util.Map;

/**
 * What was given on the command line, and habits for options that were not.
 *
 * @param given the command line
 * @param values the habits in force, by an option's first name: an object of the option's type
 */
record HabitArguments(Arguments given, Map<String, Object> values) implements Arguments {
  @Override
  public Command command() {
    return given.command();
  }

  @Override
  public boolean has(String option) {
    return given.has(option) || values.containsKey(first(option));
  }

  @Override
  @SuppressWarnings("unchecked") // a habit's value is of its option's type
  public <T> T value(String option, T usual) {
    Object habit = given.has(option) ? null : values.get(first(option));
    return habit == null ? given.value(option, usual) : (T) habit;
  }

  @Override
  public String typed(String option) {
    Object habit = given.has(option) ? null : values.get(first(option));
    return habit == null ? given.typed(option) : habit.toString();
  }

  @Override
  public List<String> words() {
    return given.words();
  }

  @Override
  public List<String> operands() {
    return given.operands();
  }

  @Override
  public String operand(String usual) {
    return given.operand(usual);
  }

  /** The first name of an option that any of its names names. */
  private String first(String name) {
    for (Option option : command().options()) {
      if (option.names().contains(name)) {
        return option.names().get(0);
      }
    }
    return name;
  }
}
