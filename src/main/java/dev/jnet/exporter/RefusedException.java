package dev.jnet.exporter;

/** A request that is not answered with a probe. The message says why, in one line. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * A refusal.
   *
   * @param status of the HTTP response, such as 400
   */
  public RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The status of the HTTP response. */
  public int status() {
    return status;
  }
}
