package dev.jnet.report;

/**
 * Where a page or a picture comes from, so that it can be judged and made again later.
 *
 * @param time when it was written, by RFC 3339 in UTC, as in JSON documents
 * @param version of jnet
 * @param commandLine as a shell takes it
 */
public record Origin(String time, String version, String commandLine) {
  /** The origin in one line; whoever writes it into markup escapes it. */
  public String line() {
    return time + ", jnet " + version + ": " + commandLine;
  }
}
