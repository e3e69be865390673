package dev.jnet.cli;

import dev.jnet.report.Style;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * In which form a command answers.
 *
 * @param json one JSON document a target, and nothing else
 * @param quiet the bare answer alone
 * @param style what text may look like
 */
record OutputOptions(boolean json, boolean quiet, Style style) {
  /** Adds the options to a command. */
  static void addTo(CommandSpec spec) {
    addTo(spec, "Print one JSON document a target.", "Print the bare answer alone.");
  }

  /** Adds them to a command for which they mean something more special. */
  static void addTo(CommandSpec spec, String json, String quiet) {
    addTo(spec, json, quiet, "-q", "--quiet");
  }

  /** Adds them to a command in which -q means something else. */
  static void addWithoutQTo(CommandSpec spec) {
    addTo(spec, "Print one JSON document a target.", "Print the bare answer alone.", "--quiet");
  }

  private static void addTo(CommandSpec spec, String json, String quiet, String... quietNames) {
    spec.addOption(Options.flag(json, "--json"));
    spec.addOption(Options.flag(quiet, quietNames));
    spec.addOption(
        Options.value(
            String.class,
            "WHEN",
            "Colours: auto (default), always or never. NO_COLOR counts as never.",
            "--color"));
  }

  /** The options as they were given. */
  static OutputOptions of(ParseResult arguments, Console console) throws Trouble {
    String color = arguments.matchedOptionValue("--color", "auto");
    if (!color.equals("auto") && !color.equals("always") && !color.equals("never")) {
      throw new Trouble("usage", "--color " + color + ": must be auto, always or never");
    }
    boolean json = arguments.hasMatchedOption("--json");
    boolean quiet = arguments.hasMatchedOption("--quiet");
    if (json && quiet) {
      throw new Trouble("usage", "--json and -q exclude each other: choose one");
    }
    return new OutputOptions(json, quiet, console.style(color));
  }
}
