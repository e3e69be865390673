package dev.jnet.mesh.bus;

import java.io.IOException;

/** None of the brokers can be reached. That may change. */
public final class BrokerAwayException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokerAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
