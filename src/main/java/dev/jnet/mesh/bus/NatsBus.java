package dev.jnet.mesh.bus;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.JetStreamSubscription;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueOptions;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueWatchOption;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
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

  /** How long the broker may take to store or to find something. */
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(2);

  private static final JetStreamOptions JET_STREAM =
      JetStreamOptions.builder().requestTimeout(STORE_PATIENCE).build();
  private static final KeyValueOptions KEY_VALUE =
      KeyValueOptions.builder().jetStreamOptions(JET_STREAM).build();

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
   * @throws BrokerAwayException when none of the brokers answers
   * @throws IOException when one refuses
   */
  public static NatsBus open(NatsSettings settings) throws IOException {
    NatsLink link = new NatsLink();
    return new NatsBus(link.connect(settings), link, settings.ttl());
  }

  @Override
  public CompletableFuture<byte[]> request(String subject, byte[] message, Duration patience) {
    try {
      CompletableFuture<Message> reply =
          connection
              .requestWithTimeout(subject, message, patience)
              .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS); // the library looks every 5 s
      link.failWhenDisconnected(reply);
      return reply.handle(
          (came, failure) -> {
            if (failure != null || came == null || came.isStatusMessage()) {
              throw new CompletionException(new IOException("no answer from " + subject));
            }
            return came.getData();
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
  public Optional<byte[]> value(String key) throws IOException {
    return asking(() -> Optional.ofNullable(bucket().get(key)).map(KeyValueEntry::getValue));
  }

  @Override
  public Map<String, byte[]> values() throws IOException {
    return asking(
        () -> {
          ValuesOnce values = new ValuesOnce();
          NatsKeyValueWatchSubscription watch =
              bucket().watchAll(values, KeyValueWatchOption.IGNORE_DELETE);
          try {
            return values.await(STORE_PATIENCE);
          } finally {
            watch.unsubscribe();
          }
        });
  }

  private KeyValue bucket() throws IOException, JetStreamApiException {
    if (bucket == null) {
      try {
        connection.keyValueManagement(KEY_VALUE).getStatus(BUCKET);
      } catch (JetStreamApiException e) {
        requireMissing(e);
        connection
            .keyValueManagement(KEY_VALUE)
            .create(KeyValueConfiguration.builder().name(BUCKET).ttl(ttl).build());
      }
      bucket = connection.keyValue(BUCKET, KEY_VALUE);
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
          return connection.jetStream(JET_STREAM).publish(subject, message);
        });
  }

  private void requireStream() throws IOException, JetStreamApiException {
    if (streamIsThere) {
      return;
    }
    try {
      connection.jetStreamManagement(JET_STREAM).getStreamInfo(STREAM);
    } catch (JetStreamApiException e) {
      requireMissing(e);
      connection
          .jetStreamManagement(JET_STREAM)
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
  public void read(String subject, Duration age, Consumer<Kept> reader) throws IOException {
    asking(
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
          JetStreamSubscription kept = connection.jetStream(JET_STREAM).subscribe(subject, options);
          try {
            return handOver(kept, reader);
          } finally {
            kept.unsubscribe();
          }
        });
  }

  /** Hands over all messages up to the last one that was there at the beginning. */
  private static long handOver(JetStreamSubscription kept, Consumer<Kept> reader)
      throws IOException, JetStreamApiException, InterruptedException {
    long waiting = kept.getConsumerInfo().getCalculatedPending();
    CompletableFuture<Boolean> isOver =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, READ_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    for (long i = 0; i < waiting; i++) {
      Message message = kept.nextMessage(MESSAGE_PATIENCE);
      if (message == null || isOver.isDone()) {
        throw new IOException("the stream " + STREAM + " gave only " + i + " of " + waiting);
      }
      long at = message.metaData().timestamp().toInstant().toEpochMilli();
      reader.accept(new Kept(message.getSubject(), at, message.getData()));
    }
    return waiting;
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
  public void reconnect() throws IOException {
    asking(
        () -> {
          connection.forceReconnect();
          return connection;
        });
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
