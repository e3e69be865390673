package dev.jnet.options;

import dev.jnet.console.CommandException;

/** A host that was typed in another form than a command takes: as a URL, or with a port. */
final class HostWord {
  private static final String AFTER_SCHEME = "://";

  private HostWord() {}

  /**
   * The host in a URL; other words as they are.
   *
   * @param arguments of a command that takes hosts
   * @throws CommandException when a port or a path is beside the host; the message shows the form
   *     that works
   */
  static String host(String word, Arguments arguments) throws CommandException {
    if (word.contains(AFTER_SCHEME)) {
      String host = host(authority(word));
      return host.isEmpty() ? word : host;
    }
    int slash = word.indexOf('/');
    if (slash > 0) {
      throw refused(word, "", arguments, word.substring(0, slash));
    }
    int colon = portColon(word);
    if (colon > 0) {
      throw refused(word, word.substring(colon + 1), arguments, word.substring(0, colon));
    }
    return withoutBrackets(word);
  }

  /** The part of a URL between the scheme and the path, such as {@code host:80}. */
  static String authority(String url) {
    String rest = url.substring(url.indexOf(AFTER_SCHEME) + AFTER_SCHEME.length());
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return rest.substring(rest.lastIndexOf('@', end) + 1, end);
  }

  private static String host(String authority) {
    int colon = portColon(authority);
    return withoutBrackets(colon < 0 ? authority : authority.substring(0, colon));
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The index of the colon before a port; -1 where there is none, as in an IPv6 address. */
  private static int portColon(String word) {
    int last = word.lastIndexOf(':');
    int zone = word.indexOf('%'); // an interface's name has no colon
    boolean inZone = zone >= 0 && zone < last;
    boolean ipv6 = word.indexOf(':') != last && !word.startsWith("[") && !inZone;
    boolean inBrackets = word.indexOf(']') > last;
    boolean digits = last >= 0 && word.substring(last + 1).chars().allMatch(Character::isDigit);
    return ipv6 || inBrackets || !digits ? -1 : last;
  }

  private static CommandException refused(
      String word, String port, Arguments arguments, String host) {
    Command command = arguments.command();
    String call = "jnet " + command.name() + " ";
    boolean scans = command.options().stream().anyMatch(o -> o.names().contains("--scan"));
    if (scans && word.matches("[0-9a-fA-F.:]+/[0-9]+")) {
      return new CommandException("usage", word + ": a range? " + call + "--scan " + word);
    }
    boolean probes =
        !port.isEmpty() && command.options().stream().anyMatch(o -> o.names().contains("--via"));
    String via = probes ? arguments.typed("--via") : "";
    String forms =
        via.isEmpty()
            ? call + host + (probes ? ", or " + call + "--via tcp:" + port + " " + host : "")
            : call + "--via " + via + " " + host + " (--via names the port)";
    return new CommandException("usage", word + ": " + command.name() + " takes a host: " + forms);
  }
}
