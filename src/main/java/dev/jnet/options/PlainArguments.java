package dev.jnet.options;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Arguments of the ordinary form, read without picocli. The JVM takes longer to load picocli than
 * the network takes to answer.
 *
 * <p>In the ordinary form there are options by their whole names, each once, with values that are
 * plain words and numbers, and operands. Picocli reads these in the same way. All other forms and
 * every mistake are left to picocli.
 */
public final class PlainArguments implements Arguments {
  /** Any number of this many digits fits an int. */
  private static final int INT_DIGITS = 9;

  /** Any number of this many digits fits a long. */
  private static final int LONG_DIGITS = 18;

  /** The length of a dash and a letter. */
  private static final int SHORT_NAME = 2;

  private final Command command;
  private final List<String> words;
  private final List<Option> given = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private final List<String> typed = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();

  private PlainArguments(Command command, List<String> words) {
    this.command = command;
    this.words = words;
  }

  /**
   * Reads arguments.
   *
   * @param from the index of the first argument after the command's name
   * @return null where they are not of the ordinary form
   */
  public static Arguments read(Command command, String[] args, int from) {
    PlainArguments arguments =
        new PlainArguments(command, Arrays.asList(args).subList(from, args.length));
    for (int at = from; at < args.length; at++) {
      String next = at + 1 < args.length ? args[at + 1] : "";
      int taken = arguments.take(args[at], next);
      if (taken == 0) {
        return null;
      }
      at += taken - 1;
    }
    return command.operands().allow(arguments.operands.size()) ? arguments : null;
  }

  @Override
  public List<String> words() {
    return words;
  }

  /** Takes a word, with the next one where that is its value; returns how many it took, or 0. */
  private int take(String word, String next) {
    if (isPlain(word)) {
      operands.add(word);
      return 1;
    }
    Option option = option(word);
    if (option != null && option.isFlag()) {
      boolean foreign = ForeignForms.isValueOfFlag(option, next, command);
      return !foreign && add(option, true, "") ? 1 : 0;
    }
    if (option != null) {
      return addValue(option, next) ? 2 : 0;
    }
    return addWithin(word) ? 1 : 0;
  }

  /** Takes an option and its value in one word: {@code -c1}, {@code --count=1}. */
  private boolean addWithin(String word) {
    int equals = word.indexOf('=');
    if (word.startsWith("--")) {
      return equals > 0 && addValue(option(word.substring(0, equals)), word.substring(equals + 1));
    }
    return word.length() > SHORT_NAME
        && equals < 0
        && option("-" + word) == null
        && addValue(option(word.substring(0, SHORT_NAME)), word.substring(SHORT_NAME));
  }

  private boolean addValue(Option option, String text) {
    if (option == null || option.isFlag() || option.alone() != null || !isPlain(text)) {
      return false;
    }
    Object value;
    if (option.type() == String.class) {
      value = text;
    } else if (option.type() == int.class && isNumber(text, INT_DIGITS, false)) {
      value = Integer.valueOf(text);
    } else if (option.type() == long.class && isNumber(text, LONG_DIGITS, false)) {
      value = Long.valueOf(text);
    } else if (option.type() == double.class && isNumber(text, LONG_DIGITS, true)) {
      value = Double.valueOf(text);
    } else {
      return false;
    }
    return add(option, value, text);
  }

  private boolean add(Option option, Object value, String text) {
    if (has(option.names().get(0))) {
      return false;
    }
    given.add(option);
    values.add(value);
    typed.add(text);
    return true;
  }

  /** Whether a word is plain: no option, no file of arguments, and not quoted. */
  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '"' || c == '\'' || c == '\\' || c <= ' ' || c > '~') {
        return false;
      }
    }
    return !word.isEmpty() && word.charAt(0) != '-' && word.charAt(0) != '@';
  }

  /** Whether a word is made of decimal digits without a leading zero, with one point at most. */
  private static boolean isNumber(String text, int most, boolean point) {
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && point && i > 0 && i + 1 < text.length()) {
        points++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    boolean zero = text.charAt(0) == '0' && text.length() > 1 && text.charAt(1) != '.';
    return text.length() <= most && points <= 1 && !zero;
  }

  private Option option(String name) {
    for (Option option : command.options()) {
      if (option.names().contains(name)) {
        return option;
      }
    }
    return null;
  }

  /** The index of an option among those that were given; -1 where it was not given. */
  private int place(String name) {
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i).names().contains(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public Command command() {
    return command;
  }

  @Override
  public boolean has(String option) {
    return place(option) >= 0;
  }

  @Override
  @SuppressWarnings("unchecked") // an option's values are of its type
  public <T> T value(String option, T usual) {
    int at = place(option);
    return at < 0 ? usual : (T) values.get(at);
  }

  @Override
  public String typed(String option) {
    int at = place(option);
    return at < 0 ? "" : typed.get(at);
  }

  @Override
  public List<String> operands() {
    return operands;
  }

  @Override
  public String operand(String usual) {
    return operands.isEmpty() ? usual : operands.get(0);
  }
}
