package dev.jnet.walk.url;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A URL that a walk can fetch (RFC 3986).
 *
 * @param scheme the protocol
 * @param host a name in ASCII, or an address without brackets
 * @param port 1 to 65535
 * @param path path and query as an HTTP request has them, in ASCII; begins with {@code /}
 */
public record Url(Scheme scheme, String host, int port, String path) {
  private static final int MAX_LENGTH = 8_000;
  private static final int MAX_PORT = 65_535;

  /** A protocol that a walk can speak. */
  public enum Scheme {
    /** HTTP/1.1 in clear text (RFC 9112). */
    HTTP("http", 80),
    /** HTTP/1.1 over TLS (RFC 9110 section 4.2.2). */
    HTTPS("https", 443),
    /** The identification string of an SSH server (RFC 4253). */
    SSH("ssh", 22),
    /** The greeting of a mail server, and what it offers (RFC 5321). */
    SMTP("smtp", 25),
    /** The greeting of an FTP server, and its features (RFC 959, RFC 2389). */
    FTP("ftp", 21);

    private final String word;
    private final int port;

    Scheme(String word, int port) {
      this.word = word;
      this.port = port;
    }

    /** The word in a URL. */
    public String word() {
      return word;
    }

    /** The default port. */
    public int port() {
      return port;
    }

    /** Whether it is HTTP, with or without TLS. */
    public boolean isWeb() {
      return this == HTTP || this == HTTPS;
    }

    static Scheme of(String word) {
      for (Scheme each : values()) {
        if (each.word.equals(word)) {
          return each;
        }
      }
      throw new IllegalArgumentException(
          "scheme '" + word + "': must be http, https, ssh, smtp or ftp");
    }
  }

