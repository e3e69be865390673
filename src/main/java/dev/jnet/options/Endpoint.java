package dev.jnet.options;

import dev.jnet.console.CommandException;
import dev.jnet.unit.Port;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A host, and ports of it.
 *
 * @param host a name or an address, without brackets
 * @param ports 1 to 65535 each, without repetitions, in the order given
 */
public record Endpoint(String host, List<Integer> ports) {
  private static final Path SERVICES = Path.of("/etc/services");

  /** The services that people name most; the others are looked up in the system's list. */
  private static final String KNOWN =
      " ftp 21 ssh 22 telnet 23 smtp 25 domain 53 http 80 pop3 110 imap 143 https 443 ";

  /**
   * Reads {@code HOST:PORTS}, {@code [V6]:PORTS}, or {@code HOST PORTS} in two words; PORTS is a
   * list of numbers, ranges and service names such as {@code 80,443,8000-8010,ssh}.
   */
  public static List<Endpoint> parse(List<String> words) throws IOException {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).contains("://") ? ofUrl(words.get(i)) : words.get(i);
      if (isPortList(word)) {
        throw new CommandException("usage", portsOnly(word, endpoints));
      }
      int colon = portColon(word);
      if (colon >= 0) {
        endpoints.add(
            new Endpoint(host(word.substring(0, colon)), ports(word.substring(colon + 1))));
      } else if (i + 1 < words.size()) {
        endpoints.add(new Endpoint(host(word), ports(words.get(++i))));
      } else {
        throw new CommandException("usage", word + ": which port? write " + example(word));
      }
    }
    return endpoints;
  }

  /** Endpoints of this host with one port each. */
  public Stream<Endpoint> eachPort() {
    return ports.stream().map(port -> new Endpoint(host, List.of(port)));
  }

  /** {@code HOST:PORT} from a URL, whose scheme is a service where the URL has no port. */
  private static String ofUrl(String url) {
    String authority = HostWord.authority(url);
    boolean hasPort = portColon(authority) >= 0;
    return hasPort ? authority : authority + ":" + url.substring(0, url.indexOf("://"));
  }

  /** Whether a word can only be ports: no host's name or address is a number. */
  private static boolean isPortList(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isDigit(c) && c != ',' && c != '-') {
        return false;
      }
    }
    return !word.isEmpty();
  }

  private static String portsOnly(String word, List<Endpoint> before) {
    if (before.isEmpty()) {
      return word + ": ports of which host? write HOST:" + word;
    }
    Endpoint last = before.get(before.size() - 1);
    String host = last.host().indexOf(':') >= 0 ? "[" + last.host() + "]" : last.host();
    String ports = last.ports().stream().map(String::valueOf).collect(Collectors.joining(","));
    return word + ": several ports of a host stand in one word: " + host + ":" + ports + "," + word;
  }

  private static String example(String typed) {
    int slash = typed.indexOf('/');
    String host = slash > 0 ? typed.substring(0, slash) : typed;
    int colon = host.indexOf(':');
    if (colon > 0 && host.indexOf('.') > 0 && host.indexOf('.') < colon) {
      return host.substring(0, colon + 1) + host.substring(colon + 1).replace(':', ',');
    }
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]:80" : host + ":80";
  }

  /** The index of the colon before the ports; -1 where there is none, as in an IPv6 address. */
  private static int portColon(String word) {
    int last = word.lastIndexOf(':');
    if (word.startsWith("[")) {
      int bracket = word.indexOf(']');
      return bracket >= 0 && last == bracket + 1 ? last : -1;
    }
    int zone = word.indexOf('%'); // an interface's name has no colon
    return last == word.indexOf(':') || (zone >= 0 && zone < last) ? last : -1;
  }

  private static String host(String text) throws CommandException {
    String host =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (host.isEmpty()) {
      throw new CommandException("usage", "'" + text + "': a host's name or address is missing");
    }
    return host;
  }

  private static List<Integer> ports(String text) throws IOException {
    Set<Integer> ports = new LinkedHashSet<>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      add(text.substring(from, end), ports);
      from = end + 1;
    }
    return List.copyOf(ports);
  }

  private static void add(String part, Set<Integer> ports) throws IOException {
    int dash = part.indexOf('-');
    if (dash > 0 && Character.isDigit(part.charAt(0))) {
      int first = number(part.substring(0, dash), part);
      int last = number(part.substring(dash + 1), part);
      if (first > last) {
        throw new CommandException(
            "usage", "ports " + part + ": the first is greater than the last");
      }
      for (int port = first; port <= last; port++) {
        ports.add(port);
      }
    } else if (!part.isEmpty() && Character.isDigit(part.charAt(0))) {
      ports.add(number(part, part));
    } else {
      ports.add(service(part));
    }
  }

  private static int number(String text, String whole) throws CommandException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= Port.MAX) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new CommandException("usage", "port '" + whole + "': not a number from 1 to 65535");
    }
    throw new CommandException("usage", "port " + whole + ": must be from 1 to 65535");
  }

  private static int service(String name) throws IOException {
    int known = KNOWN.indexOf(" " + name + " ");
    if (known >= 0 && !name.isEmpty()) {
      int from = known + name.length() + 2;
      return Integer.parseInt(KNOWN.substring(from, KNOWN.indexOf(' ', from)));
    }
    if (!name.isEmpty() && Files.isReadable(SERVICES)) {
      try (BufferedReader lines = Files.newBufferedReader(SERVICES, StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int port = portIn(line, name);
          if (port > 0) {
            return port;
          }
        }
      }
    }
    throw new CommandException(
        "usage", "port '" + name + "': neither a number, a range, nor a known TCP service");
  }

  /** The port in a line such as {@code http 80/tcp www # comment}; 0 where it has another name. */
  private static int portIn(String line, String name) {
    int hash = line.indexOf('#');
    String[] words = (hash < 0 ? line : line.substring(0, hash)).trim().split("\\s+", -1);
    if (words.length < 2 || !words[1].endsWith("/tcp")) {
      return 0;
    }
    boolean named = words[0].equals(name);
    for (int i = 2; i < words.length; i++) {
      named |= words[i].equals(name);
    }
    return named ? Integer.parseInt(words[1].substring(0, words[1].length() - 4)) : 0;
  }
}
