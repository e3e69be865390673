package dev.jnet.mesh.bus;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * What a bus stores, for those who have no time to wait. A broker whose disk is full answers late
 * or never, so another thread asks it.
 *
 * @param executor asks one question after another
 */
public record Store(Bus bus, Executor executor) {
  /** What asks the bus, and waits for it. */
  public interface Question<T> {
    T ask(Bus bus) throws IOException;
  }

  /** A store in which nothing takes time, as in a practice network. */
  public static Store atOnce(Bus bus) {
    return new Store(bus, Runnable::run);
  }

  /**
   * Asks.
   *
   * @return the answer, which {@link #get} takes
   */
  public <T> CompletableFuture<T> ask(Question<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            answer.complete(question.ask(bus));
          } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e); // whoever takes the answer gets it
          }
        });
    return answer;
  }

  /** Takes an answer, and waits for it where it has not come. */
  public static <T> T get(CompletableFuture<T> answer) throws IOException {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