  /**
   * Reads a URL as a person types it. Without a scheme it is {@code http}.
   *
   * @throws IllegalArgumentException when it is no URL that a walk can fetch; the message says why
   */
  public static Url parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("the URL is longer than " + MAX_LENGTH + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
        throw new IllegalArgumentException("the URL has a space or a control character in it");
      }
    }
    int colon = text.indexOf("://");
    Scheme scheme =
        colon < 0 ? Scheme.HTTP : Scheme.of(text.substring(0, colon).toLowerCase(Locale.ROOT));
    String rest = colon < 0 ? text : text.substring(colon + 3);
    int end = rest.length();
    for (char mark : new char[] {'/', '?', '#'}) {
      int at = rest.indexOf(mark);
      end = at >= 0 && at < end ? at : end;
    }
    String authority = rest.substring(0, end);
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "a user name in the URL: a walk logs in nowhere; leave it out");
    }
    int portColon = portColon(authority);
    String host = portColon < 0 ? authority : authority.substring(0, portColon);
    String port = portColon < 0 ? "" : authority.substring(portColon + 1);
    String path = path(rest.substring(end));
    if (!scheme.isWeb() && !path.equals("/")) {
      throw new IllegalArgumentException(
          "a path in the URL: of " + scheme.word() + " only the greeting is looked at");
    }
    return new Url(scheme, host(host), port.isEmpty() ? scheme.port() : port(port), path);
  }

  /**
   * The index of the colon before the port; -1 without a port. The colons of an IPv6 address are in
   * brackets.
   */
  private static int portColon(String authority) {
    int bracket = authority.lastIndexOf(']');
    int colon = authority.lastIndexOf(':');
    if (bracket < 0 && colon != authority.indexOf(':')) {
      throw new IllegalArgumentException("an IPv6 address stands in brackets: [" + authority + "]");
    }
    return colon > bracket ? colon : -1;
  }

  private static int port(String text) {
    int port = 0;
    for (int i = 0; i < text.length() && port <= MAX_PORT; i++) {
      int digit = Character.digit(text.charAt(i), 10);
      port = digit < 0 ? MAX_PORT + 1 : 10 * port + digit;
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port '" + text + "': must be from 1 to 65535");
    }
    return port;
  }

  /**
   * An IPv6 address whose zone follows %25 in the URL (RFC 6874 section 2), with a percent sign in
   * its place.
   */
  private static String withZone(String address) {
    int percent = address.indexOf("%25");
    boolean isEscaped = percent >= 0 && percent + 3 < address.length();
    return isEscaped
        ? address.substring(0, percent) + '%' + address.substring(percent + 3)
        : address;
  }

  private static String host(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]") && text.length() > 2;
    String host = bracketed ? text.substring(1, text.length() - 1) : text;
    if (host.isEmpty() || (!bracketed && (host.indexOf('[') >= 0 || host.indexOf(']') >= 0))) {
      throw new IllegalArgumentException("the host's name or address is missing in the URL");
    }
    if (bracketed && host.indexOf(':') < 0) {
      throw new IllegalArgumentException("[" + host + "]: only an IPv6 address has brackets");
    }
    try {
      return bracketed ? withZone(host) : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + host + "' cannot be a host's name", e);
    }
  }

  /**
   * The path and query of a request: without the fragment, and with percent signs for all but ASCII
   * (RFC 3986 section 2.1).
   */
  private static String path(String text) {
    int fragment = text.indexOf('#');
    String path = fragment < 0 ? text : text.substring(0, fragment);
    StringBuilder out = new StringBuilder(path.startsWith("/") ? "" : "/");
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      if (each > ' ' && each < 0x7f) {
        out.append((char) each);
      } else {
        out.append('%');
        out.append(Character.toUpperCase(Character.forDigit(each >> 4 & 15, 16)));
        out.append(Character.toUpperCase(Character.forDigit(each & 15, 16)));
      }
    }
    return out.toString();
  }

  /**
   * The URL to which a redirect from this URL leads (RFC 3986 section 5.2).
   *
   * @throws IllegalArgumentException when a walk cannot fetch it
   */
  public Url resolve(String location) {
    String text = location.strip();
    int colon = text.indexOf("://");
    int slash = text.indexOf('/');
    if (colon >= 0 && (slash < 0 || colon < slash)) {
      Url there = parse(text);
      if (!there.scheme.isWeb()) {
        throw new IllegalArgumentException(
            "a redirect to " + there.scheme.word() + " is not followed");
      }
      return there;
    }
    if (text.startsWith("//")) {
      return parse(scheme.word() + ":" + text);
    }
    int query = path.indexOf('?');
    String base = query < 0 ? path : path.substring(0, query);
    String absolute =
        text.startsWith("/")
            ? text
            : text.startsWith("?") || text.isEmpty() || text.startsWith("#")
                ? base + text
                : base.substring(0, base.lastIndexOf('/') + 1) + text;
    int ask = absolute.indexOf('?');
    String hierarchy = ask < 0 ? absolute : absolute.substring(0, ask);
    String rest = ask < 0 ? "" : absolute.substring(ask);
    return new Url(scheme, host, port, path(withoutDots(hierarchy) + rest));
  }

  /** Removes the segments "." and ".." from a path (RFC 3986 section 5.2.4). */
  private static String withoutDots(String path) {
    StringBuilder out = new StringBuilder();
    String[] parts = path.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (parts[i].equals("..")) {
        out.setLength(Math.max(0, out.lastIndexOf("/")));
        out.append(last ? "/" : "");
      } else if (parts[i].equals(".")) {
        out.append(last ? "/" : "");
      } else {
        out.append('/').append(parts[i]);
      }
    }
    return out.toString();
  }

  /**
   * The value of an HTTP request's Host field: the port is only given where it is not the default
   * one.
   */
  public String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == scheme.port() ? name : name + ":" + port;
  }

  @Override
  public String toString() {
    return scheme.word() + "://" + authority() + (scheme.isWeb() ? path : "/");
  }
}
