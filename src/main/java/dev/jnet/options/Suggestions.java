package dev.jnet.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Suggests what the user may have meant with an option that a command does not have. */
public final class Suggestions {
  private static final int MAX_DISTANCE = 2;

  /**
   * Options of ping, traceroute, mtr, nmap, curl and Prometheus' exporters, and their names here.
   * The first that the command has is suggested; a text with a space in it is a hint of its own.
   */
  private static final Map<String, List<String>> HABITS =
      Map.ofEntries(
          Map.entry("--timeout", List.of("--deadline", "--wait")),
          Map.entry("--connect-timeout", List.of("--deadline", "--wait")),
          Map.entry("--host-timeout", List.of("--deadline", "--wait")),
          Map.entry("--max-time", List.of("--deadline")),
          Map.entry("-t", List.of("--max-ttl")),
          Map.entry("-W", List.of("--deadline")),
          Map.entry("--count", List.of("--queries")),
          Map.entry("--wait", List.of("--deadline")),
          Map.entry("--deadline", List.of("--wait")),
          Map.entry("-c", List.of("--queries")),
          Map.entry("--report-cycles", List.of("--count")),
          Map.entry("--port", List.of("--via tcp:PORT", "HOST:PORT")),
          Map.entry("-p", List.of("--via tcp:PORT", "HOST:PORT")),
          Map.entry("--tcp", List.of("--via tcp:PORT")),
          Map.entry("-T", List.of("--via tcp:PORT")),
          Map.entry("--udp", List.of("--via udp:PORT")),
          Map.entry("-U", List.of("--via udp:PORT")),
          Map.entry("-P", List.of("--via tcp:PORT")),
          Map.entry("--icmp", List.of("--via icmp")),
          Map.entry("-I", List.of("--via icmp", "--interface")),
          Map.entry("-e", List.of("--interface")),
          Map.entry("--device", List.of("--interface")),
          Map.entry("--iface", List.of("--interface")),
          Map.entry("-S", List.of("--source")),
          Map.entry("-a", List.of("--scan auto", "--source")),
          Map.entry("--address", List.of("--source")),
          Map.entry("--source-ip", List.of("--source")),
          Map.entry("--size", List.of("--max")),
          Map.entry("--packet-size", List.of("--size", "--max")),
          Map.entry("-l", List.of("--size", "--max")),
          Map.entry("--mtu", List.of("--max")),
          Map.entry("--max-hops", List.of("--max-ttl")),
          Map.entry("--hops", List.of("--max-ttl")),
          Map.entry("--first", List.of("--first-ttl")),
          Map.entry("--no-dns", List.of("--numeric")),
          Map.entry("--syn", List.of("--half-open")),
          Map.entry("--silent", List.of("--quiet")),
          Map.entry("-u", List.of("--via udp")),
          Map.entry("--web.listen-address", List.of("--listen")),
          Map.entry("--web.config", List.of("--web.config.file")),
          Map.entry("--config.file", List.of("--modules")));

  /** Options of other programs that have nothing to do with the one that is suggested elsewhere. */
  private static final Map<String, Set<String>> UNRELATED =
      Map.of("walk", Set.of("-I"), "doctor", Set.of("-I"));

  /** What a short option means here, where its value shows that another program's was meant. */
  private static final Map<String, String> MEANINGS =
      Map.of(
          "ping -t",
          " (the TTL; without -c, ping goes on until Ctrl-C)",
          "trace -q",
          " (of probes a hop; the bare answer is --quiet)");

