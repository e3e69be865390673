package dev.jnet.mesh.bus;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.KeyValue;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A bus on NATS: requests as they are, values in a key-value bucket with a time to live, what is
 * kept in a JetStream stream. Bucket and stream are made where they are not there yet.
 */
public final class NatsBus implements Bus {
  /** The bucket in which members register. */
  public static final String BUCKET = "jnet-mesh-members";

  /** The stream in which results are kept. */
  public static final String STREAM = "jnet-mesh-results";

  private static final String KEPT_SUBJECTS = "jnet.mesh.result.>";
  private static final Duration KEPT = Duration.ofDays(7);
  private static final long MAX_STREAM_BYTES = 1L << 30;
  private static final Duration MESSAGE_PATIENCE = Duration.ofSeconds(2);
  private static final int NOT_FOUND = 404;

  private final Connection connection;
  private final NatsLink link;
  private final Duration ttl;
  private boolean streamIsThere;
  private KeyValue bucket;

  private NatsBus(Connection connection, NatsLink link, Duration ttl) {
    this.connection = connection;
    this.link = link;
    this.ttl = ttl;
  }

  /**
   * Connects.
   *
   * @throws IOException when none of the brokers answers, or it refuses
   */
  public static NatsBus open(NatsSettings settings) throws IOException {
    NatsLink link = new NatsLink();
    return new NatsBus(link.connect(settings), link, settings.ttl());
  }

  @Override
  public CompletableFuture<byte[]> request(String subject, byte[] message, Duration patience) {
    try {
      return connection
          .requestWithTimeout(subject, message, patience)
          .handle(
              (reply, failure) -> {
                if (failure != null || reply == null || reply.isStatusMessage()) {
                  throw new CompletionException(new IOException("no answer from " + subject));
                }
                return reply.getData();
              });
    } catch (IllegalStateException closed) {
      return CompletableFuture.failedFuture(
          new IOException("not connected: " + closed.getMessage()));
    }
  }

  @Override
  public Subscription serve(String subject, Consumer<Request> handler) {
    return handle(
        subject,
        message -> {
          if (message.getReplyTo() != null) {
            handler.accept(new NatsRequest(connection, message));
          }
        });
  }

  private record NatsRequest(Connection connection, Message asked) implements Request {
    @Override
    public byte[] message() {
      return asked.getData();
    }

    @Override
    public void answer(byte[] message) {
      connection.publish(asked.getReplyTo(), message);
    }
  }

  private Subscription handle(String subject, Consumer<Message> handler) {
    Dispatcher dispatcher = connection.createDispatcher(handler::accept);
    dispatcher.subscribe(subject);
    return () -> connection.closeDispatcher(dispatcher);
  }

  @Override
  public void publish(String subject, byte[] message) {
    connection.publish(subject, message);
  }

  @Override
  public Subscription subscribe(String subject, Consumer<byte[]> handler) {
    return handle(subject, message -> handler.accept(message.getData()));
  }

  @Override
  public void put(String key, byte[] value) throws IOException {
    asking(() -> bucket().put(key, value));
  }

  @Override
  public void remove(String key) throws IOException {
    asking(
        () -> {
          bucket().delete(key);
          return key;
        });
  }

  @Override
  public Map<String, byte[]> values() throws IOException {
    return asking(
        () -> {
          Map<String, byte[]> values = new TreeMap<>();
          for (String key : bucket().keys()) {
            KeyValueEntry entry = bucket().get(key);
            if (entry != null && entry.getValue() != null) {
              values.put(key, entry.getValue());
            }
          }
          return values;
        });
  }

  private KeyValue bucket() throws IOException, JetStreamApiException {
    if (bucket == null) {
      try {
        connection.keyValueManagement().getStatus(BUCKET);
      } catch (JetStreamApiException e) {
        requireMissing(e);
        connection
            .keyValueManagement()
            .create(KeyValueConfiguration.builder().name(BUCKET).ttl(ttl).build());
      }
      bucket = connection.keyValue(BUCKET);
    }
    return bucket;
  }

  private static void requireMissing(JetStreamApiException e) throws JetStreamApiException {
    if (e.getErrorCode() != NOT_FOUND) {
      throw e;
    }
  }

  @Override
  public void append(String subject, byte[] message) throws IOException {
    asking(
        () -> {
          requireStream();
          return connection.jetStream().publish(subject, message);
        });
  }

  private void requireStream() throws IOException, JetStreamApiException {
    if (streamIsThere) {
      return;
    }
    try {
      connection.jetStreamManagement().getStreamInfo(STREAM);
    } catch (JetStreamApiException e) {
      requireMissing(e);
      connection
          .jetStreamManagement()
          .addStream(
              StreamConfiguration.builder()
                  .name(STREAM)
                  .subjects(KEPT_SUBJECTS)
                  .maxAge(KEPT)
                  .maxBytes(MAX_STREAM_BYTES)
                  .build());
    }
    streamIsThere = true;
  }

  @Override
  public List<byte[]> read(String subject, Duration age) throws IOException {
    return asking(
        () -> {
          requireStream();
          ConsumerConfiguration since =
              ConsumerConfiguration.builder()
                  .deliverPolicy(DeliverPolicy.ByStartTime)
                  .startTime(ZonedDateTime.now(ZoneOffset.UTC).minus(age))
                  .build();
          PushSubscribeOptions options =
              PushSubscribeOptions.builder().stream(STREAM)
                  .ordered(true)
                  .configuration(since)
                  .build();
          JetStreamSubscription kept = connection.jetStream().subscribe(subject, options);
          try {
            return all(kept);
          } finally {
            kept.unsubscribe();
          }
        });
  }

  /** All messages up to the last one that was there at the beginning. */
  private static List<byte[]> all(JetStreamSubscription kept)
      throws IOException, JetStreamApiException, InterruptedException {
    List<byte[]> messages = new ArrayList<>();
    long waiting = kept.getConsumerInfo().getCalculatedPending();
    while (messages.size() < waiting) {
      Message message = kept.nextMessage(MESSAGE_PATIENCE);
      if (message == null) {
        throw new IOException("the stream " + STREAM + " ended after " + messages.size());
      }
      messages.add(message.getData());
    }
    return messages;
  }

  /** What asks a broker, and fails in several ways. */
  private interface Question<T> {
    T ask() throws IOException, JetStreamApiException, InterruptedException;
  }

  private static <T> T asking(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (JetStreamApiException | CompletionException | IllegalStateException e) {
      throw new IOException("NATS: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public Optional<String> trouble() {
    return connection.getStatus() == Connection.Status.CONNECTED
        ? Optional.empty()
        : Optional.of(link.trouble(connection));
  }

  @Override
  public void close() throws IOException {
    asking(
        () -> {
          connection.close();
          return connection;
        });
  }
}
