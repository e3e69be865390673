package dev.jnet.options;

import java.util.Optional;

/**
 * Forms of other programs that jnet's options would take for something else: {@code -n 3} of
 * Windows' ping, and long names with one dash.
 */
final class ForeignForms {
  private ForeignForms() {}

  /**
   * What is wrong with the first such form; empty where there is none.
   *
   * @param args the arguments of the command
   */
  static Optional<String> first(Command command, String[] args) {
    for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
      String next = i + 1 < args.length ? args[i + 1] : "";
      Option meant = longName(args[i], command);
      if (meant != null) {
        return Optional.of(oneDash(args[i], meant, next, command));
      }
      if (isValueOfFlag(option(args[i], command), next, command)) {
        boolean counts = args[i].equals("-n") && command.name().equals("ping");
        return Optional.of(
            args[i] + " takes no value here" + (counts ? "; did you mean -c " + next + "?" : ""));
      }
    }
    return Optional.empty();
  }

  /** The option whose long name a word has, with one dash instead of two; null for none. */
  private static Option longName(String word, Command command) {
    if (word.length() <= 2 || word.charAt(0) != '-' || word.charAt(1) == '-') {
      return null;
    }
    int equals = word.indexOf('=');
    return option("-" + (equals < 0 ? word : word.substring(0, equals)), command);
  }

  private static String oneDash(String word, Option meant, String next, Command command) {
    int equals = word.indexOf('=');
    boolean apart = equals < 0 && !meant.isFlag() && !next.isEmpty() && next.charAt(0) != '-';
    return command.name()
        + " has no option "
        + (equals < 0 ? word : word.substring(0, equals))
        + "; did you mean -"
        + word
        + (apart ? " " + next : "")
        + "?";
  }

  /** Whether a number that is no host stands behind an option that has no value. */
  static boolean isValueOfFlag(Option option, String next, Command command) {
    if (option == null || !option.isFlag() || next.isEmpty()) {
      return false;
    }
    for (int i = 0; i < next.length(); i++) {
      if (next.charAt(i) < '0' || next.charAt(i) > '9') {
        return false;
      }
    }
    String label = command.operandLabel();
    return label.startsWith("HOST") || label.startsWith("ADDRESS");
  }

  private static Option option(String name, Command command) {
    for (Option option : command.options()) {
      if (option.names().contains(name)) {
        return option;
      }
    }
    return null;
  }
}
