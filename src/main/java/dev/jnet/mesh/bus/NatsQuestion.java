package dev.jnet.mesh.bus;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/** What asks a broker, and fails in several ways. */
interface NatsQuestion<T> {
  T ask() throws IOException, JetStreamApiException, InterruptedException;

  /** Asks, and fails in one way. */
  static <T> T asking(NatsQuestion<T> question) throws IOException {
    try {
      return question.ask();
    } catch (JetStreamApiException | CompletionException | IllegalStateException e) {
      throw new IOException("NATS: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
