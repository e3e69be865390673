package dev.jnet.testnet;

import dev.jnet.report.SchemaValidator;

/**
 * What a command that has ended left behind.
 *
 * @param command its words, for messages
 * @param exit its exit code; 128 + n when signal n ended it
 * @param out what it wrote on stdout
 * @param err what it wrote on stderr
 */
public record Outcome(String command, int exit, String out, String err) {
  /** Holds each JSON document in it to its schema. */
  public Outcome {
    SchemaValidator.requireValidLines(out);
  }

  /**
   * This outcome, when the command succeeded.
   *
   * @throws IllegalStateException with all it said, when its exit code is not 0
   */
  public Outcome orThrow() {
    if (exit != 0) {
      throw new IllegalStateException(toString());
    }
    return this;
  }

  @Override
  public String toString() {
    return command + "\nexit code " + exit + "\nstdout:\n" + out + "\nstderr:\n" + err;
  }
}
