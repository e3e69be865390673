package dev.jnet.lab;

/**
 * There is no practice network of this name, or its file makes no sense. The message says which,
 * and what names there are.
 */
public final class UnknownLabException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownLabException(String message) {
    super(message);
  }
}
