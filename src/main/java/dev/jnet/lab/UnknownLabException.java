package dev.jnet.lab;

/**
 * There is no practice network of this name, or its file makes no sense. The message says which.
 */
public final class UnknownLabException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String name;

  /** A file that cannot be read, or makes no sense. */
  UnknownLabException(String message) {
    super(message);
    this.name = "";
  }

  private UnknownLabException(String name, String message) {
    super(message);
    this.name = name;
  }

  static UnknownLabException ofName(String name) {
    return new UnknownLabException(name, "no practice network '" + name + "'");
  }

  /** The name that no built-in network has; empty where a file is to blame. */
  public String name() {
    return name;
  }
}
