package dev.jnet.report;

import io.avaje.jsonb.Json;

/**
 * The JSON of what kept a command from asking about any target: a wrong option, no such network.
 *
 * @param schema 1; a higher number when a reader of this one would go wrong
 * @param command the subcommand; left out where none was named
 * @param status {@code error}
 */
@Json
public record FailureDocument(int schema, String command, String status, Failure error) {
  /** Why there is no answer. */
  @Json
  public record Failure(String code, String message) {}

  /**
   * A document.
   *
   * @param command the subcommand; {@code null} where none was named
   */
  public static FailureDocument of(String command, String code, String message) {
    return new FailureDocument(1, command, "error", new Failure(code, message));
  }
}
