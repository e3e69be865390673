package dev.jnet.report;

import io.avaje.jsonb.Json;

/**
 * A failure before a command could ask, as JSON: a wrong option, an unknown name, an unknown
 * network. Fields that do not apply are left out.
 *
 * @param command the subcommand; left out when none was given
 * @param event {@code summary} for {@code ping}, each of whose lines has an event
 * @param mode the mode of {@code arp}
 * @param target the host that the command was to ask; left out when it is not about one target
 * @param status {@code error} or {@code no-reply}
 * @param error why there is no answer
 */
@Json
public record FailureDocument(
    String command, String event, String mode, Target target, String status, Failure error) {
  private static final String ERROR = "error";

  /** The code, and the status, of a next hop that does not answer. */
  private static final String NO_REPLY = "no-reply";

  /** The host that the command was to ask, as the user gave it. */
  @Json
  public record Target(String name) {}

  /** Why there is no answer. */
  @Json
  public record Failure(String code, String message) {}

  /**
   * The document of a command that could not ask at all.
   *
   * @param command the subcommand; {@code null} when none was given
   */
  public static FailureDocument of(String command, String code, String message) {
    return new FailureDocument(command, null, null, null, ERROR, new Failure(code, message));
  }

  /** The document about one target that a command could not ask. */
  public static FailureDocument about(String command, String name, String code, String message) {
    String status = code.equals(NO_REPLY) ? NO_REPLY : ERROR;
    return new FailureDocument(
        command, null, null, new Target(name), status, new Failure(code, message));
  }

  /** This document with an event, for a command that prints a stream of documents. */
  public FailureDocument withEvent(String what) {
    return new FailureDocument(command, what, mode, target, status, error);
  }

  /** This document with a mode, for a command that has several. */
  public FailureDocument withMode(String what) {
    return new FailureDocument(command, event, what, target, status, error);
  }
}
