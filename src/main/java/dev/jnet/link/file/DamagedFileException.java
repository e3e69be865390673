package dev.jnet.link.file;

/** A capture file goes on with what cannot be read; the message says why. */
final class DamagedFileException extends Exception {
  private static final long serialVersionUID = 1;

  DamagedFileException(String message) {
    super(message);
  }
}