  /** Programs, and the commands of jnet that do the same. */
  private static final Map<String, List<String>> PROGRAMS =
      Map.ofEntries(
          Map.entry("ping6", List.of("ping -6")),
          Map.entry("fping", List.of("ping")),
          Map.entry("nping", List.of("ping")),
          Map.entry("traceroute", List.of("trace")),
          Map.entry("traceroute6", List.of("trace -6")),
          Map.entry("tracert", List.of("trace")),
          Map.entry("tracepath", List.of("trace")),
          Map.entry("tracepath6", List.of("trace -6")),
          Map.entry("tcptraceroute", List.of("trace --via tcp:80")),
          Map.entry("mtr", List.of("trace --watch")),
          Map.entry("arping", List.of("arp")),
          Map.entry("arp-scan", List.of("arp --scan auto")),
          Map.entry("nmap", List.of("handshake")),
          Map.entry("nc", List.of("handshake")),
          Map.entry("telnet", List.of("handshake")),
          Map.entry("hping3", List.of("handshake")),
          Map.entry("curl", List.of("walk")),
          Map.entry("wget", List.of("walk")),
          Map.entry("ip", List.of("interfaces")),
          Map.entry("ifconfig", List.of("interfaces")),
          Map.entry("tshark", List.of("read")),
          Map.entry("tcpdump", List.of("read")),
          Map.entry("dig", List.of("walk --brief")),
          Map.entry("dns", List.of("walk --brief")),
          Map.entry("nslookup", List.of("walk --brief")),
          Map.entry("host", List.of("walk --brief")),
          Map.entry("drill", List.of("walk --brief")),
          Map.entry("resolve", List.of("walk --brief")),
          Map.entry("scan", List.of("handshake HOST:1-1024", "arp --scan auto")),
          Map.entry("portscan", List.of("handshake HOST:1-1024")),
          Map.entry("ncat", List.of("handshake")),
          Map.entry("http", List.of("walk")),
          Map.entry("route", List.of("interfaces")));

  private Suggestions() {}

  /** The command that does what a program does, or else the commands with the nearest names. */
  static List<String> command(String word, List<String> commands) {
    List<String> same = PROGRAMS.get(word);
    return same == null ? nearest(word, commands) : same;
  }

  /** What may have been meant with an option: names of the command's own options, or hints. */
  static List<String> of(String name, Command command) {
    List<String> own = new ArrayList<>();
    command.options().forEach(option -> own.addAll(option.names()));
    if (UNRELATED.getOrDefault(command.name(), Set.of()).contains(name)) {
      return List.of();
    }
    for (String habit : HABITS.getOrDefault(name, List.of())) {
      String option = habit.split(" ", 2)[0];
      if (own.contains(option)) {
        return List.of(habit.equals(option) ? withShort(option, command) : habit);
      }
      if (habit.equals(command.operandLabel())) {
        return List.of("jnet " + command.name() + " " + habit);
      }
    }
    List<String> near = new ArrayList<>();
    nearest(name, own).forEach(option -> near.add(withShort(option, command)));
    return near;
  }

  /** What an option means, to follow its number; empty where nobody takes it for another one. */
  static String meaning(String name, Command command) {
    return MEANINGS.getOrDefault(command.name() + " " + name, "");
  }

  /** An option by its short and its long name, such as {@code -w, --deadline}. */
  private static String withShort(String name, Command command) {
    for (Option option : command.options()) {
      if (option.names().contains(name)) {
        return String.join(", ", option.names());
      }
    }
    return name;
  }

  /** The words that are nearest to a word, if they are near enough to be meant; at most two. */
  public static List<String> nearest(String word, List<String> words) {
    int letters = word.replace("-", "").length();
    if (letters < 2) {
      return List.of(); // any other letter would be as near
    }
    int least = Math.min(MAX_DISTANCE, (letters + 2) / 3);
    List<String> nearest = new ArrayList<>();
    for (String each : words) {
      boolean begins = word.length() > 3 && each.startsWith(word);
      int distance = begins ? 1 : distance(word, each);
      if (each.startsWith("--") != word.startsWith("--") || distance > least) {
        continue;
      }
      if (distance < least) {
        nearest.clear();
        least = distance;
      }
      nearest.add(each);
    }
    return nearest.subList(0, Math.min(2, nearest.size()));
  }

  /**
   * How many letters must be added, removed, changed or swapped to turn one word into the other.
   */
  private static int distance(String one, String other) {
    int[][] d = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[one.length()][other.length()];
  }
}
