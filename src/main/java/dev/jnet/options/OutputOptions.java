package dev.jnet.options;

import dev.jnet.console.CommandException;
import dev.jnet.console.Console;
import dev.jnet.report.Style;
import dev.jnet.report.table.TableForm;
import java.util.Optional;

/**
 * How a command prints its answers.
 *
 * @param json whether to print documents alone: as JSON, or as rows of a table
 * @param quiet whether to print the bare answer alone
 * @param style what text may look like
 * @param expected the expectation that decides the exit code; empty where the command's own rules
 *     decide
 */
public record OutputOptions(
    boolean json, boolean quiet, Style style, Optional<Expectation> expected) {
  private static final String EXPECT = "--expect";
  private static final String NAGIOS = "--nagios";
  private static final String CSV = "--csv";
  private static final String MARKDOWN = "--markdown";

  /** Adds the options to a command. */
  public static void addTo(Command command) {
    addTo(command, "Print one JSON document a target.", "Print the bare answer alone.");
  }

  /**
   * Adds the options to a command that describes {@code --json} and {@code -q} in its own words.
   */
  public static void addTo(Command command, String json, String quiet) {
    addTo(command, json, quiet, "-q", "--quiet");
  }

  /** Adds the options to a command whose {@code -q} means something else. */
  public static void addWithoutQTo(Command command) {
    addTo(command, "Print one JSON document a target.", "Print the bare answer alone.", "--quiet");
  }

  private static void addTo(Command command, String json, String quiet, String... quietNames) {
    command.add(Option.flag(json, "--json"));
    command.add(Option.flag("Print a table as comma-separated values.", CSV));
    command.add(Option.flag("Print a table for Markdown.", MARKDOWN));
    command.add(Option.flag(quiet, quietNames));
    command.add(
        Option.value(
            String.class,
            "WHEN",
            "Colours: auto (default), always or never. NO_COLOR counts as never.",
            "--color"));
  }

  /** The options as they were given. */
  public static OutputOptions of(Arguments arguments, Console console) throws CommandException {
    String color = arguments.value("--color", "auto");
    if (!color.equals("auto") && !color.equals("always") && !color.equals("never")) {
      throw new CommandException("usage", "--color " + color + ": must be auto, always or never");
    }
    boolean json = arguments.has("--json") || arguments.has(CSV) || arguments.has(MARKDOWN);
    boolean quiet = arguments.has("--quiet") || arguments.has(NAGIOS);
    requireOneForm(arguments);
    Optional<Expectation> expected =
        arguments.has(EXPECT) ? Expectation.of(arguments) : Optional.empty();
    if (arguments.has(NAGIOS) && expected.isEmpty()) {
      throw new CommandException("usage", NAGIOS + " goes with " + EXPECT + " WHAT");
    }
    return new OutputOptions(json, quiet, console.style(color), expected);
  }

  private static void requireOneForm(Arguments arguments) throws CommandException {
    String bare = arguments.has("-q") && arguments.has("--quiet") ? "-q" : "--quiet";
    String first = "";
    for (String form : new String[] {"--json", CSV, MARKDOWN, "--quiet", NAGIOS}) {
      if (!arguments.has(form) || (form.equals(NAGIOS) && first.equals(bare))) {
        continue;
      }
      String name = form.equals("--quiet") ? bare : form;
      if (!first.isEmpty()) {
        throw new CommandException(
            "usage", first + " and " + name + " exclude each other: choose one");
      }
      first = name;
    }
  }

  /** The console with documents as rows of a table, where that was asked for. */
  public static Console documentsOn(Console console, Arguments arguments) {
    if (arguments.has(CSV)) {
      return console.withTable(TableForm.CSV);
    }
    return arguments.has(MARKDOWN) ? console.withTable(TableForm.MARKDOWN) : console;
  }

  /** Whether the answer is a line for a monitoring system. */
  public boolean isPlugin() {
    return expected.isPresent() && expected.get().plugin();
  }
}
