package dev.jnet.mesh.bus;

import io.nats.client.Connection;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What NATS stores. The connection is made when something is stored or read first. Bucket and
 * stream are made where they are not there yet.
 */
final class NatsStore implements AutoCloseable {
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

  private final NatsSettings settings;
  private Connection connection;
  private boolean isClosed;

  /** Found out by whichever thread asks first. */
  private volatile boolean streamIsThere;

  private volatile KeyValue bucket;

  NatsStore(NatsSettings settings) {
    this.settings = settings;
  }

  private synchronized Connection connection() throws IOException {
    if (isClosed) {
      throw new IOException("NATS: the connection is closed");
    }
    if (connection == null) {
      connection = new NatsLink().connect(settings);
    }
    return connection;
  }

  void put(String key, byte[] value) throws IOException {
    NatsQuestion.asking(() -> bucket().put(key, value));
  }

  void remove(String key) throws IOException {
    NatsQuestion.asking(
        () -> {
          bucket().delete(key);
          return key;
        });
  }

  Optional<byte[]> value(String key) throws IOException {
    return NatsQuestion.asking(
        () -> Optional.ofNullable(bucket().get(key)).map(KeyValueEntry::getValue));
  }

  Map<String, byte[]> values() throws IOException {
    return NatsQuestion.asking(
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

  private KeyValue bucket() throws IOException, JetStreamApiException, InterruptedException {
    if (bucket == null) {
      KeyValueConfiguration wanted =
          KeyValueConfiguration.builder().name(NatsBus.BUCKET).ttl(settings.ttl()).build();
      require(
          () -> connection().keyValueManagement(KEY_VALUE).getStatus(NatsBus.BUCKET),
          () -> connection().keyValueManagement(KEY_VALUE).create(wanted));
      bucket = connection().keyValue(NatsBus.BUCKET, KEY_VALUE);
    }
    return bucket;
  }

  /** Looks for something, and makes it where it is not there. */
  private static <T> void require(NatsQuestion<T> find, NatsQuestion<T> make)
      throws IOException, JetStreamApiException, InterruptedException {
    try {
      find.ask();
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() != NOT_FOUND) {
        throw e;
      }
      make.ask();
    }
  }

  void append(String subject, byte[] message) throws IOException {
    NatsQuestion.asking(
        () -> {
          requireStream();
          return connection().jetStream(JET_STREAM).publish(subject, message);
        });
  }

  private void requireStream() throws IOException, JetStreamApiException, InterruptedException {
    if (!streamIsThere) {
      StreamConfiguration wanted =
          StreamConfiguration.builder()
              .name(NatsBus.STREAM)
              .subjects(KEPT_SUBJECTS)
              .maxAge(KEPT)
              .maxBytes(MAX_STREAM_BYTES)
              .build();
      require(
          () -> connection().jetStreamManagement(JET_STREAM).getStreamInfo(NatsBus.STREAM),
          () -> connection().jetStreamManagement(JET_STREAM).addStream(wanted));
      streamIsThere = true;
    }
  }

  void read(String subject, Duration age, Consumer<Bus.Kept> reader) throws IOException {
    NatsQuestion.asking(
        () -> {
          requireStream();
          ConsumerConfiguration since =
              ConsumerConfiguration.builder()
                  .deliverPolicy(DeliverPolicy.ByStartTime)
                  .startTime(ZonedDateTime.now(ZoneOffset.UTC).minus(age))
                  .build();
          PushSubscribeOptions options =
              PushSubscribeOptions.builder().stream(NatsBus.STREAM)
                  .ordered(true)
                  .configuration(since)
                  .build();
          JetStreamSubscription kept =
              connection().jetStream(JET_STREAM).subscribe(subject, options);
          try {
            return handOver(kept, reader);
          } finally {
            kept.unsubscribe();
          }
        });
  }

  /** Hands over all messages up to the last one that was there at the beginning. */
  private static long handOver(JetStreamSubscription kept, Consumer<Bus.Kept> reader)
      throws IOException, JetStreamApiException, InterruptedException {
    long waiting = kept.getConsumerInfo().getCalculatedPending();
    CompletableFuture<Boolean> isOver =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, Bus.READ_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    for (long i = 0; i < waiting; i++) {
      Message message = kept.nextMessage(MESSAGE_PATIENCE);
      if (message == null || isOver.isDone()) {
        throw new IOException(
            "the stream " + NatsBus.STREAM + " gave only " + i + " of " + waiting);
      }
      long at = message.metaData().timestamp().toInstant().toEpochMilli();
      reader.accept(new Bus.Kept(message.getSubject(), at, message.getData()));
    }
    return waiting;
  }

  @Override
  public void close() throws IOException {
    Connection open;
    synchronized (this) {
      isClosed = true;
      open = connection;
    }
    if (open != null) {
      NatsQuestion.asking(
          () -> {
            open.close();
            return open;
          });
    }
  }
}
