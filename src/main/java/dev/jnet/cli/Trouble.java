package dev.jnet.cli;

import java.io.IOException;

/** A command cannot do what was asked; the message is one or two lines for a person. */
final class Trouble extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * Says what is wrong, with the offending value, and what to do.
   *
   * @param code the word that stands for it in JSON's {@code error.code}
   */
  Trouble(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The word that stands for it in JSON's {@code error.code}. */
  String code() {
    return code;
  }
}
