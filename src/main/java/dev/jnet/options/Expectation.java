package dev.jnet.options;

import dev.jnet.console.CommandException;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Printout;
import dev.jnet.report.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer is expected to be, as a script asks for it: {@code --expect 'loss<5%,p95<50ms'}.
 *
 * @param command that answers
 * @param plugin whether the answer is a line for Nagios, Icinga and their kin
 * @param terms the bounds, which all have to be met
 */
public record Expectation(String command, boolean plugin, List<Term> terms) {
  private static final String PLUGIN = "--nagios";

  /** A plugin's exit code where the answer is not known. */
  public static final int PLUGIN_UNKNOWN = 3;

  private static final int PLUGIN_CRITICAL = 2;
  private static final String OPTION = "--expect";

  /** What can be expected of each command; the first is meant where no name is given. */
  private static final Map<String, List<String>> QUANTITIES =
      Map.of(
          "mtu", List.of("mtu"),
          "mss", List.of("mss", "data"),
          "ping", List.of("loss", "min", "avg", "max", "p50", "p95", "p99", "jitter"),
          "trace", List.of("reached", "hops", "mtu"),
          "handshake", List.of("open", "connect"));

  /** Compiled when a term is read: most runs read none. */
  private static final String TERM =
      "([a-z][a-z0-9]*)?(?:(<=|>=|<|>|=)([0-9]+(?:\\.[0-9]+)?)(%|ms|s)?)?";

  /**
   * A bound for one quantity.
   *
   * @param text as it was typed
   * @param relation one of {@code < <= = >= >}
   * @param bound in bytes, percent or milliseconds; 1 for yes
   */
  private record Term(String text, String quantity, String relation, double bound) {
    boolean isMet(double value) {
      return switch (relation) {
        case "<" -> value < bound;
        case "<=" -> value <= bound;
        case ">" -> value > bound;
        case ">=" -> value >= bound;
        default -> value == bound;
      };
    }
  }

  /** Adds the option to a command, with an example for its help. */
  public static void addTo(Command command, String example) {
    command.add(
        Option.value(
            String.class,
            "WHAT",
            "Exit with 0 if the answer is as expected, 1 if not, 3 if not known: " + example + ".",
            OPTION));
    command.add(
        Option.flag("With --expect: print a line and exit as a Nagios plugin does.", PLUGIN));
  }

  /**
   * What was given; empty without the option.
   *
   * @throws CommandException when it cannot be expected of this command
   */
  static Optional<Expectation> of(Arguments arguments) throws CommandException {
    String text = arguments.value(OPTION, null);
    if (text == null) {
      return Optional.empty();
    }
    for (String other : new String[] {"--targets", "--watch", "--json"}) {
      if (other.equals("--json") && !arguments.has(PLUGIN)) {
        continue;
      }
      if (arguments.has(other)) {
        throw new CommandException("usage", OPTION + " and " + other + " exclude each other");
      }
    }
    List<String> quantities = QUANTITIES.get(arguments.command().name());
    List<Term> terms = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      terms.add(term(part.strip(), quantities));
    }
    return Optional.of(
        new Expectation(arguments.command().name(), arguments.has(PLUGIN), List.copyOf(terms)));
  }

  private static Term term(String text, List<String> quantities) throws CommandException {
    Matcher term = Pattern.compile(TERM).matcher(text);
    String quantity = quantities.get(0);
    if (term.matches() && !text.isEmpty()) {
      quantity = term.group(1) == null ? quantity : term.group(1);
    }
    if (!term.matches() || text.isEmpty() || !quantities.contains(quantity)) {
      throw new CommandException(
          "usage",
          OPTION
              + " "
              + text
              + ": write "
              + String.join(", ", quantities)
              + " with < <= = >= or > and a number, such as "
              + quantities.get(0)
              + ">=1");
    }
    boolean yes = term.group(2) == null;
    double number = yes ? 1 : Double.parseDouble(term.group(3));
    double bound = "s".equals(term.group(4)) ? number * 1000 : number;
    return new Term(text, quantity, yes ? "=" : term.group(2), bound);
  }

  /**
   * The exit code for an answer.
   *
   * @return 0 when all is as expected, 1 when something is not, else 3; for a monitoring system 2
   *     in place of 1
   */
  public int exitCode(Printout answer) {
    int code = exitCode(answer.measured());
    return plugin && code == ExitCode.NEGATIVE ? PLUGIN_CRITICAL : code;
  }

  private int exitCode(Map<String, Double> measured) {
    int code = ExitCode.POSITIVE;
    for (Term term : terms) {
      Double value = measured.get(term.quantity());
      if (value == null) {
        code = code == ExitCode.NEGATIVE ? code : ExitCode.UNDECIDED;
      } else if (!term.isMet(value)) {
        code = ExitCode.NEGATIVE;
      }
    }
    return code;
  }

  /** What is not as expected in an answer, a sentence each. */
  public List<String> complaints(Printout answer) {
    return complaints(answer.measured());
  }

  private List<String> complaints(Map<String, Double> measured) {
    List<String> complaints = new ArrayList<>();
    for (Term term : terms) {
      Double value = measured.get(term.quantity());
      if (value == null) {
        complaints.add("expected " + term.text() + ": not known");
      } else if (!term.isMet(value)) {
        complaints.add("expected " + term.text() + ": it is " + number(value));
      }
    }
    return complaints;
  }

  /** The line for a monitoring system, with what was measured after a vertical bar. */
  public String pluginLine(Printout answer) {
    Map<String, Double> measured = new TreeMap<>(answer.measured());
    List<String> complaints = complaints(measured);
    String word =
        switch (exitCode(measured)) {
          case ExitCode.POSITIVE -> "OK";
          case ExitCode.NEGATIVE -> "CRITICAL";
          default -> "UNKNOWN";
        };
    List<String> values = new ArrayList<>();
    measured.forEach((quantity, value) -> values.add(quantity + "=" + number(value)));
    return pluginLine(word, complaints.isEmpty() ? "as expected" : String.join("; ", complaints))
        + (values.isEmpty() ? "" : " | " + String.join(" ", values));
  }

  /** The line for a monitoring system about a target that could not be asked. */
  public String pluginTrouble(String message) {
    return pluginLine("UNKNOWN", Plain.line(message));
  }

  private String pluginLine(String word, String text) {
    return command.toUpperCase(Locale.ROOT) + " " + word + " - " + text.replace('|', '/');
  }

  private static String number(double value) {
    long thousandths = Math.round(value * 1000);
    return thousandths % 1000 == 0
        ? String.valueOf(thousandths / 1000)
        : String.valueOf(thousandths / 1000.0);
  }
}
