package dev.jnet.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Makes picocli's models of commands, and reads arguments by them. */
public final class Picocli {
  /**
   * Makes the lists that picocli needs for options with several values. Its own factory first looks
   * for Groovy in each jar, which takes 10 ms.
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

  static {
    // otherwise picocli looks up methods of some twenty classes that no option here uses
    System.setProperty("picocli.converters.excludes", "java[.].*");
  }

  private Picocli() {}

  /** A parser of arguments by a model. */
  public static CommandLine parser(CommandSpec model) {
    // A value that begins with @ is the command's own: --send @FILE.
    return new CommandLine(model, FACTORY)
        .setAbbreviatedOptionsAllowed(false)
        .setExpandAtFiles(false);
  }

  /**
   * Reads a command's arguments.
   *
   * @throws CommandLine.ParameterException when they do not fit the command; the message is for a
   *     person
   */
  public static Arguments read(Command command, String[] args) {
    CommandLine parser = parser(model(command));
    Optional<String> foreign = ForeignForms.first(command, args);
    if (foreign.isPresent()) {
      throw new ParameterException(parser, foreign.get());
    }
    return new Read(command, parser.parseArgs(args));
  }

  /** The model of a command. */
  public static CommandSpec model(Command command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(null, FACTORY).name(command.name());
    spec.usageMessage()
        .description(command.description())
        .footer(command.notes())
        .autoWidth(false)
        .width(80)
        .abbreviateSynopsis(true);
    if (command.operands() != Command.Operands.NONE) {
      spec.addPositional(operands(command));
    }
    for (Option option : command.options()) {
      spec.addOption(model(option));
    }
    return spec;
  }

  private static OptionSpec model(Option option) {
    String[] names = option.names().toArray(new String[0]);
    OptionSpec.Builder builder =
        OptionSpec.builder(names).type(option.type()).description(option.description());
    if (!option.isFlag()) {
      builder.paramLabel(option.label());
    }
    if (option.alone() != null) {
      builder.arity("0..1").fallbackValue(option.alone());
    }
    return builder.usageHelp(option.is(Option.HELP)).versionHelp(option.is(Option.VERSION)).build();
  }

  private static PositionalParamSpec operands(Command command) {
    PositionalParamSpec.Builder builder =
        PositionalParamSpec.builder()
            .arity(command.operands().arity())
            .required(command.operands().needed())
            .paramLabel(command.operandLabel())
            .description(command.operandDescription());
    return command.operands().several()
        ? builder.type(List.class).auxiliaryTypes(String.class).build()
        : builder.index("0").type(String.class).build();
  }

  /** Arguments that picocli has read. */
  private record Read(Command command, ParseResult result) implements Arguments {
    @Override
    public List<String> words() {
      return result.originalArgs();
    }

    @Override
    public boolean has(String option) {
      return result.hasMatchedOption(option);
    }

    @Override
    public <T> T value(String option, T usual) {
      return result.matchedOptionValue(option, usual);
    }

    @Override
    public String typed(String option) {
      return has(option)
          ? String.join(" ", result.matchedOption(option).originalStringValues())
          : "";
    }

    @Override
    public List<String> operands() {
      return result.matchedPositionalValue(0, List.of());
    }

    @Override
    public String operand(String usual) {
      return result.matchedPositionalValue(0, usual);
    }
  }
}
