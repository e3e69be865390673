package dev.jnet.lab;

/** There is no practice network of this name; the message lists those that are. */
public final class UnknownLabException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownLabException(String message) {
    super(message);
  }
}
