package dev.jnet.report;

import io.avaje.jsonb.Json;

/**
 * The JSON of what kept a command from asking: a wrong option, an unknown name, no such network.
 * What does not apply is left out.
 *
 * @param schema 1; a higher number when a reader of this one would go wrong
 * @param command the subcommand; left out where none was named
 * @param event {@code summary} for {@code ping}, whose lines have events
 * @param mode of {@code arp}
 * @param target whom the command was to ask; left out where it is not about one target
 * @param status {@code error} or {@code no-reply}
 * @param error why there is no answer
 */
@Json
public record FailureDocument(
    int schema,
    String command,
    String event,
    String mode,
    Target target,
    String status,
    Failure error) {
  private static final String ERROR = "error";

  /** Whom the command was to ask, as the user named it. */
  @Json
  public record Target(String name) {}

  /** Why there is no answer. */
  @Json
  public record Failure(String code, String message) {}

  /**
   * The document of a command that asked nobody.
   *
   * @param command the subcommand; {@code null} where none was named
   */
  public static FailureDocument of(String command, String code, String message) {
    return new FailureDocument(1, command, null, null, null, ERROR, new Failure(code, message));
  }

  /** The document of one target that a command could not ask. */
  public static FailureDocument about(String command, String name, String code, String message) {
    return new FailureDocument(
        1, command, null, null, new Target(name), ERROR, new Failure(code, message));
  }

  /** This document with the event that a stream of documents has. */
  public FailureDocument withEvent(String what) {
    return new FailureDocument(schema, command, what, mode, target, status, error);
  }

  /** This document with the mode that a command with several has. */
  public FailureDocument withMode(String what) {
    return new FailureDocument(schema, command, event, what, target, status, error);
  }

  /** This document with another status than {@code error}. */
  public FailureDocument withStatus(String what) {
    return new FailureDocument(schema, command, event, mode, target, what, error);
  }
}
