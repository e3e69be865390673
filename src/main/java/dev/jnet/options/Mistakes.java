package dev.jnet.options;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line as it was typed, and the form that works. */
public final class Mistakes {
  private static final Set<String> PORT_OPTIONS = Set.of("-p", "--port", "--ports");

  private Mistakes() {}

  /** Describes what picocli could not read. */
  public static String describe(ParameterException e, Command command, String[] args) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      return unmatched.isUnknownOption()
          ? unknownOption(word, command, args)
          : tooMany(word, command);
    }
    if (e instanceof OverwrittenOptionException overwritten) {
      return typedName(overwritten.getOverwritten(), args) + " is given twice";
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing(missing.getMissing().get(0), command, args);
    }
    if (e.getArgSpec() instanceof OptionSpec option) {
      String value = typedValue(option, args);
      String name = typedName(option, args);
      return name
          + " "
          + value
          + ": write "
          + form(option.type())
          + Suggestions.meaning(name, command);
    }
    return e.getMessage();
  }

  private static String form(Class<?> type) {
    return type == double.class ? "a number" : "a whole number";
  }

  private static String missing(ArgSpec missing, Command command, String[] args) {
    if (missing instanceof OptionSpec option) {
      String name = typedName(option, args);
      return name + " needs a value: " + name + " " + option.paramLabel();
    }
    return which("jnet " + command.name(), command.operandLabel(), List.of(args));
  }

  /**
   * Asks for the operand that a command line lacks, and says what may have swallowed it.
   *
   * @param call what stands before the operand
   * @param label the operand's
   * @param words the command line
   */
  public static String which(String call, String label, List<String> words) {
    String question = "which " + label + "? ";
    String lab = NetworkOptions.lab(words);
    if (lab.isEmpty()) {
      return question + call + " " + label;
    }
    boolean isHost = lab.indexOf('.') > 0 && !lab.endsWith(".lab");
    return question
        + "--lab took '"
        + lab
        + "' for the name of a practice network (see 'jnet lab'): "
        + call
        + " --lab "
        + (isHost ? "NAME " + lab : lab + " " + label);
  }

  private static String tooMany(String word, Command command) {
    String takes =
        command.operands() == Command.Operands.NONE
            ? " takes no "
                + (command.operandLabel().isEmpty() ? "argument" : command.operandLabel())
            : " takes one " + command.operandLabel();
    return command.name() + takes + ": '" + word + "' is one too many";
  }

  private static String unknownOption(String word, Command command, String[] args) {
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    List<String> instead = Suggestions.of(name, command);
    String ports = PORT_OPTIONS.contains(name) ? ports(name, args) : "";
    if (!ports.isEmpty() && command.operandLabel().startsWith("HOST:PORT")) {
      return command.name()
          + " has no option "
          + name
          + "; write the ports behind the host: HOST:"
          + ports;
    }
    return command.name()
        + " has no option "
        + name
        + (instead.isEmpty() ? "" : "; did you mean " + String.join(" or ", instead) + "?");
  }

  /** The ports behind an option, as they were typed; empty where there are none. */
  private static String ports(String name, String[] args) {
    int at = List.of(args).indexOf(name) + 1;
    return at > 0 && at < args.length && args[at].matches("[0-9]+([-,][0-9]+)*") ? args[at] : "";
  }

  /**
   * Says that a command is missing before options, and how it looks with one: with the command that
   * stands behind them, if there is one.
   *
   * @param words the command line
   * @param names those of all commands
   */
  public static String noCommand(List<String> words, List<String> names) {
    boolean plain = words.stream().allMatch(word -> word.matches("[\\w./:@%,=\\[\\]-]+"));
    List<String> others = new ArrayList<>(words);
    String command = words.stream().filter(names::contains).findFirst().orElse("mtu");
    others.remove(command);
    return "which command? it stands before its options: jnet "
        + (plain ? command + " " + String.join(" ", others) : "COMMAND OPTIONS");
  }

  /** The name of an option that was typed. */
  private static String typedName(ArgSpec arg, String[] args) {
    List<String> names = new ArrayList<>(List.of(((OptionSpec) arg).names()));
    names.sort(Comparator.comparing(String::length).reversed());
    for (String word : args) {
      Optional<String> name =
          names.stream()
              .filter(
                  n ->
                      word.equals(n)
                          || word.startsWith(n + "=")
                          || (n.length() == 2 && word.startsWith(n)))
              .findFirst();
      if (name.isPresent()) {
        return name.get();
      }
    }
    return names.get(0);
  }

  private static String typedValue(OptionSpec option, String[] args) {
    String name = typedName(option, args);
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(name) && i + 1 < args.length) {
        return args[i + 1];
      }
      if (args[i].startsWith(name)) {
        return args[i].substring(name.length()).replaceFirst("^=", "");
      }
    }
    return "";
  }

  /**
   * The message for a first word that is no command of jnet, with what the user may have meant.
   *
   * @param commands the names of all commands
   */
  public static String noSuchCommand(String word, List<String> commands) {
    List<String> meant = new ArrayList<>();
    if (word.contains("://")) {
      meant.add("jnet walk " + word);
    } else if (word.matches("(\\[.*]|[^:]+):[0-9]+")) {
      meant.add("jnet handshake " + word);
    } else {
      Suggestions.command(word, commands).forEach(name -> meant.add("jnet " + name));
      if (meant.isEmpty() && word.matches(".*[.:].*|localhost")) {
        meant.add("jnet ping " + word);
        meant.add("jnet mtu " + word);
      }
    }
    return "no such command: "
        + word
        + (meant.isEmpty() ? "" : "; did you mean '" + String.join("' or '", meant) + "'?");
  }
}
