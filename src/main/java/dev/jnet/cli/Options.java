package dev.jnet.cli;

import java.util.ArrayList;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Short forms for picocli's option models. */
final class Options {
  /**
   * How picocli makes the objects that it needs: lists for options with several values. Its own way
   * begins with a search for Groovy in each jar, which takes 10 ms.
   */
  private static final IFactory FACTORY =
      new IFactory() {
        @Override
        public <K> K create(Class<K> type) throws Exception {
          return type.isAssignableFrom(ArrayList.class)
              ? type.cast(new ArrayList<>())
              : CommandLine.defaultFactory().create(type);
        }
      };

  private Options() {}

  /** A command without options yet. */
  static CommandSpec command(String name) {
    return CommandSpec.wrapWithoutInspection(null, FACTORY).name(name);
  }

  /** What parses the arguments of a command. */
  static CommandLine parser(CommandSpec command) {
    return new CommandLine(command, FACTORY);
  }

  /** An option that is there or not. */
  static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names).type(boolean.class).description(description).build();
  }

  /** An option with a value. */
  static <T> OptionSpec value(Class<T> type, String label, String description, String... names) {
    return OptionSpec.builder(names).type(type).paramLabel(label).description(description).build();
  }
}
