package dev.jnet.host.name;

import dev.jnet.wire.Addresses;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How this machine resolves names: {@code /etc/resolv.conf}, as resolv.conf(5) describes it, and
 * {@code /etc/hosts}.
 *
 * @param servers the name servers in their order; this machine itself when the file names none
 * @param search the domains that are appended to a short name
 * @param dots the number of dots, 0 to 15, from which on a name is first tried as it is
 */
public record ResolverConfiguration(List<InetAddress> servers, List<String> search, int dots) {
  /** The file that names the name servers. */
  public static final Path FILE = Path.of("/etc/resolv.conf");

  /** The file with this machine's own list of names. */
  public static final Path HOSTS = Path.of("/etc/hosts");

  /** glibc uses no more name servers than these. */
  private static final int MAX_SERVERS = 3;

  private static final int MAX_DOMAINS = 6;
  private static final int MAX_DOTS = 15;

  /** Reads the file. Without a file, this machine is its own name server. */
  public static ResolverConfiguration read(Path file) throws IOException {
    List<InetAddress> servers = new ArrayList<>();
    List<String> search = new ArrayList<>();
    int dots = 1;
    for (String line : lines(file)) {
      String[] words = line.trim().split("\\s+", -1);
      switch (words[0]) {
        case "nameserver" -> server(words, servers);
        case "domain", "search" -> {
          search.clear(); // only the last of these lines counts
          for (int i = 1; i < words.length && search.size() < MAX_DOMAINS; i++) {
            search.add(words[i]);
          }
        }
        case "options" -> {
          for (String word : words) {
            dots = word.startsWith("ndots:") ? dots(word.substring(6), dots) : dots;
          }
        }
        default -> {
          // sortlist and options of other systems do not matter here
        }
      }
    }
    if (servers.isEmpty()) {
      servers.add(Addresses.literal("127.0.0.1"));
    }
    return new ResolverConfiguration(List.copyOf(servers), List.copyOf(search), dots);
  }

  private static void server(String[] words, List<InetAddress> servers) {
    if (words.length > 1 && servers.size() < MAX_SERVERS) {
      try {
        servers.add(Addresses.literal(words[1]));
      } catch (IllegalArgumentException notAnAddress) {
        return; // glibc ignores such a line too
      }
    }
  }

  private static int dots(String text, int otherwise) {
    try {
      return Math.max(0, Math.min(MAX_DOTS, Integer.parseInt(text)));
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }

  /** The forms of a name to ask for, in order (resolv.conf(5), {@code ndots}). */
  public List<String> forms(String name) {
    if (name.endsWith(".")) {
      return List.of(name);
    }
    int found = 0;
    for (int i = 0; i < name.length(); i++) {
      found += name.charAt(i) == '.' ? 1 : 0;
    }
    List<String> forms = new ArrayList<>();
    for (String domain : search) {
      if (!domain.equals(".")) {
        forms.add(name + "." + domain);
      }
    }
    forms.add(found >= dots ? 0 : forms.size(), name);
    return forms;
  }

  /**
   * The addresses of a name in a hosts file, in the file's order.
   *
   * @throws IOException when the file exists and cannot be read
   */
  public static List<InetAddress> hosts(Path file, String name) throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    String wanted = name.toLowerCase(Locale.ROOT);
    for (String line : lines(file)) {
      String[] words = line.trim().split("\\s+", -1);
      for (int i = 1; i < words.length; i++) {
        if (words[i].toLowerCase(Locale.ROOT).equals(wanted)) {
          add(words[0], addresses);
        }
      }
    }
    return addresses;
  }

  private static void add(String literal, List<InetAddress> addresses) {
    try {
      InetAddress address = Addresses.literal(literal);
      if (!addresses.contains(address)) {
        addresses.add(address);
      }
    } catch (IllegalArgumentException notAnAddress) {
      return; // the C library ignores such a line too
    }
  }

  /** The lines of a file without comments. There are none when the file does not exist. */
  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    if (!Files.isReadable(file)) {
      return lines;
    }
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int end = line.length();
        for (char mark : new char[] {'#', ';'}) {
          int at = line.indexOf(mark);
          end = at >= 0 && at < end ? at : end;
        }
        lines.add(line.substring(0, end));
      }
    }
    return lines;
  }
}
