package dev.jnet.cli;

import picocli.CommandLine.Model.OptionSpec;

/** Short forms for picocli's option models. */
final class Options {
  private Options() {}

  /** An option that is there or not. */
  static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names).type(boolean.class).description(description).build();
  }

  /** An option with a value. */
  static <T> OptionSpec value(Class<T> type, String label, String description, String... names) {
    return OptionSpec.builder(names).type(type).paramLabel(label).description(description).build();
  }
}
