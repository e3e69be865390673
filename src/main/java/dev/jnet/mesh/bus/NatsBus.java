package dev.jnet.mesh.bus;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A bus on NATS: requests as they are, values in a key-value bucket with a time to live, what is
 * kept in a JetStream stream. What is stored has a connection of its own: where a broker's disk was
 * full, the connection that had asked it to store something got no further messages.
 */
public final class NatsBus implements Bus {
  /** The bucket in which members register. */
  public static final String BUCKET = "jnet-mesh-members";

  /** The stream in which results are kept. */
  public static final String STREAM = "jnet-mesh-results";

  /** How long one of several answers is waited for, before the time is looked at. */
  private static final Duration SLICE = Duration.ofMillis(50);

  private final Connection connection;
  private final NatsLink link;
  private final NatsStore store;

  private NatsBus(Connection connection, NatsLink link, NatsStore store) {
    this.connection = connection;
    this.link = link;
    this.store = store;
  }

  /**
   * Connects.
   *
   * @throws BrokerAwayException when none of the brokers answers
   * @throws IOException when one refuses
   */
  public static NatsBus open(NatsSettings settings) throws IOException {
    NatsLink link = new NatsLink();
    return new NatsBus(link.connect(settings), link, new NatsStore(settings));
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
  public List<byte[]> requestAll(String subject, byte[] message, Duration time) throws IOException {
    return NatsQuestion.asking(
        () -> {
          String inbox = connection.createInbox();
          io.nats.client.Subscription answers = connection.subscribe(inbox);
          try {
            connection.publish(subject, inbox, message);
            return gather(answers, time);
          } finally {
            answers.unsubscribe();
          }
        });
  }

  private static List<byte[]> gather(io.nats.client.Subscription answers, Duration time)
      throws InterruptedException {
    CompletableFuture<Boolean> isOver =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS);
    List<byte[]> all = new ArrayList<>();
    while (!isOver.isDone() && all.size() < MAX_VALUES) {
      Message next = answers.nextMessage(SLICE);
      if (next != null && !next.isStatusMessage()) {
        all.add(next.getData());
      }
    }
    return all;
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
    store.put(key, value);
  }

  @Override
  public void remove(String key) throws IOException {
    store.remove(key);
  }

  @Override
  public Optional<byte[]> value(String key) throws IOException {
    return store.value(key);
  }

  @Override
  public Map<String, byte[]> values() throws IOException {
    return store.values();
  }

  @Override
  public void append(String subject, byte[] message) throws IOException {
    store.append(subject, message);
  }

  @Override
  public void read(String subject, Duration age, Consumer<Kept> reader) throws IOException {
    store.read(subject, age, reader);
  }

  @Override
  public Optional<String> trouble() {
    return connection.getStatus() == Connection.Status.CONNECTED
        ? Optional.empty()
        : Optional.of(link.trouble(connection));
  }

  @Override
  public void reconnect() throws IOException {
    NatsQuestion.asking(
        () -> {
          connection.forceReconnect();
          return connection;
        });
  }

  @Override
  public void close() throws IOException {
    try {
      store.close();
    } finally {
      NatsQuestion.asking(
          () -> {
            connection.close();
            return connection;
          });
    }
  }
}
