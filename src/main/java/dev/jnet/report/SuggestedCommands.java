package dev.jnet.report;

/**
 * Commands of jnet that a text suggests. A text names them as they are for the real network; on a
 * practice network each gets {@code --lab NAME}, because without it the command would ask the real
 * one.
 */
final class SuggestedCommands {
  private static final String JNET = "jnet ";
  private static final String LAB = "--lab ";

  /** Servers of practice networks send as many bytes as the path of the page says. */
  private static final String PRACTICE_PAGE = "/20000";

  /** What ends a command in a sentence, besides the end of the line. */
  private static final String ENDS = "'\"\n;<";

  private static final String[] WITH_LAB = {
    "mtu", "mss", "ping", "trace", "handshake", "walk", "arp", "doctor", "mesh matrix"
  };

  private SuggestedCommands() {}

  /**
   * The text with commands that stay on a practice network.
   *
   * @param lab its name, as a shell takes it
   */
  static String on(String lab, String text) {
    StringBuilder out = new StringBuilder(text.length() + 2 * LAB.length());
    int from = 0;
    for (int at = text.indexOf(JNET); at >= 0; at = text.indexOf(JNET, from)) {
      int name = at + JNET.length();
      int end = isWordBefore(text, at) ? name : endOfCommand(text, name);
      out.append(text, from, end);
      if (end > name && !needsNone(rest(text, end))) {
        out.append(' ').append(LAB).append(lab);
      }
      from = end;
    }
    return out.append(text, from, text.length())
        .toString()
        .replace("--get " + Style.PAGE + " ", "--get " + PRACTICE_PAGE + " ");
  }

  /** Whether a command has its network already, or asks none. */
  private static boolean needsNone(String rest) {
    return rest.contains(LAB) || rest.contains("--help");
  }

  private static boolean isWordBefore(String text, int at) {
    return at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
  }

  /** Where the name of a command ends; its beginning where it is none that takes a network. */
  private static int endOfCommand(String text, int from) {
    for (String name : WITH_LAB) {
      int end = from + name.length();
      if (text.startsWith(name, from) && (end == text.length() || text.charAt(end) == ' ')) {
        return end;
      }
    }
    return from;
  }

  private static String rest(String text, int from) {
    int end = from;
    while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(from, end);
  }
}
