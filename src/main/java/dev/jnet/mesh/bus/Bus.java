package dev.jnet.mesh.bus;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What carries messages between members and controllers. Subjects are words with dots between them.
 * Handlers may be called by another thread, and must return at once.
 */
public interface Bus extends AutoCloseable {
  /** The longest message that a bus carries, in bytes. */
  int LONGEST_MESSAGE = 1024 * 1024;

  /** The most values that are read at once: anybody may put some who may put one. */
  int MAX_VALUES = 2000;

  /** The longest value that is read, in bytes. */
  int LONGEST_VALUE = 4096;

  /** A request, and the way back to who sent it. */
  interface Request {
    byte[] message();

    /** Answers. Only the first answer counts. */
    void answer(byte[] message);
  }

  /**
   * A message that was appended.
   *
   * @param subject under which it was
   * @param at when, in ms since 1970
   */
  record Kept(String subject, long at, byte[] message) {}

  /** A subscription, until it is closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Sends a request.
   *
   * @return the answer; it fails with an IOException when nobody serves the subject, or when no
   *     answer comes in time
   */
  CompletableFuture<byte[]> request(String subject, byte[] message, Duration patience);

  /**
   * Sends a request to all who serve the subject, and waits.
   *
   * @return the answers that came in that time, at most {@link #MAX_VALUES}
   */
  List<byte[]> requestAll(String subject, byte[] message, Duration time) throws IOException;

  /** Answers the requests to a subject. */
  Subscription serve(String subject, Consumer<Request> handler) throws IOException;

  /** Sends a message to all who watch the subject now. */
  void publish(String subject, byte[] message) throws IOException;

  /** Takes the messages that are published to a subject from now on. */
  Subscription subscribe(String subject, Consumer<byte[]> handler) throws IOException;

  /** Puts a value, which is forgotten after the bucket's time unless it is put again. */
  void put(String key, byte[] value) throws IOException;

  /** Removes a value. */
  void remove(String key) throws IOException;

  /** The value of a key; empty where it was not put, or is forgotten. */
  Optional<byte[]> value(String key) throws IOException;

  /**
   * The values that were put and are not forgotten, by their keys: of more than {@link
   * #MAX_VALUES}, those of the first keys. Values of more than {@link #LONGEST_VALUE} bytes are
   * left out.
   */
  Map<String, byte[]> values() throws IOException;

  /**
   * Appends a message to what is kept for later.
   *
   * @throws IOException when it is not certain that the message is kept
   */
  void append(String subject, byte[] message) throws IOException;

  /** How long all messages that were kept may take to come. */
  Duration READ_PATIENCE = Duration.ofSeconds(60);

  /**
   * Hands over the messages that were appended under a subject in the last {@code age}, the oldest
   * first. There may be more of them than memory has room for.
   *
   * @param subject may end in {@code >}, which stands for any words
   * @throws IOException also when they have not all come within {@link #READ_PATIENCE}
   */
  void read(String subject, Duration age, Consumer<Kept> reader) throws IOException;

  /** What is wrong with the way to the bus just now; empty when nothing is. */
  Optional<String> trouble();

  /**
   * Makes the connection to the bus anew, with all subscriptions. This is for a connection that
   * looks whole, but by which nothing comes: a broker that has just begun may forget subscriptions.
   * It may wait for a broker that is away as long as that is away.
   */
  void reconnect() throws IOException;

  @Override
  void close() throws IOException;
}
